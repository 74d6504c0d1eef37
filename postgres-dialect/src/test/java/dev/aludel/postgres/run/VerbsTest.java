package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.op.Operations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** SQL and code within a revision run as they are written. */
class VerbsTest {

    @TempDir
    private Path directory;

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private void upgrade(Consumer<Operations> up) {
        database.migrator(Script.of("aaaa", "try", up)).upgradeToHead();
    }

    /**
     * A script of SQL, as {@code op.execute} and as a file.
     *
     * @param query what is asked afterwards
     */
    record Row(String script, String query, String answer) {
        @Override
        public String toString() {
            return script;
        }
    }

    static Stream<Row> scripts() {
        return Stream.of(
                new Row("CREATE TABLE x AS SELECT '{\"a\": {}}'::jsonb j", "SELECT j FROM x", "{\"a\": {}}"),
                new Row(
                        "CREATE TABLE x AS SELECT '{fn now()} {d ''2020-01-01''}'::text t",
                        "SELECT t FROM x",
                        "{fn now()} {d '2020-01-01'}"),
                new Row(
                        "CREATE TABLE x AS SELECT '{1,2}'::int[] a, ARRAY[3] || '{4}' b",
                        "SELECT a, b FROM x", "{1,2}|{3,4}"),
                new Row(
                        "CREATE TABLE x AS SELECT '{\"a\": 1}'::jsonb ? 'a' a, '{\"b\": 1}'::jsonb ?| ARRAY['a'] b",
                        "SELECT a, b FROM x",
                        "t|f"),
                new Row(
                        "CREATE TABLE x (t text DEFAULT '?'); INSERT INTO x VALUES ('a ? b'), (DEFAULT)",
                        "SELECT string_agg(t, ',') FROM x",
                        "a ? b,?"),
                new Row(
                        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN 1; END;$$",
                        "SELECT 'f'",
                        "f"),
                new Row(
                        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $a$ BEGIN PERFORM ';$$;'; RETURN 7; END; $a$;"
                                + " CREATE TABLE x AS SELECT f() n",
                        "SELECT n FROM x",
                        "7"),
                new Row(
                        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 8 END;"
                                + " END; CREATE TABLE x AS SELECT f() n",
                        "SELECT n FROM x",
                        "8"),
                new Row(
                        "CREATE TABLE x (n int); CREATE TABLE y (n int); CREATE RULE r AS ON INSERT TO x DO ALSO (INSERT INTO y"
                                + " VALUES (1); INSERT INTO y VALUES (2)); INSERT INTO x VALUES (0)",
                        "SELECT count(*) FROM y",
                        "2"),
                new Row(
                        "DO $$ BEGIN EXECUTE 'CREATE TABLE x (n int)'; END $$; /* ; */ INSERT INTO x VALUES (3) -- ;\n",
                        "SELECT n FROM x",
                        "3"),
                new Row(
                        "CREATE TABLE x (n int); INSERT INTO x VALUES (4) RETURNING n; SELECT n FROM x; VALUES (1), (2);"
                                + " SHOW search_path; EXPLAIN SELECT 1; TABLE x; (SELECT 1); WITH y AS (SELECT 1) SELECT * FROM y",
                        "SELECT n FROM x",
                        "4"),
                new Row(
                        "CREATE SEQUENCE s; SELECT setval('s', 41); CREATE TABLE x AS SELECT nextval('s') n",
                        "SELECT n FROM x",
                        "42"),
                new Row(
                        "CREATE PROCEDURE p(INOUT n int) LANGUAGE plpgsql AS 'BEGIN n := n + 1; END'; CALL p(1)",
                        "SELECT 1",
                        "1"),
                new Row(
                        "SAVEPOINT a; CREATE TABLE y (n int); ROLLBACK TO SAVEPOINT a; RELEASE SAVEPOINT a;"
                                + " CREATE TABLE x AS SELECT 5 n",
                        "SELECT n, to_regclass('y') IS NULL FROM x",
                        "5|t"),
                new Row(
                        "CREATE TABLE x AS SELECT E'a\\'; b' t, U&'\\0041' u, 'c\\' v",
                        "SELECT t, u, v FROM x",
                        "a'; b|A|c\\"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void sqlRunsAsItIsWritten(Row row) throws Exception {
        upgrade(op -> op.execute(row.script));
        assertThat(database.ask(row.query)).containsExactly(row.answer);
        try (Database other = new Database()) {
            Files.writeString(
                    directory.resolve("aaaa.sql"),
                    "-- revision: aaaa\n-- message: {?} /* $$\n\n-- upgrade\n" + row.script
                            + "\n;\n-- downgrade\nSELECT ';\n" + "-- upgrade\n';\n");
            var migrator = dev.aludel.core.Migrator.builder()
                    .dataSource(other.dataSource())
                    .locations("file:" + directory)
                    .build();
            migrator.upgradeToHead();
            assertThat(other.ask(row.query)).containsExactly(row.answer);
            assertThat(migrator.downgradeTo("base").revisions()).hasSize(1);
        }
    }

    @Test
    void aBackfillFillsAndIsNotUndone() throws Exception {
        database.run("CREATE TABLE x (n int, t text); INSERT INTO x VALUES (1), (2)");
        var migrator = database.migrator(Script.of("aaaa", "", op -> op.backfill("x", "t = '{?}' || n", "n > 1")));
        migrator.upgradeToHead();
        assertThat(database.ask("SELECT coalesce(t, '-') FROM x ORDER BY n")).containsExactly("-", "{?}2");
        migrator.downgradeTo("base");
        assertThat(database.ask("SELECT coalesce(t, '-') FROM x ORDER BY n")).containsExactly("-", "{?}2");
    }

    @Test
    void codeStandsBetweenWhatIsBeforeAndAfterItAndGoesBackToo() throws Exception {
        database.run("CREATE SCHEMA app");
        var script = Script.of("aaaa", "", op -> {
            op.createTable("x", column("n", "int"));
            op.run("fill", 1, connection -> {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn("COPY x FROM STDIN", new java.io.StringReader("1\n2\n"));
                        try (connection;
                                var statement = connection.createStatement()) {
                            statement.execute("SET LOCAL search_path = pg_catalog");
                        }
                    })
                    .reversedBy(connection -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute("CREATE TABLE kept AS SELECT * FROM x");
                        }
                    });
            op.execute("CREATE TABLE y AS SELECT count(*) c FROM x").reversedBy("DROP TABLE y");
        });
        var migrator = database.builder(List.of(script)).schemas("app").build();
        migrator.upgradeToHead();
        assertThat(database.ask("SELECT c FROM app.y")).containsExactly("2");
        migrator.downgradeTo("base");
        assertThat(database.tables()).containsExactly("kept");
        assertThat(database.ask("SELECT sum(n) FROM app.kept")).containsExactly("3");
    }

    @Test
    void namesWithoutASchemaMeanTheFirstManagedOne() throws Exception {
        database.run("CREATE SCHEMA app; CREATE SCHEMA \"Odd one\"");
        database.builder(List.of(Script.of("aaaa", "", op -> {
                    op.execute("CREATE TABLE by_sql (n int)");
                    op.createTable("by_verb", column("n", "int"));
                    op.createTable("app.elsewhere", column("n", "int"));
                })))
                .schemas("Odd one", "app")
                .build()
                .upgradeToHead();
        assertThat(database.ask(
                        "SELECT n.nspname || '.' || relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
                                + " WHERE relkind = 'r' AND nspname IN ('app', 'Odd one', 'public') ORDER BY 1"))
                .containsExactly(
                        "Odd one.aludel_head",
                        "Odd one.aludel_journal",
                        "Odd one.by_sql",
                        "Odd one.by_verb",
                        "app.elsewhere");
    }

    /** A statement among many; the driver sends several flights and groups the digits of its number. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 999, 1_000, 1_234, 1_500})
    void theStatementThatFailedIsCountedRightAmongMany(int wrong) throws Exception {
        assertThatThrownBy(() -> upgrade(op -> {
                    for (int i = 1; i <= 1_500; i++) {
                        op.execute("CREATE SEQUENCE s" + (i == wrong ? "1 no" : i));
                    }
                }))
                .isInstanceOfSatisfying(StatementFailedException.class, e -> {
                    assertThat(e.position()).isEqualTo(wrong);
                    assertThat(e.statement()).isEqualTo("CREATE SEQUENCE s1 no");
                    assertThat(e.sqlState()).isEqualTo("42601");
                });
        assertThat(database.ask("SELECT count(*) FROM pg_class WHERE relname ~ '^(s[0-9]|aludel)'"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theStatementThatFailedIsCountedRightAmongQueriesAndCode(boolean serverErrorDetail) throws Exception {
        var source = (org.postgresql.ds.PGSimpleDataSource) database.dataSource();
        source.setLogServerErrorDetail(serverErrorDetail);
        var locale = java.util.Locale.getDefault();
        java.util.Locale.setDefault(java.util.Locale.GERMANY);
        try {
            assertThatThrownBy(() -> dev.aludel.core.Migrator.builder()
                            .dataSource(source)
                            .revisions(Script.source(Script.of("aaaa", "try", op -> {
                                op.execute("SELECT 1; CREATE TABLE x (n int); SELECT 2");
                                op.run("code", 1, connection -> {});
                                op.execute(
                                        "INSERT INTO x VALUES (1); INSERT INTO x VALUES (1); INSERT INTO x VALUES (1/0)");
                            })))
                            .build()
                            .upgradeToHead())
                    .isInstanceOfSatisfying(StatementFailedException.class, e -> {
                        assertThat(e.position()).isEqualTo(7);
                        assertThat(e.statement()).isEqualTo("INSERT INTO x VALUES (1/0)");
                    });
        } finally {
            java.util.Locale.setDefault(locale);
        }
    }

    @Test
    void manyRevisionsAreAppliedInAFewMillisecondsEach() throws Exception {
        int count = 200;
        var migrator = database.migrator(Script.chain(count));
        long begin = System.nanoTime();
        migrator.upgradeToHead();
        long up = (System.nanoTime() - begin) / 1_000_000;
        begin = System.nanoTime();
        migrator.downgradeTo("base");
        long down = (System.nanoTime() - begin) / 1_000_000;
        System.out.println(count + " revisions: up " + up + " ms, down " + down + " ms");
        assertThat(database.tables()).isEmpty();
        assertThat(new ArrayList<>(database.ask("SELECT count(*) FROM aludel_journal")))
                .containsExactly("400");
    }
}
