package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.schema.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan tells of SQL that was written by hand. */
class ForesightTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    /**
     * @param told  locks and kinds of hazards of each statement
     * @param loses how many of them lose data
     */
    record Row(String sql, int loses, String... told) {
        @Override
        public String toString() {
            return sql;
        }
    }

    private static Row row(String sql, int loses, String... told) {
        return new Row(sql, loses, told);
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("CREATE TABLE u (id bigint)", 0, "[]"),
                row("ALTER TABLE t ADD c text", 0, "t ACCESS_EXCLUSIVE []"),
                row("ALTER TABLE t DROP COLUMN v", 1, "t ACCESS_EXCLUSIVE [LOSES_DATA]"),
                row("ALTER TABLE t ALTER v TYPE text", 0, "t ACCESS_EXCLUSIVE []"),
                row("ALTER TABLE t ALTER v SET NOT NULL", 0, "t ACCESS_EXCLUSIVE [MAY_FAIL_ON_DATA, SCANS_TABLE]"),
                row("ALTER TABLE t RENAME v TO w", 0, "t ACCESS_EXCLUSIVE []"),
                row(
                        "ALTER TABLE t RENAME TO u; DROP TABLE u",
                        1,
                        "t ACCESS_EXCLUSIVE []",
                        "u ACCESS_EXCLUSIVE [LOSES_DATA]"),
                row("CREATE INDEX i ON t (v)", 0, "t SHARE [SCANS_TABLE]"),
                row("DROP TABLE t", 1, "t ACCESS_EXCLUSIVE [LOSES_DATA]"),
                row("DROP TABLE IF EXISTS nowhere", 0, "[]"),
                row("INSERT INTO t VALUES (1, 'x')", 0, "t ROW_EXCLUSIVE []"),
                row("DELETE FROM t", 1, "t ROW_EXCLUSIVE [LOSES_DATA]"),
                row("UPDATE t SET v = 'x'", 0, "t ROW_EXCLUSIVE [OVERWRITES_DATA]"),
                row("TRUNCATE t", 1, "t ACCESS_EXCLUSIVE [LOSES_DATA]"),
                row("SELECT 1", 0, "[]"),
                row("DO $$ BEGIN PERFORM 1; END $$; DROP TABLE t", 1, "[OPAQUE]", "[LOSES_DATA, OPAQUE]"),
                row("DO $$ BEGIN DELETE FROM t; END $$", 1, "[LOSES_DATA, OPAQUE]"));
    }

    private static String told(Statement statement) {
        var locks = new StringBuilder();
        new TreeMap<>(statement.locks()).forEach((table, level) -> locks.append(table + " " + level + " "));
        return locks
                + statement.hazards().stream()
                        .map(hazard -> hazard.kind().name())
                        .distinct()
                        .sorted()
                        .toList()
                        .toString();
    }

    private static List<RevisionScript> chain(String sql) {
        return List.of(
                Script.of("aaaa", "", op -> op.execute("CREATE TABLE t (id bigint, v varchar(20))")),
                Script.of("bbbb", "", op -> op.execute(sql), "aaaa"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sqlIsReadLikeOperations(Row row) {
        var migrator = database.migrator(chain(row.sql));
        migrator.upgradeTo("aaaa");
        var plan = migrator.plan("head");
        assertThat(plan.statements()).extracting(ForesightTest::told).containsExactly(row.told);
        assertThat(plan.losses()).hasSize(row.loses).allMatch(line -> line.startsWith("bbbb: "));
    }

    @Test
    void whatIsMadeOnTheWayIsKnown() {
        var plan = database.migrator(List.of(
                        Script.of("aaaa", "", op -> op.createTable("t", column("id", "bigint"), column("v", "text"))),
                        Script.of("bbbb", "", op -> op.execute("ALTER TABLE t DROP v"), "aaaa"),
                        Script.of("cccc", "", op -> op.dropTable("t", column("id", "bigint")), "bbbb")))
                .plan("head");
        assertThat(plan.losses()).containsExactly("bbbb: ALTER TABLE t DROP v", "cccc: - table t (1 columns)");
        assertThat(plan.describe())
                .contains("  ALTER TABLE t DROP v\n      locks t: access exclusive\n      ERROR LOSES_DATA: ")
                .doesNotContain("OPAQUE");
    }

    @Test
    void aPlanKnowsHowMuchIsThereAndWhatWillBe() {
        var migrator = database.migrator(chain("ALTER TABLE t ALTER v TYPE integer USING 1; ALTER TABLE p ADD x text"));
        migrator.upgradeTo("aaaa");
        database.run("""
                INSERT INTO t SELECT n, 'x' FROM generate_series(1, 20000) n;
                CREATE TABLE p (id bigint) PARTITION BY RANGE (id);
                CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (99999);
                INSERT INTO p SELECT n FROM generate_series(1, 3000) n;
                ANALYZE""");
        var plan = migrator.plan("head");
        assertThat(plan.describe()).contains("\n      about 20,000 rows, ");
        assertThat(plan.sizes().get(Name.of("t")).rows()).isBetween(19_000L, 21_000L);
        assertThat(plan.sizes().get(Name.of("t")).bytes()).isGreaterThan(100_000);
        assertThat(plan.sizes().get(Name.of("p")).rows()).isBetween(2_900L, 3_100L);
        assertThat(plan.after().orElseThrow().table(Name.of("p")).orElseThrow().column("x"))
                .isPresent();
        assertThat(database.migrator(chain("DO 'BEGIN NULL; END'")).plan("head").after())
                .isEmpty();
    }

    @Test
    void theJournalTellsHowLongTheServerWorked() {
        var migrator = database.migrator(List.of(
                Script.of("aaaa", "", op -> op.execute("SELECT pg_sleep(0.2)")),
                Script.of("bbbb", "", op -> op.execute("SELECT 1"), "aaaa")));
        migrator.upgradeToHead();
        assertThat(millis(migrator))
                .satisfiesExactly(
                        first -> assertThat(first).isBetween(200L, 5_000L),
                        second -> assertThat(second).isLessThan(200));
    }

    private static List<Long> millis(Migrator migrator) {
        var lines = new ArrayList<>(migrator.history().lines());
        Collections.reverse(lines);
        return lines.stream()
                .map(line -> line.journal().get(0).took().toMillis())
                .toList();
    }

    @Test
    void inOneTransactionEachHasItsOwnTime() {
        var migrator = database.builder(List.of(
                        Script.of("aaaa", "", op -> op.execute("SELECT pg_sleep(0.2)")),
                        Script.of("bbbb", "", op -> op.execute("SELECT 1"), "aaaa")))
                .singleTransaction()
                .build();
        migrator.upgradeToHead();
        assertThat(millis(migrator))
                .satisfiesExactly(
                        first -> assertThat(first).isBetween(200L, 5_000L),
                        second -> assertThat(second).isLessThan(200));
    }
}
