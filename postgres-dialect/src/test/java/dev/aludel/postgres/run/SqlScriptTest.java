package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.Stamping;
import dev.aludel.core.run.Status.State;
import dev.aludel.core.run.Verify;
import dev.aludel.testing.TestServer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run would do, as a script for psql. */
class SqlScriptTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private static final String JOURNAL = "SELECT revision, message, direction, state, checksum, parents::text,"
            + " heads_after::text, role, library_version, error FROM aludel_journal ORDER BY seq";

    private static RevisionScript table(String id, String message, String... parents) {
        return Script.of(
                id, message, op -> op.createTable(id, column("id", "bigint").notNull(), primaryKey("id")), parents);
    }

    /** A chain with a branch, a merge, what hands write, and a message that would like to be more than a comment. */
    private static List<RevisionScript> chain() {
        return List.of(
                table("aaaa", "make aaaa\n\\! touch /tmp/x\n; DROP TABLE aaaa; -- ü\u2028\\q"),
                table("bbbb", "", "aaaa"),
                Script.of(
                        "cccc",
                        "by hand",
                        op -> {
                            op.execute(
                                            "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN 1; END$$;"
                                                    + " CREATE TABLE words AS SELECT 'Größe: :x; \\d'::text w /* ; */ -- ende\n")
                                    .reversedBy("DROP TABLE words; DROP FUNCTION f() -- weg");
                            op.execute(
                                            "CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;"
                                                    + " SELECT g()")
                                    .reversedBy("DROP FUNCTION g()");
                            op.backfill("words", "w = w || '!'", "");
                        },
                        "aaaa"),
                table("mmmm", "merge", "bbbb", "cccc"),
                table("zzzz", "last", "mmmm"));
    }

    /**
     * @param before what is upgraded first; base when nothing is
     * @param online what the script stands for
     */
    record Row(String before, String script, Consumer<Migrator> online) {
        @Override
        public String toString() {
            return before + ": " + script;
        }
    }

    private static Row row(String before, String script, Consumer<Migrator> online) {
        return new Row(before, script, online);
    }

    static Stream<Row> scripts() {
        return Stream.of(
                row("base", "upgrade head", on -> on.upgradeToHead()),
                row("base", "upgrade base:head", on -> on.upgradeToHead()),
                row("base", "upgrade :", on -> on.upgradeToHead()),
                row("base", "upgrade +1", on -> on.upgradeTo("aaaa")),
                row("base", "upgrade bbbb", on -> on.upgradeTo("bbbb")),
                row("aaaa", "upgrade aaaa:head", on -> on.upgradeToHead()),
                row("bbbb", "upgrade bbbb:mmmm", on -> on.upgradeTo("mmmm")),
                row("cccc", "upgrade cccc:+1", on -> on.upgradeTo("+1")),
                row("mmmm", "upgrade mmmm:head", on -> on.upgradeToHead()),
                row("head", "downgrade head:-1", on -> on.downgradeTo("-1")),
                row("head", "downgrade zzzz:aaaa", on -> on.downgradeTo("aaaa")),
                row("head", "downgrade head:base", on -> on.downgradeTo("base")),
                row("mmmm", "downgrade mmmm:bbbb", on -> on.downgradeTo("bbbb")),
                row("base", "stamp head", on -> on.stamp("head", Verify.NONE)),
                row("base", "stamp base", on -> on.stamp("base", Verify.NONE)),
                row("aaaa", "stamp aaaa:head", on -> on.stamp("head", Verify.NONE)),
                row("head", "stamp head:base", on -> on.stamp("base", Verify.NONE)));
    }

    private static String write(Migrator migrator, String script) {
        String range = script.substring(script.indexOf(' ') + 1);
        return switch (script.substring(0, script.indexOf(' '))) {
            case "upgrade" -> migrator.sql(range);
            case "downgrade" -> migrator.downgradeSql(range);
            default -> migrator.stampSql(range);
        };
    }

    private static Migrator offline(boolean whole, List<? extends RevisionScript> scripts) {
        var builder = Migrator.builder().offline(TestServer.shared().major()).revisions(() -> List.copyOf(scripts));
        return whole ? builder.singleTransaction().build() : builder.build();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptDoesWhatARunDoesAndDoesItOnce(Row row) throws Exception {
        for (boolean whole : List.of(false, true)) {
            String script = write(offline(whole, chain()), row.script);
            assertThat(script)
                    .isEqualTo(write(offline(whole, chain()), row.script))
                    .startsWith("-- ");
            try (Database online = new Database();
                    Database psql = new Database();
                    Database jdbc = new Database()) {
                for (Database one : List.of(online, psql, jdbc)) {
                    if (!row.before.equals("base")) {
                        one.migrator(chain()).upgradeTo(row.before);
                    }
                }
                row.online.accept(online.migrator(chain()));
                assertThat(Psql.run(psql, script)).as(script).endsWith("exit 0").doesNotContain("ERROR", "WARNING");
                assertThat(Psql.jdbc(jdbc, script)).as(script).isEqualTo("exit 0");
                for (Database one : List.of(psql, jdbc)) {
                    assertThat(one.facts()).isEqualTo(online.facts());
                    assertThat(one.heads()).isEqualTo(online.heads());
                    assertThat(one.ask(JOURNAL)).isEqualTo(online.ask(JOURNAL));
                    assertThat(one.migrator(chain()).status().findings()).isEmpty();
                    if (online.tables().contains("words")) {
                        assertThat(one.ask("SELECT w FROM words"))
                                .isEqualTo(online.ask("SELECT w FROM words"))
                                .hasSize(1);
                    }
                }
                if (row.script.equals("stamp base")) {
                    continue;
                }
                var rows = psql.ask("SELECT * FROM aludel_journal ORDER BY seq");
                String from = row.before.equals("head") ? "zzzz" : row.before;
                assertThat(Psql.run(psql, script))
                        .endsWith("exit 3")
                        .contains("AL003", "this script begins at " + from + ", but the database is at ");
                assertThat(psql.facts()).isEqualTo(online.facts());
                assertThat(psql.ask("SELECT * FROM aludel_journal ORDER BY seq"))
                        .isEqualTo(rows);
            }
        }
    }

    @Test
    void theJournalTellsWhenAndHowLongOutThere() throws Exception {
        String script = offline(false, List.of(Script.of("aaaa", "slow", op -> op.execute("SELECT pg_sleep(0.2)"))))
                .sql("head");
        Thread.sleep(1_100);
        assertThat(Psql.run(database, script)).endsWith("exit 0");
        assertThat(database.ask("SELECT at > now() - interval '1 s', took_micros BETWEEN 200000 AND 5000000, client"
                        + " FROM aludel_journal"))
                .containsExactly("t|t|SQL script");
    }

    @Test
    void aScriptThatFailsStopsThereAndKeepsWhatWasDone() throws Exception {
        var scripts = List.of(
                table("aaaa", ""),
                Script.of("bbbb", "", op -> op.execute("CREATE TABLE half (n int); SELECT 1/0"), "aaaa"),
                table("cccc", "", "bbbb"));
        assertThat(Psql.run(database, offline(false, scripts).sql("head")))
                .endsWith("exit 3")
                .contains("22012");
        assertThat(database.tables()).containsExactly("aaaa");
        assertThat(database.heads()).containsExactly("aaaa");
        try (Database other = new Database()) {
            assertThat(Psql.run(other, offline(true, scripts).sql("head"))).endsWith("exit 3");
            assertThat(other.tables()).isEmpty();
            assertThat(other.migrator(scripts).status().state()).isEqualTo(State.EMPTY);
        }
    }

    @Test
    void aScriptDoesNotWaitForWhoIsMigrating() throws Exception {
        String script = offline(false, chain()).sql("aaaa");
        var facts = database.facts();
        try (var other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            new dev.aludel.postgres.PostgresDialect().versionTables().tryLock(other, "public");
            assertThat(Psql.run(database, script))
                    .endsWith("exit 3")
                    .contains("55P03", "another process is migrating this database");
        }
        assertThat(database.facts()).isEqualTo(facts);
        assertThat(Psql.run(database, script)).endsWith("exit 0");
    }

    @Test
    void schemasAreThoseThatAreNamed() throws Exception {
        var builder = Migrator.builder()
                .offline(TestServer.shared().major())
                .revisions(() -> List.of(table("aaaa", "")))
                .schemas("Odd one")
                .versionSchema("ops");
        database.run("CREATE SCHEMA \"Odd one\"");
        assertThat(Psql.run(database, builder.build().sql("head"))).endsWith("exit 0");
        assertThat(database.ask("SELECT count(*) FROM \"Odd one\".aaaa UNION ALL SELECT count(*) FROM ops.aludel_head"
                        + " ORDER BY 1"))
                .containsExactly("0", "1");
    }

    @Test
    void withADatabaseItsOwnVersionAndSchemaCount() throws Exception {
        database.run("CREATE SCHEMA app; DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = app',"
                + " current_database()); END $$");
        String script = database.migrator(table("aaaa", "")).sql("head");
        assertThat(script).contains("for PostgreSQL " + TestServer.shared().major(), "CREATE TABLE app.aaaa");
        assertThat(database.facts()).as("nothing was written").noneMatch(fact -> fact.contains("aludel"));
    }

    @Test
    void whatNoScriptCanHoldIsRefused() {
        var code = Script.of("bbbb", "fill it", op -> op.run("fill", 1, connection -> {}), "aaaa");
        var migrator = offline(false, List.of(table("aaaa", ""), code));
        assertThatThrownBy(() -> migrator.sql("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "revision bbbb (fill it) runs the code \"fill\" on a live connection, which no script can hold;"
                                + " write it as SQL, or leave --sql out and run: upgrade bbbb");
        assertThat(migrator.sql("aaaa")).contains("CREATE TABLE public.aaaa");
        assertThatThrownBy(() -> migrator.downgradeSql("-1"))
                .isInstanceOf(RevisionException.class)
                .hasMessage("a script that goes back has to know where it begins; run: downgrade --sql head:-1");
        assertThatThrownBy(() -> migrator.stampSql("bbbb:nothing")).isInstanceOf(RevisionException.class);
        assertThatThrownBy(migrator::status)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("built offline(…), with none");
        assertThatThrownBy(() -> migrator.stamp(Stamping.to("head"))).isInstanceOf(RefusedException.class);
        assertThat(offline(false, List.of()).sql("head")).contains("there is nothing to do");
    }
}
