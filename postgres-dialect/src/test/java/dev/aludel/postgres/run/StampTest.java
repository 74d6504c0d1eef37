package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RefusedException.Reason;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.Stamping;
import dev.aludel.core.run.Verify;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database is said to be at a revision. */
class StampTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private static RevisionScript table(String id, String... parents) {
        return Script.of(
                id,
                "make " + id,
                op -> op.createTable(
                        id, column("id", "bigint").notNull(), column("t", "varchar(20)"), primaryKey("id")),
                parents);
    }

    /** {@code a} – {@code b}, {@code c} – {@code m}, which merges them – {@code e}. */
    private static List<RevisionScript> merging() {
        return List.of(table("a"), table("b", "a"), table("c", "a"), table("m", "b", "c"), table("e", "m"));
    }

    /**
     * @param before heads, joined by spaces, that are stamped first
     * @param after  the heads then, or what the refusal says
     */
    record Row(String before, Stamping stamping, String after) {
        @Override
        public String toString() {
            return before + " -> " + String.join(" ", stamping.targets()) + " " + stamping.forgetting()
                    + stamping.purging();
        }
    }

    private static Row row(String before, String targets, String after) {
        return row(before, targets, after, stamping -> stamping);
    }

    private static Row row(String before, String targets, String after, Function<Stamping, Stamping> more) {
        return new Row(before, more.apply(Stamping.to(targets.split(" ")).verify(Verify.NONE)), after);
    }

    static Stream<Row> stamps() {
        return Stream.of(
                row("", "head", "e"),
                row("", "heads", "e"),
                row("", "base", ""),
                row("", "b c", "b c"),
                row("", "b", "b"),
                row("", "a b", "b"),
                row("", "+1", "a"),
                row("b", "c", "b c"),
                row("b c", "m", "m"),
                row("e", "a", "a"),
                row("e", "base", ""),
                row("e", "b c", "b c"),
                row("e", "-1", "m"),
                row("e", "e", "e"),
                row(
                        "m",
                        "b",
                        "refused: stamp would forget that c (make c) is applied; nothing was changed. To keep that,"
                                + " run: stamp b c; to forget it, run: stamp --forget b"),
                row("m", "b", "b", Stamping::allowForgetting),
                row("m", "c b", "b c"),
                row("m", "b", "b", Stamping::purge),
                row(
                        "zzzz",
                        "b",
                        "refused: the database is at revision zzzz, which this application does not have; nothing was"
                                + " changed. Was an older version deployed? Run the one that has it. To give up what the database"
                                + " says, run: stamp --purge REVISION"),
                row("zzzz b", "head", "e", Stamping::purge),
                row("zzzz", "base", "", Stamping::purge));
    }

    @ParameterizedTest
    @MethodSource("stamps")
    void saysWhereTheDatabaseIsAndRunsNothing(Row row) throws SQLException {
        Migrator migrator = database.migrator(merging());
        if (!row.before.isEmpty()) {
            var all = new ArrayList<>(merging());
            all.add(table("zzzz"));
            database.migrator(all).stamp(Stamping.to(row.before.split(" ")).verify(Verify.NONE));
        }
        int lines = row.before.isEmpty() ? 0 : database.journal().size();
        if (row.after.startsWith("refused: ")) {
            assertThatThrownBy(() -> migrator.stamp(row.stamping))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(row.after.substring("refused: ".length()));
            assertThat(String.join(" ", database.heads())).isEqualTo(row.before);
            assertThat(database.journal()).hasSize(lines);
            return;
        }
        var result = migrator.stamp(row.stamping);
        assertThat(String.join(" ", database.heads())).isEqualTo(row.after);
        assertThat(result.heads()).containsExactlyInAnyOrderElementsOf(database.heads());
        assertThat(String.join(" ", result.before().stream().sorted().toList()))
                .isEqualTo(row.before.equals("zzzz b") ? "b zzzz" : row.before);
        assertThat(database.journal())
                .hasSizeGreaterThan(lines)
                .last()
                .asString()
                .startsWith("stamp ");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void severalAreOneTransactionAndLeaveOneLineEach() throws SQLException {
        database.migrator(merging()).stamp(Stamping.to("b", "c").verify(Verify.NONE));
        assertThat(database.journal()).containsExactly("stamp b done {b}", "stamp c done {b,c}");
        assertThat(database.ask("SELECT count(DISTINCT xmin::text) FROM aludel_journal"))
                .containsExactly("1");
    }

    /** What was done to a database behind the chain's back, and what stamping it says. */
    record Live(String name, String sql, String target, List<String> differences) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Live> catalogs() {
        return Stream.of(
                new Live("as the chain makes it", "", "head", List.of()),
                new Live("somebody else's table", "CREATE TABLE other (n int)", "head", List.of()),
                new Live("somebody else's column", "ALTER TABLE aa ADD other int", "head", List.of()),
                new Live("somebody else's view", "CREATE VIEW w AS SELECT id FROM aa", "head", List.of()),
                new Live("a column is missing", "ALTER TABLE bb DROP t", "head", List.of("+ column bb.t varchar(20)")),
                new Live("a table is missing", "DROP TABLE bb", "head", List.of("+ table bb")),
                new Live("a table is missing that comes later", "DROP TABLE bb", "aa", List.of()),
                new Live("a table is there that comes later", "", "aa", List.of("- table bb")),
                new Live(
                        "a type is another",
                        "ALTER TABLE aa ALTER t TYPE varchar(30)",
                        "aa bb",
                        List.of("~ column aa.t varchar(30) -> varchar(20)")),
                new Live("nothing at all", "DROP TABLE aa, bb", "base", List.of()),
                new Live("all", "", "base", List.of("- table bb", "- table aa")));
    }

    private static List<RevisionScript> two(boolean opaque) {
        var second = opaque
                ? Script.of(
                        "bb",
                        "make bb",
                        op -> op.execute("DO 'BEGIN CREATE TABLE bb (id bigint PRIMARY KEY, t varchar(20)); END';"
                                        + " CREATE TABLE IF NOT EXISTS bb (n int)")
                                .reversedBy("DROP TABLE bb"),
                        "aa")
                : table("bb", "aa");
        return List.of(table("aa"), second);
    }

    @Test
    void whatCannotBeVerifiedIsToldHowToBeStampedAllTheSame() {
        try (Database other = new Database()) {
            var named = Script.of(
                    "aa", "names its schema", op -> op.execute("DO 'BEGIN CREATE TABLE public.aa (n int); END'"));
            other.run("CREATE TABLE aa (n int)");
            assertThatThrownBy(() -> other.migrator(named).stamp("head"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("already exists")
                    .hasMessageEndingWith("run: stamp --no-verify head");
        }
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void aStampIsVerified(Live row) throws SQLException {
        for (boolean opaque : List.of(false, true)) {
            try (Database other = new Database()) {
                other.migrator(two(opaque)).upgradeToHead();
                other.run("DROP TABLE aludel_head; DROP TABLE aludel_journal;" + row.sql);
                var facts = other.facts();
                Migrator migrator = other.migrator(two(opaque));
                var stamping = Stamping.to(row.target.split(" "));
                if (row.differences.isEmpty()) {
                    migrator.stamp(stamping);
                    assertThat(migrator.status().current())
                            .isEqualTo(
                                    row.target.equals("base")
                                            ? java.util.Set.of()
                                            : java.util.Set.of(row.target.replace("head", "bb")));
                    continue;
                }
                assertThatThrownBy(() -> migrator.stamp(stamping)).isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.DRIFT);
                    assertThat(e.details()).hasSameSizeAs(row.differences);
                    for (int i = 0; i < row.differences.size(); i++) {
                        assertThat(e.details().get(i)).startsWith(row.differences.get(i));
                    }
                    assertThat(e).hasMessageEndingWith("run: stamp --no-verify " + row.target);
                });
                assertThat(other.facts()).as("nothing was touched").isEqualTo(facts);
                assertThatCode(() -> migrator.stamp(stamping.verify(Verify.NONE)))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aStampedRevisionIsRememberedAsItWas() throws SQLException {
        database.migrator(table("aa")).stamp("head", Verify.NONE);
        assertThat(database.migrator(Script.of("aa", "", op -> {})).status().findings())
                .singleElement()
                .asString()
                .contains("revision aa", "was edited");
    }

    @Test
    void aMoveMeanwhileIsFoundOut() throws Exception {
        Migrator migrator = database.builder(merging())
                .lockWait(java.time.Duration.ofSeconds(20))
                .build();
        migrator.stamp(Stamping.to("b", "c").verify(Verify.NONE));
        try (var other = database.dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            new dev.aludel.postgres.PostgresDialect().versionTables().tryLock(other, "public");
            statement.execute("DELETE FROM aludel_head WHERE revision = 'b'");
            var stamping = java.util.concurrent.CompletableFuture.supplyAsync(
                    () -> migrator.stamp(Stamping.to("c").verify(Verify.NONE)));
            Thread.sleep(500);
            assertThat(stamping).isNotDone();
            other.commit();
            assertThatThrownBy(stamping::join)
                    .hasCauseInstanceOf(MigrationException.class)
                    .hasMessageContaining("another process moved the database to c meanwhile");
        }
        assertThat(database.heads()).containsExactly("c");
    }

    @Test
    void oneConnectionIsEnough() throws Exception {
        try (var pool = new OneConnection(database.dataSource())) {
            Migrator.builder()
                    .dataSource(pool)
                    .revisions(() -> two(true))
                    .build()
                    .stamp("base");
        }
        assertThat(database.journal()).containsExactly("stamp base done {}");
    }
}
