package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.Catalog;
import dev.aludel.core.Migrator;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.DialectException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application around a migrator: its pool, its connection's settings, its class path. */
class HostTest {

    private final Database database = new Database();
    private OneConnection pool;

    @BeforeEach
    void connect() throws SQLException {
        pool = new OneConnection(database.dataSource());
    }

    @AfterEach
    void drop() throws SQLException {
        pool.close();
        database.close();
    }

    private Migrator migrator(RevisionScript... scripts) {
        return Migrator.builder()
                .dataSource(pool)
                .revisions(Script.source(scripts))
                .build();
    }

    /** All but those of plpgsql, which are there as soon as somebody used it. */
    private Map<String, String> settings() throws SQLException {
        var settings = new TreeMap<String, String>();
        Connection connection = pool.inside();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT name, setting FROM pg_settings WHERE name <> 'seed' AND name NOT LIKE 'plpgsql.%'"
                                + " UNION ALL SELECT 'role', current_setting('role')"
                                + " UNION ALL SELECT 'user', current_user::text || ' ' || session_user::text"
                                + " UNION ALL SELECT 'schema', current_schemas(true)::text")) {
            while (row.next()) {
                settings.put(row.getString(1), row.getString(2));
            }
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        settings.put("autoCommit", Boolean.toString(connection.getAutoCommit()));
        settings.put("isolation", Integer.toString(connection.getTransactionIsolation()));
        settings.put("readOnly", Boolean.toString(connection.isReadOnly()));
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return settings;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SET search_path = elsewhere",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "SET statement_timeout = '1h'; SET lock_timeout = '2h'; SET work_mem = '64MB'",
                "RESET search_path; RESET ALL",
                "SET ROLE pg_monitor",
                "RESET ROLE",
                "SET TIME ZONE 'Asia/Tokyo'; SET DateStyle = 'German'; SET check_function_bodies = off",
                "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET LOCAL row_security = off",
            })
    void theSessionIsAsItWasFound(String sql) throws SQLException {
        database.run("CREATE SCHEMA host; CREATE SCHEMA elsewhere; CREATE ROLE " + owner() + " SUPERUSER");
        try (var statement = pool.inside().createStatement()) {
            statement.execute("SET search_path = host, public; SET statement_timeout = '77s'; SET ROLE " + owner());
        }
        var before = settings();
        var migrator = migrator(
                Script.of(
                        "aaaa", "", op -> op.execute("CREATE TABLE a (id int)").reversedBy("DROP TABLE a; " + sql)),
                Script.of(
                        "bbbb",
                        "",
                        op -> op.execute(sql + "; CREATE SEQUENCE public.s").reversedBy("DROP SEQUENCE public.s"),
                        "aaaa"));
        try {
            migrator.upgradeToHead();
            assertThat(settings()).containsExactlyInAnyOrderEntriesOf(before);
            migrator.downgradeTo("base");
            assertThat(settings()).containsExactlyInAnyOrderEntriesOf(before);
            assertThat(database.ask("SELECT count(*) FROM host.aludel_journal")).containsExactly("4");
        } catch (StatementFailedException e) {
            // who gave its role away may not be allowed to go on, and then nothing is left of it either
            assertThat(sql).contains("SET ROLE");
            assertThat(e.sqlState()).isEqualTo("42501");
            assertThat(settings()).containsExactlyInAnyOrderEntriesOf(before);
        } finally {
            try (var statement = pool.inside().createStatement()) {
                statement.execute("RESET ROLE");
            }
            database.run("DROP OWNED BY " + owner() + "; DROP ROLE " + owner());
        }
    }

    private String owner() {
        return database.itself().name() + "_owner";
    }

    @Test
    void whatOneRevisionSetsIsNotThereForTheNext() throws SQLException {
        database.run("CREATE SCHEMA elsewhere");
        migrator(
                        Script.of("aaaa", "", op -> op.execute("SET search_path = elsewhere; SET work_mem = '64MB'")),
                        Script.of(
                                "bbbb",
                                "",
                                op -> op.execute("CREATE TABLE b AS SELECT current_setting('work_mem') w"),
                                "aaaa"))
                .upgradeToHead();
        assertThat(database.ask("SELECT w FROM public.b")).isEqualTo(database.ask("SHOW work_mem"));
    }

    @Test
    void aFailedRunLeavesTheSessionAsItWasFoundToo() throws SQLException {
        var before = settings();
        assertThat(catchThrowable(
                        () -> migrator(Script.of("aaaa", "", op -> op.execute("SET search_path = pg_temp; SELECT 1/0")))
                                .upgradeToHead()))
                .isInstanceOf(StatementFailedException.class);
        assertThat(settings()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void aConnectionWithoutAutoCommitComesBackWithout() throws SQLException {
        pool.inside().setAutoCommit(false);
        var migrator = migrator(Script.of("aaaa", "", op -> op.execute("CREATE TABLE a (id int)")));
        assertThat(migrator.pending()).hasSize(1);
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        assertThat(pool.inside().getAutoCommit()).isFalse();
        assertThat(migrator.upgradeToHead().revisions()).isEmpty();
        assertThat(migrator.status().current()).containsExactly("aaaa");
        assertThat(pool.inside().getAutoCommit()).isFalse();
        assertThat(database.tables()).containsExactly("a");
        try (var statement = pool.inside().createStatement()) {
            statement.execute("CREATE TABLE theirs (id int)");
        }
        pool.inside().rollback();
        assertThat(database.tables()).containsExactly("a");
    }

    @Test
    void aPoolOfOneIsEnough() throws SQLException {
        var migrator = migrator(Script.chain(3).toArray(RevisionScript[]::new));
        assertThat(migrator.status().pending()).hasSize(3);
        assertThat(migrator.plan("head").steps()).hasSize(3);
        assertThat(migrator.upgradeToHead().revisions()).hasSize(3);
        assertThat(migrator.downgradeTo("-1").revisions()).hasSize(1);
        assertThat(migrator.pending()).hasSize(1);
        assertThat(Catalog.read(pool).tables()).hasSize(2);
        var broken = migrator(Script.chain(3).get(0), Script.of("bad", "", op -> op.execute("no SQL"), Script.id(1)));
        assertThat(catchThrowable(broken::upgradeToHead)).isNotNull();
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
    }

    @Test
    void aPoolThatCannotStartIsADatabaseThatCannotBeReached() {
        TestRole role = TestServer.shared().role();
        var source = database.itself().asRole(role.name(), "wrong");
        var pool = (javax.sql.DataSource) java.lang.reflect.Proxy.newProxyInstance(
                HostTest.class.getClassLoader(),
                new Class<?>[] {javax.sql.DataSource.class},
                (proxy, method, arguments) -> {
                    try {
                        return source.getConnection();
                    } catch (SQLException e) {
                        throw new IllegalStateException("Failed to initialize pool", e);
                    }
                });
        assertThat(catchThrowable(
                        () -> Migrator.builder().dataSource(pool).build().upgradeToHead()))
                .isExactlyInstanceOf(DatabaseException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void aRoleThatMayChangeTheTablesButMakeNoneIsEnoughForARevisionThatMakesNone() throws SQLException {
        TestRole role = TestServer.shared().role();
        migrator(Script.of("aaaa", "", op -> op.execute("CREATE TABLE a (id int)")))
                .upgradeToHead();
        database.run("REVOKE CREATE ON SCHEMA public FROM public; GRANT ALL ON a, aludel_head, aludel_journal TO "
                + role.name());
        var migrator = Migrator.builder()
                .dataSource(database.itself().asRole(role))
                .revisions(Script.source(
                        Script.of("aaaa", "", op -> op.execute("CREATE TABLE a (id int)")),
                        Script.of("bbbb", "", op -> op.execute("INSERT INTO a VALUES (1)"), "aaaa")))
                .build();
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        assertThat(database.ask("SELECT role FROM aludel_journal ORDER BY seq DESC LIMIT 1"))
                .containsExactly(role.name());
    }

    @Test
    void withoutADialectTheDependencyIsTold() throws Exception {
        var urls = new ArrayList<URL>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.contains("slf4j-api") || entry.matches(".*\\bcore\\b.*") && !entry.contains("test")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        try (var alone = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object builder = alone.loadClass(Migrator.class.getName())
                    .getMethod("builder")
                    .invoke(null);
            builder.getClass().getMethod("url", String.class).invoke(builder, "postgresql://localhost/x");
            var failure =
                    catchThrowable(() -> builder.getClass().getMethod("build").invoke(builder));
            assertThat(failure).isInstanceOf(InvocationTargetException.class);
            assertThat(failure.getCause().getClass().getName()).isEqualTo(DialectException.class.getName());
            assertThat(failure.getCause())
                    .hasMessageContaining("no dialect on the class path; add the dependency")
                    .hasMessageContaining("<artifactId>aludel-postgres-dialect</artifactId>");
        }
    }

    @Test
    void severalMigratorsInOneProcessKnowNothingOfEachOther() throws Exception {
        database.run("CREATE SCHEMA one; CREATE SCHEMA two");
        var done = new ArrayList<Thread>();
        var results = new TreeMap<String, Integer>();
        for (String schema : List.of("one", "two")) {
            var thread = new Thread(() -> {
                int count = Migrator.builder()
                        .dataSource(database.dataSource())
                        .schemas(schema)
                        .revisions(() -> Script.chain(schema.equals("one") ? 10 : 20))
                        .build()
                        .upgradeToHead()
                        .revisions()
                        .size();
                synchronized (results) {
                    results.put(schema, count);
                }
            });
            thread.start();
            done.add(thread);
        }
        for (Thread thread : done) {
            thread.join();
        }
        assertThat(results).isEqualTo(Map.of("one", 10, "two", 20));
        assertThat(database.ask("SELECT nspname, count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                        + " WHERE relname LIKE 't\\_%' GROUP BY 1 ORDER BY 1"))
                .containsExactly("one|10", "two|20");
    }
}
