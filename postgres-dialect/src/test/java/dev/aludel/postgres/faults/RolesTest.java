package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.Migrator;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import dev.aludel.postgres.run.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 40 and 42: what a revision does to the session ends with the revision, whatever roles and schemas are called. */
class RolesTest {

    private static final int ROLES = 100;

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static List<String> state(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT current_user, session_user, current_setting('role'),"
                                + " current_setting('search_path'), current_schemas(true)::text, current_setting('row_security')")) {
            row.next();
            return List.of(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6));
        }
    }

    private static Migrator migrator(DataSource source, RevisionScript... scripts) {
        return Migrator.builder()
                .dataSource(source)
                .revisions(Script.source(scripts))
                .build();
    }

    @Test
    void aRoleThatARevisionTakesIsGivenBack() throws Exception {
        System.out.println("-Daludel.seed=" + HostileText.SEED);
        var text = new HostileText(HostileText.SEED);
        var names = List.copyOf(text.names(ROLES));
        try (Database database = new Database();
                var pool = new OneConnection(database.dataSource())) {
            String unique = "r" + database.itself().name().substring(7, 15);
            int ours = 0;
            for (int i = 0; i < names.size(); i++) {
                // what begins with pg_ is the server's, and roles are everybody's
                String name = names.get(i);
                String role = unique
                        + name.substring(
                                0, name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), 12)));
                String host = "h" + i;
                database.run(
                        "CREATE ROLE " + quoted(role) + "; CREATE ROLE " + unique + host + " SUPERUSER; CREATE SCHEMA "
                                + host + "; GRANT ALL ON SCHEMA " + host + " TO " + quoted(role));
                try (var statement = pool.inside().createStatement()) {
                    statement.execute("RESET ROLE; SET search_path = " + host);
                    if (i % 2 == 0) {
                        statement.execute("SET ROLE " + unique + host);
                    }
                }
                var before = state(pool.inside());
                String take = switch (i % 4) {
                    case 0 -> "SET ROLE " + quoted(role);
                    case 1 -> "SET LOCAL ROLE " + quoted(role);
                    case 2 -> "SELECT set_config('role', '" + role.replace("'", "''") + "', false)";
                    default ->
                        "SET SESSION AUTHORIZATION " + quoted(role) + "; RESET SESSION AUTHORIZATION; SET ROLE "
                                + quoted(role);
                };
                boolean fails = i % 5 == 4;
                var migrator = migrator(
                        pool,
                        Script.of(
                                "a" + i,
                                "take",
                                op -> op.execute(
                                        take + "; CREATE TABLE theirs (id int)" + (fails ? "; SELECT 1 / 0" : ""))),
                        Script.of("b" + i, "after", op -> op.execute("CREATE TABLE ours (id int)"), "a" + i));
                var failure = catchThrowable(migrator::upgradeToHead);
                assertThat(state(pool.inside())).as(take).isEqualTo(before);
                if (fails) {
                    assertThat(failure).hasMessageContaining("(22012)");
                } else {
                    assertThat(failure).as(take).isNull();
                    assertThat(database.ask(
                                    "SELECT relname || ' ' || (pg_get_userbyid(relowner) = '" + role.replace("'", "''")
                                            + "') FROM pg_class WHERE relnamespace = '" + host
                                            + "'::regnamespace AND relname IN ('ours', 'theirs') ORDER BY 1"))
                            .containsExactly("ours false", "theirs true");
                    assertThat(database.ask("SELECT DISTINCT role FROM " + host + ".aludel_journal"))
                            .containsExactly(before.get(0));
                    ours++;
                }
            }
            System.out.printf(
                    "row 40: %d hostile names of roles taken, %d of %d runs done, 0 leaks%n", ROLES, ours, ROLES);
            try (var statement = pool.inside().createStatement()) {
                statement.execute("RESET ROLE");
            }
            database.run(
                    "DO $$ DECLARE r name; BEGIN FOR r IN SELECT rolname FROM pg_roles WHERE starts_with(rolname::text, '"
                            + unique
                            + "') LOOP EXECUTE format('DROP OWNED BY %I CASCADE', r); EXECUTE format('DROP ROLE %I', r); END LOOP; END $$");
        }
    }

    static Stream<String> paths() {
        return Stream.of(
                "SET search_path = elsewhere",
                "SET SESSION search_path = elsewhere",
                "SET LOCAL search_path = elsewhere",
                "SET search_path TO DEFAULT",
                "RESET search_path",
                "RESET ALL",
                "SET SCHEMA 'elsewhere'",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "SELECT pg_catalog.set_config('search_path', 'elsewhere', true)",
                "SELECT pg_catalog.set_config('search_path', 'elsewhere', false)",
                "DO $$ BEGIN SET search_path = elsewhere; END $$",
                "DO $$ BEGIN PERFORM set_config('search_path', 'elsewhere', false); END $$",
                "SET search_path = pg_temp",
                "SET search_path = pg_catalog",
                "SET search_path = \"$user\", elsewhere",
                "SET search_path = nowhere",
                "SET search_path = \"else\"\"where\"",
                "SET search_path = elsewhere, public, pg_temp",
                "DO $$ BEGIN EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = elsewhere', current_user,"
                        + " current_database()); END $$",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = elsewhere', current_database()); END $$",
                "CREATE FUNCTION go() RETURNS void LANGUAGE sql AS 'SET search_path = elsewhere'; SELECT go()",
                "SAVEPOINT s; SET search_path = elsewhere; RELEASE SAVEPOINT s");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aSearchPathThatARevisionSetsDoesNotLeak(String sql) throws Exception {
        for (boolean code : List.of(false, true)) {
            for (boolean together : List.of(false, true)) {
                try (Database database = new Database();
                        var pool = new OneConnection(database.dataSource())) {
                    database.run("CREATE SCHEMA host; CREATE SCHEMA elsewhere; CREATE SCHEMA \"else\"\"where\"");
                    try (var statement = pool.inside().createStatement()) {
                        statement.execute("SET search_path = host, public");
                    }
                    var before = state(pool.inside());
                    var builder = Migrator.builder()
                            .dataSource(pool)
                            .revisions(Script.source(
                                    Script.of("aaaa", "set", op -> {
                                        if (code) {
                                            op.run("set", 1, connection -> {
                                                try (var statement = connection.createStatement()) {
                                                    statement.execute(sql);
                                                }
                                            });
                                        } else {
                                            op.execute(sql);
                                        }
                                    }),
                                    Script.of("bbbb", "make", op -> op.execute("CREATE TABLE made (id int)"), "aaaa")));
                    if (together) {
                        builder.singleTransaction();
                    }
                    var failure = catchThrowable(builder.build()::upgradeToHead);
                    assertThat(state(pool.inside())).isEqualTo(before);
                    if (sql.contains("SAVEPOINT") && failure != null) {
                        assertThat(failure).hasMessageContaining("SAVEPOINT");
                        continue;
                    }
                    assertThat(failure).isNull();
                    assertThat(database.ask("SELECT relnamespace::regnamespace FROM pg_class WHERE relname IN"
                                    + " ('made', 'aludel_head', 'aludel_journal')"))
                            .containsExactly("host", "host", "host");
                }
            }
        }
    }
}
