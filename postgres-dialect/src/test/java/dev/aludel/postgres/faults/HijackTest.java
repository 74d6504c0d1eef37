package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.Catalog;
import dev.aludel.core.Migrator;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.Shadows;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import dev.aludel.postgres.run.Script;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Row 41: a stranger may make things in the database, and hopes that a migration by somebody else runs his code: by the
 * search path, by what has the name of a version table, by functions and operators like those of the system. His code draws
 * from a sequence, which no rollback takes back.
 */
class HijackTest {

    /** Where his things stand on the way of the one who migrates. */
    enum Path {
        /** before the system's */
        FIRST("evil, pg_catalog, public"),
        /** before the managed schema */
        BEFORE("evil, public"),
        /** in the managed schema, which was everybody's before PostgreSQL 15 */
        HOME("public");

        private final String schemas;

        Path(String schemas) {
            this.schemas = schemas;
        }
    }

    /**
     * @param stranger what he runs, with {@code PLACE} for where his things stand
     * @param session  what stands in the session of the one who migrates
     * @param refused  nothing may run then, and the error says why
     */
    record Attack(String name, Path path, String stranger, String session, boolean refused) {
        @Override
        public String toString() {
            return name + ", " + path;
        }
    }

    private static Stream<Attack> shadow(String name, String sql) {
        return Stream.of(Path.values()).map(path -> new Attack(name, path, sql, "", false));
    }

    private static Attack lookAlike(String sql) {
        return new Attack(sql, Path.HOME, sql, "", true);
    }

    private static Attack session(String sql) {
        return new Attack(sql, Path.HOME, "", sql, false);
    }

    static Stream<Attack> attacks() {
        Stream<Attack> shadows = Stream.of(
                        shadow("operators", Shadows.operators("PLACE")).filter(attack -> attack.path != Path.BEFORE),
                        shadow("functions", Shadows.functions("PLACE")).filter(attack -> attack.path == Path.HOME),
                        shadow(
                                "functions with exact types",
                                "CREATE FUNCTION PLACE.format(text, name) RETURNS text LANGUAGE sql AS 'SELECT evil.spring()';"
                                        + "CREATE FUNCTION PLACE.format(text, text, name) RETURNS text LANGUAGE sql AS 'SELECT evil.spring()';"
                                        + "CREATE FUNCTION PLACE.concat(text, name) RETURNS text LANGUAGE sql AS 'SELECT evil.spring()';"
                                        + "CREATE FUNCTION PLACE.to_regclass(text) RETURNS regclass LANGUAGE sql AS 'SELECT evil.spring()::regclass';"
                                        + "CREATE FUNCTION PLACE.current_setting(text) RETURNS text LANGUAGE sql AS 'SELECT evil.spring()';"
                                        + "CREATE FUNCTION PLACE.set_config(text, text, bool) RETURNS text LANGUAGE sql AS 'SELECT evil.spring()';"
                                        + "CREATE FUNCTION PLACE.now() RETURNS timestamptz LANGUAGE plpgsql AS 'BEGIN PERFORM evil.spring(); RETURN NULL; END';"
                                        + "CREATE FUNCTION PLACE.clock_timestamp() RETURNS timestamptz LANGUAGE plpgsql AS 'BEGIN PERFORM evil.spring(); RETURN NULL; END';"
                                        + "CREATE FUNCTION PLACE.version() RETURNS text LANGUAGE sql AS 'SELECT evil.spring()';"
                                        + "CREATE FUNCTION PLACE.pg_is_in_recovery() RETURNS bool LANGUAGE sql AS 'SELECT evil.yes()';"
                                        + "CREATE FUNCTION PLACE.pg_try_advisory_xact_lock(bigint) RETURNS bool LANGUAGE sql AS 'SELECT evil.yes()'"),
                        shadow(
                                "types",
                                "CREATE DOMAIN PLACE.text AS pg_catalog.text CHECK (evil.yes()); CREATE DOMAIN PLACE.int8 AS"
                                        + " pg_catalog.int8 CHECK (evil.yes()); CREATE DOMAIN PLACE.name AS pg_catalog.name CHECK"
                                        + " (evil.yes()); CREATE DOMAIN PLACE.timestamptz AS pg_catalog.timestamptz CHECK"
                                        + " (evil.yes()); CREATE DOMAIN PLACE.regclass AS pg_catalog.regclass CHECK (evil.yes());"
                                        + " CREATE DOMAIN PLACE.oid AS pg_catalog.oid CHECK (evil.yes())"),
                        shadow("pg_class", catalog("pg_class")),
                        shadow("pg_namespace", catalog("pg_namespace")),
                        shadow("pg_settings", catalog("pg_settings")),
                        shadow("pg_proc and pg_type", catalog("pg_proc") + ";" + catalog("pg_type")),
                        shadow("pg_index and pg_constraint", catalog("pg_index") + ";" + catalog("pg_constraint")),
                        shadow("pg_roles and pg_database", catalog("pg_roles") + ";" + catalog("pg_database")))
                .flatMap(attacks -> attacks);
        Stream<Attack> sessions = Stream.of(
                session(
                        "CREATE TEMP TABLE aludel_head (revision text, epoch int8); INSERT INTO aludel_head VALUES ('evil', 1)"),
                session("CREATE TEMP VIEW aludel_head AS SELECT evil.spring() AS revision, 1::int8 AS epoch"),
                session("CREATE TEMP VIEW aludel_journal AS SELECT evil.spring() AS revision"),
                session("CREATE TEMP VIEW pg_class AS SELECT evil.spring()::name AS relname, 1::oid AS oid"),
                session(
                        "SET search_path = pg_temp, public; CREATE TEMP VIEW pg_namespace AS SELECT evil.spring() AS nspname"),
                session(
                        "CREATE FUNCTION pg_temp.format(text, name) RETURNS text LANGUAGE sql AS 'SELECT evil.spring()'"),
                session("CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (evil.yes())"));
        Stream<Attack> before = Stream.of(
                        "CREATE VIEW evil.aludel_head AS SELECT evil.spring() AS revision, 1::int8 AS epoch",
                        "CREATE TABLE evil.aludel_head (revision text, epoch int8); INSERT INTO evil.aludel_head VALUES ('evil', 1);"
                                + " CREATE TRIGGER t BEFORE INSERT OR DELETE ON evil.aludel_head FOR EACH ROW EXECUTE FUNCTION"
                                + " evil.fire()",
                        "CREATE VIEW evil.aludel_journal AS SELECT evil.spring() AS revision")
                .map(sql -> new Attack(sql, Path.BEFORE, sql, "", false));
        String head = "CREATE TABLE PLACE.aludel_head (revision text PRIMARY KEY, epoch int8 NOT NULL)";
        Stream<Attack> lookAlikes = Stream.of(
                lookAlike("CREATE VIEW PLACE.aludel_head AS SELECT evil.spring() AS revision, 1::int8 AS epoch"),
                lookAlike(
                        "CREATE VIEW PLACE.aludel_head AS SELECT evil.spring() AS revision, 1::int8 AS epoch, 1::oid AS tableoid"),
                lookAlike("CREATE VIEW PLACE.aludel_journal AS SELECT evil.spring() AS revision"),
                lookAlike(
                        "CREATE MATERIALIZED VIEW PLACE.aludel_head AS SELECT 'a'::text AS revision, 1::int8 AS epoch"),
                lookAlike("CREATE TABLE PLACE.aludel_head (revision text, epoch int8) PARTITION BY LIST (revision)"),
                lookAlike("CREATE SEQUENCE PLACE.aludel_head"),
                lookAlike("CREATE TYPE PLACE.aludel_head AS (revision text, epoch int8)"),
                lookAlike(head + "; GRANT ALL ON PLACE.aludel_head TO PUBLIC"),
                lookAlike(head + "; GRANT ALL ON PLACE.aludel_head TO PUBLIC;"
                        + " ALTER TABLE PLACE.aludel_head ENABLE ROW LEVEL SECURITY;"
                        + " CREATE POLICY p ON PLACE.aludel_head USING (evil.yes())"),
                lookAlike(head + "; GRANT ALL ON PLACE.aludel_head TO PUBLIC; CREATE TRIGGER t BEFORE INSERT ON"
                        + " PLACE.aludel_head FOR EACH ROW EXECUTE FUNCTION evil.fire()"),
                lookAlike(
                        head.replace("NOT NULL", "CHECK (evil.yes())") + "; GRANT ALL ON PLACE.aludel_head TO PUBLIC"),
                lookAlike(head
                        + "; GRANT ALL ON PLACE.aludel_head TO PUBLIC; CREATE RULE r AS ON INSERT TO PLACE.aludel_head"
                        + " DO ALSO SELECT evil.spring()"),
                lookAlike("CREATE TABLE PLACE.aludel_journal (seq int8, revision text DEFAULT evil.spring());"
                        + " GRANT ALL ON PLACE.aludel_journal TO PUBLIC"),
                lookAlike("CREATE FUNCTION PLACE.aludel_journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM evil.spring(); RETURN NEW; END'"));
        return Stream.of(shadows, sessions, before, lookAlikes).flatMap(attacks -> attacks);
    }

    private static String catalog(String table) {
        return "CREATE VIEW PLACE." + table + " AS SELECT t.*, evil.spring() AS sprung FROM pg_catalog." + table + " t";
    }

    private static List<RevisionScript> chain() {
        return List.of(
                Script.of(
                        "aaaa",
                        "one",
                        op -> op.createTable("a", column("id", "bigint").notNull())),
                Script.of(
                        "bbbb",
                        "two",
                        op -> op.addColumn("a", column("note", "text").defaultValue("x")),
                        "aaaa"),
                Script.of(
                        "cccc",
                        "three",
                        op -> op.execute("INSERT INTO a VALUES (1)").reversedBy("DELETE FROM a"),
                        "bbbb"));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void noCodeOfAStrangerRuns(Attack attack) throws Exception {
        TestRole stranger = TestServer.shared().role();
        // whose rows a policy hides, and whose owner is a stranger, is not the same for both
        for (boolean superuser : attack.refused ? List.of(false, true) : List.of(false)) {
            TestRole app = TestServer.shared().role();
            try (Database database = new Database();
                    var pool = new OneConnection(
                            superuser
                                    ? database.dataSource()
                                    : database.itself().asRole(app))) {
                database.run("GRANT CREATE ON DATABASE \"" + database.itself().name() + "\" TO " + stranger.name()
                        + "; GRANT ALL ON SCHEMA public TO PUBLIC");
                try (var connection = database.itself().asRole(stranger).getConnection();
                        var statement = connection.createStatement()) {
                    String here = attack.path == Path.HOME ? "public" : "evil";
                    statement.setEscapeProcessing(false);
                    statement.execute(Shadows.TRAP);
                    statement.execute(attack.stranger.replace("PLACE", here));
                }
                try (var statement = pool.inside().createStatement()) {
                    statement.execute("SET search_path = " + attack.path.schemas);
                    statement.execute(attack.session.isEmpty() ? "SELECT 1" : attack.session);
                }
                var migrator = Migrator.builder()
                        .dataSource(pool)
                        .schemas("public")
                        .revisions(() -> chain())
                        .build();
                var failure = catchThrowable(() -> everything(migrator, pool));
                assertThat(database.ask("SELECT is_called FROM evil.canary"))
                        .as("does the stranger's code run? %s", failure)
                        .containsExactly("f");
                if (attack.refused) {
                    assertThat(failure).isInstanceOf(MigrationException.class);
                    assertThat(failure.getMessage()).contains("aludel_", stranger.name());
                    assertThat(database.tables()).doesNotContain("a");
                } else {
                    assertThat(failure).isNull();
                    assertThat(database.ask("SELECT revision FROM public.aludel_head"))
                            .containsExactly("cccc");
                }
            }
        }
    }

    @Test
    void figure() {
        System.out.printf(
                "row 41: %d attacks, on a plain role, look-alikes on a superuser too%n",
                attacks().count());
        assertThat(attacks().count()).isGreaterThanOrEqualTo(40);
    }

    private static void everything(Migrator migrator, OneConnection pool) {
        migrator.upgradeTo("bbbb");
        migrator.upgradeToHead();
        migrator.upgradeToHead();
        migrator.status();
        migrator.history();
        migrator.validate();
        migrator.repairs();
        migrator.plan("head");
        Catalog.read(pool, "public");
        migrator.downgradeTo("aaaa");
        migrator.upgradeToHead();
    }
}
