package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.index;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.Repair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is damaged is shown, and put right when told to. */
class RepairTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private static final String FREE = "ALTER TABLE aludel_journal DISABLE TRIGGER ALL; ";

    /**
     * @param damage  done to a database that is at the head of {@link Script#chain} of three
     * @param scripts the application's then
     * @param repairs what each begins with
     * @param heads   afterwards
     */
    record Row(String damage, List<RevisionScript> scripts, List<String> repairs, List<String> heads) {
        @Override
        public String toString() {
            return damage + " " + scripts.size();
        }
    }

    private static Row row(String damage, List<String> repairs, String... heads) {
        return new Row(damage, Script.chain(3), repairs, List.of(heads));
    }

    private static List<RevisionScript> edited() {
        var all = new ArrayList<>(Script.chain(2));
        all.add(Script.of("r00003", "make t3", op -> op.execute("SELECT 3").reversedBy("SELECT 3"), "r00002"));
        return all;
    }

    static Stream<Row> damages() {
        return Stream.of(
                row("SELECT 1", List.of(), "r00003"),
                row("DELETE FROM aludel_head", List.of()),
                row("DROP TABLE aludel_head, aludel_journal", List.of()),
                row(
                        "DROP TABLE aludel_head",
                        List.of("the table of heads is missing, but the journal is there: make it anew, at r00003"),
                        "r00003"),
                row(
                        "DROP TABLE aludel_journal",
                        List.of("the journal is missing, but the database is at r00003: begin one"),
                        "r00003"),
                row(
                        FREE + "DELETE FROM aludel_journal",
                        List.of("the journal is missing, but the database is at r00003: begin one"),
                        "r00003"),
                row(
                        "INSERT INTO aludel_head VALUES ('r00001', 1)",
                        List.of(
                                "the database is at r00001, r00003, some of which come before others: keep the last: r00003"),
                        "r00003"),
                row(
                        "ALTER TABLE aludel_head DROP CONSTRAINT aludel_head_pkey; INSERT INTO aludel_head VALUES ('r00003', 1)",
                        List.of("the table of heads has a head twice: keep each once: r00003"),
                        "r00003"),
                row(
                        "DROP TABLE aludel_head; CREATE TABLE aludel_head"
                                + " (revision text, epoch bigint NOT NULL); COMMENT ON TABLE aludel_head IS 'Aludel: current heads, format 1'; INSERT INTO aludel_head VALUES ('r00003', 1), ('r00003', 2),"
                                + " ('r00002', 1)",
                        List.of(
                                "the table of heads has a head twice",
                                "the database is at r00002, r00003, some of which come before others"),
                        "r00003"),
                new Row(
                        "SELECT 1",
                        Script.chain(1),
                        List.of(
                                "the database is at r00003, but no file has r00002 (make t2), r00003 (make t3): take it to be"
                                        + " at r00001; what was lost stays in the catalog"),
                        List.of("r00001")),
                new Row(
                        FREE + "DELETE FROM aludel_journal WHERE revision <> 'r00001'",
                        Script.chain(1),
                        List.of(),
                        List.of("r00003")),
                new Row(
                        "SELECT 1",
                        edited(),
                        List.of("revision r00003 (make t3) in r00003 was edited after it had been applied on "),
                        List.of("r00003")));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsShownAndPutRight(Row row) throws Exception {
        database.migrator(Script.chain(3)).upgradeToHead();
        var sound = database.facts();
        database.run(row.damage);
        var facts = database.facts();
        var migrator = database.migrator(row.scripts);
        var plan = migrator.repairs();
        assertThat(plan.repairs()).hasSameSizeAs(row.repairs);
        for (int i = 0; i < row.repairs.size(); i++) {
            assertThat(plan.repairs().get(i).toString()).startsWith(row.repairs.get(i));
        }
        assertThat(plan.isEmpty()).isEqualTo(row.repairs.isEmpty());
        assertThat(plan.describe()).isNotEmpty();
        assertThat(database.facts()).as("shown, not done").isEqualTo(facts);

        assertThat(plan.apply()).isEqualTo(plan.repairs());
        if (row.repairs.isEmpty()) {
            assertThat(database.facts()).isEqualTo(facts);
            return;
        }
        assertThat(database.heads()).isEqualTo(row.heads);
        assertThat(migrator.repairs().isEmpty()).isTrue();
        assertThat(migrator.status().findings()).isEmpty();
        if (!row.damage.contains("DISABLE")) {
            assertThat(database.facts()).containsAll(sound);
        }
        migrator.downgradeTo("base");
        migrator.upgradeToHead();
        assertThat(database.ask("SELECT revision FROM aludel_head"))
                .containsExactly(row.scripts.size() == 1 ? "r00001" : "r00003");
    }

    @Test
    void onlyWhatIsAgreedToIsDone() throws Exception {
        database.migrator(Script.chain(3)).upgradeToHead();
        database.run("INSERT INTO aludel_head VALUES ('r00001', 1)");
        var plan = database.migrator(edited()).repairs();
        assertThat(plan.repairs()).hasSize(2);
        var last = plan.only(repair -> repair.what().contains("edited"));
        assertThat(last.apply()).isEqualTo(last.repairs()).hasSize(1);
        assertThat(database.heads()).containsExactly("r00001", "r00003");
        assertThat(plan.only(repair -> false).apply()).isEmpty();
        assertThatThrownBy(plan::apply)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("somebody else was there first; nothing was changed");
        assertThat(database.heads()).containsExactly("r00001", "r00003");
        assertThat(database.migrator(edited()).repairs().apply()).hasSize(1);
        assertThat(database.heads()).containsExactly("r00003");
    }

    @Test
    void repairsWaitForTheLockAndGiveUp() throws Exception {
        database.migrator(Script.chain(3)).upgradeToHead();
        database.run("DROP TABLE aludel_head");
        var migrator = database.builder(Script.chain(3))
                .lockWait(Duration.ofMillis(300))
                .build();
        var plan = migrator.repairs();
        try (var other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            new dev.aludel.postgres.PostgresDialect().versionTables().tryLock(other, "public");
            assertThatThrownBy(plan::apply)
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining("Nothing was changed");
        }
        assertThat(plan.apply()).hasSize(1);
    }

    /** An index that CREATE INDEX CONCURRENTLY left because two rows have the same value. */
    @Test
    void anIndexThatIsNotValidIsBuiltAnewOrDropped() throws Exception {
        var ours = Script.of("aaaa", "", op -> {
            op.createTable("t", column("n", "int"));
            op.createIndex("t", index("t_n", "n").unique());
        });
        var migrator = database.migrator(ours);
        migrator.upgradeToHead();
        database.run("DROP INDEX t_n; INSERT INTO t VALUES (1), (1)");
        for (String name : List.of("t_n", "left_over")) {
            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON t (n)"))
                        .hasMessageContaining("could not create unique index");
            }
        }
        var plan = migrator.repairs();
        assertThat(plan.repairs())
                .extracting(Repair::toString)
                .containsExactlyInAnyOrder(
                        "index t.left_over is invalid: drop it, which no applied revision made",
                        "index t.t_n is invalid: build it anew");
        assertThatThrownBy(plan::apply).hasMessageContaining("could not create unique index");
        assertThat(database.ask("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .as("all or nothing")
                .containsExactly("2");
        database.run("DELETE FROM t");
        assertThat(plan.apply()).hasSize(2);
        assertThat(database.ask("SELECT relname FROM pg_class WHERE relname IN ('t_n', 'left_over')"))
                .containsExactly("t_n");
        assertThat(migrator.repairs().isEmpty()).isTrue();
        assertThat(database.journal()).hasSize(3).last().asString().startsWith("apply off_chain done");
    }
}
