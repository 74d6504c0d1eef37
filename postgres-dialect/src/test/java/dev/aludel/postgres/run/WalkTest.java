package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.Direction;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.Status.State;
import dev.aludel.core.run.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Forward and back along a chain, and along one that branches. */
class WalkTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    /**
     * A walk along five revisions {@code aaaa1 … aaaa5}, each of which makes the table of its name.
     *
     * @param steps what is called, e.g. {@code up +2}; before the last one nothing is looked at
     * @param done  ids that the last call did, in order
     * @param head  where the database is in the end; {@code base} when nothing is applied
     */
    record Row(String steps, String done, String head) {
        @Override
        public String toString() {
            return steps;
        }
    }

    static Row row(String steps, String done, String head) {
        return new Row(steps, done, head);
    }

    static Stream<Row> walks() {
        return Stream.of(
                row("up head", "aaaa1 aaaa2 aaaa3 aaaa4 aaaa5", "aaaa5"),
                row("up heads", "aaaa1 aaaa2 aaaa3 aaaa4 aaaa5", "aaaa5"),
                row("up aaaa3", "aaaa1 aaaa2 aaaa3", "aaaa3"),
                row("up bbb_", "aaaa1 aaaa2 aaaa3 aaaa4 bbb_x", "bbb_x"),
                row("up +2", "aaaa1 aaaa2", "aaaa2"),
                row("up +2, up +2", "aaaa3 aaaa4", "aaaa4"),
                row("up aaaa2+1", "aaaa1 aaaa2 aaaa3", "aaaa3"),
                row("up head, up head", "", "aaaa5"),
                row("up head, up aaaa2", "", "aaaa5"),
                row("up head, up base", "", "aaaa5"),
                row("up head, down -1", "aaaa5", "aaaa4"),
                row("up head, down -2", "aaaa5 aaaa4", "aaaa3"),
                row("up head, down -5", "aaaa5 aaaa4 aaaa3 aaaa2 aaaa1", "base"),
                row("up head, down aaaa2", "aaaa5 aaaa4 aaaa3", "aaaa2"),
                row("up head, down aaaa4-1", "aaaa5 aaaa4", "aaaa3"),
                row("up head, down base", "aaaa5 aaaa4 aaaa3 aaaa2 aaaa1", "base"),
                row("up head, down head", "", "aaaa5"),
                row("up +1, down -1", "aaaa1", "base"),
                row("down base", "", "base"),
                row("up head, down base, up +1", "aaaa1", "aaaa1"));
    }

    private static List<RevisionScript> five() {
        var scripts = new ArrayList<RevisionScript>();
        String parent = "";
        for (String id : List.of("aaaa1", "aaaa2", "aaaa3", "aaaa4", "aaaa5")) {
            scripts.add(table(id, parent));
            parent = id;
        }
        return scripts;
    }

    private static RevisionScript table(String id, String... parents) {
        return Script.of(
                id,
                "make " + id,
                op -> op.createTable(id, column("id", "bigint").notNull(), primaryKey("id")),
                Stream.of(parents).filter(parent -> !parent.isEmpty()).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("walks")
    void goesWhereItIsTold(Row row) throws SQLException {
        var chain = five();
        if (row.steps.contains("bbb_")) {
            chain.set(4, table("bbb_x", "aaaa4"));
        }
        Migrator migrator = database.migrator(chain);
        List<Applied> last = List.of();
        Set<String> heads = Set.of();
        for (String step : row.steps.split(", ")) {
            String target = step.substring(step.indexOf(' ') + 1);
            if (step.startsWith("up")) {
                var result = migrator.upgradeTo(target);
                last = result.revisions();
                heads = result.heads();
            } else {
                var result = migrator.downgradeTo(target);
                last = result.revisions();
                heads = result.heads();
            }
        }
        Set<String> head = row.head.equals("base") ? Set.of() : Set.of(row.head);
        assertThat(last.stream().map(applied -> applied.revision().id())).isEqualTo(words(row.done));
        assertThat(heads).isEqualTo(head);
        if (migrator.status().state() != State.EMPTY) {
            assertThat(Set.copyOf(database.heads())).isEqualTo(head);
        }
        var applied = chain.stream()
                .map(script -> script.info().id())
                .takeWhile(id -> !row.head.equals("base") && id.compareTo(row.head) <= 0)
                .toList();
        assertThat(database.tables()).isEqualTo(applied);
        assertThat(migrator.status().current()).isEqualTo(head);
        assertThat(migrator.pending()).hasSize(5 - applied.size());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    @Test
    void theJournalTellsWhatWasDoneWhenByWhomAndHowItEnded() throws SQLException {
        Migrator migrator = database.migrator(five().subList(0, 2));
        migrator.upgradeToHead();
        migrator.downgradeTo("-1");
        migrator.apply(List.of());
        var operations = new Operations(type -> type);
        operations.createTable("extra", column("id", "bigint"));
        var result = migrator.apply(operations.recorded());

        assertThat(result.operations()).hasSize(1);
        assertThat(database.journal())
                .containsExactly(
                        "upgrade aaaa1 done {aaaa1}",
                        "upgrade aaaa2 done {aaaa2}",
                        "downgrade aaaa2 done {aaaa1}",
                        "apply off_chain done {aaaa1}");
        assertThat(database.ask(
                        "SELECT DISTINCT role, error, took_micros > 0, at > now() - interval '1 minute' AND at <= now(),"
                                + " client ~ '^.+@.+ [0-9]+$' FROM aludel_journal"))
                .containsExactly("postgres||t|t|t");
        assertThat(database.ask(
                        "SELECT message, parents, checksum ~ '^1:[0-9a-f]{32}$' FROM aludel_journal ORDER BY seq"))
                .startsWith("make aaaa1|{}|t", "make aaaa2|{aaaa1}|t", "make aaaa2|{aaaa1}|t");
        assertThat(database.ask("SELECT count(DISTINCT checksum) FROM aludel_journal WHERE revision = 'aaaa2'"))
                .containsExactly("1");
        assertThat(database.tables()).containsExactly("aaaa1", "extra");
        assertThat(database.heads()).containsExactly("aaaa1");
    }

    @Test
    void operationsWithoutARevisionAreAppliedWholeOrNotAtAll() throws SQLException {
        Migrator migrator = database.migrator(five());
        migrator.upgradeTo("aaaa1");
        var before = database.facts();
        var operations = new Operations(type -> type);
        operations.createTable("extra", column("id", "bigint"));
        operations.createTable("aaaa1", column("id", "bigint"));
        assertThatThrownBy(() -> migrator.apply(operations.recorded()))
                .isInstanceOfSatisfying(StatementFailedException.class, e -> {
                    assertThat(e.revision()).isEmpty();
                    assertThat(e.position()).isEqualTo(2);
                    assertThat(e.sqlState()).isEqualTo("42P07");
                })
                .hasMessageContaining("2 operation(s) with no revision")
                .hasMessageContaining("nothing of it was applied");
        assertThat(database.facts()).isEqualTo(before);
        assertThat(database.journal()).last().isEqualTo("apply off_chain failed {aaaa1}");
        assertThat(database.heads()).containsExactly("aaaa1");
    }

    @Test
    void eachRevisionIsInOneTransactionWithItsVersionRow() throws SQLException {
        database.migrator(five()).upgradeToHead();
        assertThat(database.ask("SELECT j.revision FROM aludel_journal j JOIN pg_class c ON c.relname = j.revision"
                        + " WHERE j.xmin = c.xmin ORDER BY 1"))
                .containsExactly("aaaa1", "aaaa2", "aaaa3", "aaaa4", "aaaa5");
        assertThat(database.ask("SELECT count(DISTINCT xmin::text) FROM aludel_journal"))
                .containsExactly("5");
        assertThat(database.ask("SELECT h.xmin = j.xmin FROM aludel_head h JOIN aludel_journal j USING (revision)"))
                .containsExactly("t");
    }

    @Test
    void singleTransactionIsAllOrNothing() throws SQLException {
        var scripts = five();
        var good = database.builder(scripts).singleTransaction().build();
        assertThat(good.upgradeTo("aaaa3").revisions()).hasSize(3);
        assertThat(database.ask("SELECT count(DISTINCT xmin::text) FROM aludel_journal"))
                .containsExactly("1");
        assertThat(database.ask("SELECT epoch FROM aludel_head")).containsExactly("3");

        scripts.set(4, Script.of("aaaa5", "break", op -> op.execute("SELECT 1/0"), "aaaa4"));
        var bad = database.builder(scripts).singleTransaction().build();
        assertThatThrownBy(bad::upgradeToHead)
                .isInstanceOfSatisfying(
                        StatementFailedException.class,
                        e -> assertThat(e.revision()).isEqualTo("aaaa5"));
        assertThat(database.tables()).containsExactly("aaaa1", "aaaa2", "aaaa3");
        assertThat(database.heads()).containsExactly("aaaa3");
        assertThat(database.journal()).hasSize(4).last().isEqualTo("upgrade aaaa5 failed {aaaa3}");
        assertThat(bad.status().state()).isEqualTo(State.FAILED);

        assertThat(good.upgradeToHead().revisions()).hasSize(2);
        assertThat(good.downgradeTo("base").revisions()).hasSize(5);
        assertThat(database.tables()).isEmpty();
        assertThat(database.heads()).isEmpty();
    }

    /** {@code a} – {@code b1}, {@code b2} – {@code merge}, and {@code dep}, a root that depends on {@code b1}. */
    private static List<RevisionScript> branches() {
        var dep = table("depd");
        return List.of(
                table("aaaa"),
                table("bbb1", "aaaa"),
                table("bbb2", "aaaa"),
                table("merged", "bbb1", "bbb2"),
                new Script(
                        new RevisionInfo("depd", List.of(), List.of("bbb1"), List.of(), "", null, "depd"),
                        op -> op.add(dep.upgrade(type -> type)),
                        null));
    }

    @Test
    void branchesAndMergesKeepOneRowForEachHead() throws SQLException {
        Migrator migrator = database.migrator(branches());
        assertThat(migrator.upgradeTo("bbb1").heads()).containsExactly("bbb1");
        assertThat(migrator.upgradeTo("bbb2").heads()).containsExactlyInAnyOrder("bbb1", "bbb2");
        assertThat(database.heads()).containsExactly("bbb1", "bbb2");
        assertThat(migrator.upgradeTo("merged").heads()).containsExactly("merged");
        assertThat(database.heads()).containsExactly("merged");
        assertThat(migrator.upgradeTo("heads").heads()).containsExactlyInAnyOrder("depd", "merged");
        assertThat(migrator.status().state()).isEqualTo(State.CONFLICT);
        assertThat(migrator.downgradeTo("bbb2").heads()).containsExactlyInAnyOrder("bbb2", "depd");
        assertThat(database.heads()).containsExactly("bbb2", "depd");
        assertThat(migrator.downgradeTo("bbb1").revisions())
                .as("nothing follows it")
                .isEmpty();
        assertThat(database.heads()).containsExactly("bbb2", "depd");
        assertThat(migrator.downgradeTo("aaaa").heads()).containsExactly("aaaa");
        assertThat(database.tables()).containsExactly("aaaa");
        assertThat(migrator.downgradeTo("base").heads()).isEmpty();
        assertThat(database.tables()).isEmpty();
    }

    /** What is ambiguous is refused, and what to type instead is what then works. */
    @ParameterizedTest
    @CsvSource({
        "merged, down, -1, downgrade bbb1",
        "bbb1 bbb2, down, -1, downgrade bbb1@-1",
        "aaaa, up, +1, upgrade bbb1",
        "bbb1 bbb2, up, +1, upgrade bbb1@+1"
    })
    void whatIsAmbiguousIsRefusedWithWhatToType(String at, String way, String target, String command) {
        Migrator migrator = database.migrator(branches().subList(0, 4));
        for (String id : at.split(" ")) {
            migrator.upgradeTo(id);
        }
        var before = migrator.status().current();
        assertThatThrownBy(() -> walk(migrator, way, target))
                .isInstanceOf(RevisionException.class)
                .message()
                .containsAnyOf("; name the one that you mean with: " + command, "; say from which with: " + command);
        assertThat(migrator.status().current()).isEqualTo(before);
        walk(migrator, way, command.substring(command.indexOf(' ') + 1));
        assertThat(migrator.status().current()).isNotEqualTo(before);
    }

    private static void walk(Migrator migrator, String way, String target) {
        if (way.equals("up")) {
            migrator.upgradeTo(target);
        } else {
            migrator.downgradeTo(target);
        }
    }

    @Test
    void statusTellsWhereTheDatabaseStandsAndWritesNothing() throws SQLException {
        Migrator migrator = database.migrator(five());
        var before = database.facts();
        assertThat(migrator.status().state()).isEqualTo(State.EMPTY);
        assertThat(migrator.plan("head").steps()).hasSize(5);
        assertThat(migrator.pending()).hasSize(5);
        assertThat(database.facts()).isEqualTo(before);

        database.run("CREATE TABLE somebodys (id int)");
        assertThat(migrator.status().state()).isEqualTo(State.UNVERSIONED);
        migrator.upgradeTo("+2");
        assertThat(migrator.status().state()).isEqualTo(State.BEHIND);
        assertThat(migrator.status().pending().stream().map(RevisionInfo::id))
                .containsExactly("aaaa3", "aaaa4", "aaaa5");
        assertThat(migrator.status().last().orElseThrow().revision()).isEqualTo("aaaa2");
        migrator.upgradeToHead();
        assertThat(migrator.status().state()).isEqualTo(State.UP_TO_DATE);
        assertThat(migrator.status().describe())
                .contains("UP TO DATE", "aaaa5  make aaaa5", "PostgreSQL", "role postgres");
        migrator.downgradeTo("base");
        assertThat(migrator.status().state()).isEqualTo(State.AT_BASE);
        assertThat(database.migrator().status().state()).isEqualTo(State.UP_TO_DATE);
        migrator.upgradeToHead();
        assertThat(database.migrator(five().subList(0, 3)).status().state()).isEqualTo(State.AHEAD);
    }

    @Test
    void thePlanIsWhatThenRuns() throws Exception {
        Migrator migrator = database.migrator(five());
        migrator.upgradeTo("+3");
        var plan = migrator.plan("+1");
        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.statements()).hasSize(1);
        assertThat(plan.describe()).contains("upgrade aaaa4 (make aaaa4)", "CREATE TABLE public.aaaa4");
        assertThat(migrator.plan("aaaa2").isEmpty()).isTrue();
        assertThat(database.heads()).containsExactly("aaaa3");
        try (var wire = new Wire(database.itself().url())) {
            Migrator.builder()
                    .dataSource(wire.dataSource())
                    .revisions(WalkTest::five)
                    .build()
                    .upgradeTo("+1");
            assertThat(wire.statements()).contains(plan.statements().get(0).sql());
        }
    }

    @Test
    void oneLineForEachRevisionAndOneInTheEnd() {
        try (var logged = new Logged()) {
            database.migrator(five()).upgradeTo("+2");
            assertThat(logged.lines()).hasSize(3);
            assertThat(logged.lines().get(0)).contains("INFO", "upgrade aaaa1 (make aaaa1): 1 operations, ", " ms");
            assertThat(logged.lines().get(1)).contains("INFO", "upgrade aaaa2 (make aaaa2): 1 operations, ", " ms");
            assertThat(logged.lines().get(2)).contains("INFO", "2 revision(s) applied, now at aaaa2");
        }
    }

    @Test
    void listenersAreToldAndCannotStopAnything() throws SQLException {
        var told = new ArrayList<String>();
        var listener = new MigrationListener() {
            @Override
            public void starting(Step step) {
                told.add("starting " + step.revision().id());
                throw new IllegalStateException("no matter");
            }

            @Override
            public void done(Applied applied) {
                told.add("done " + applied.revision().id() + " " + (applied.direction() == Direction.UPGRADE));
                throw new IllegalStateException("no matter");
            }

            @Override
            public void failed(Step step, dev.aludel.core.error.MigrationException failure) {
                told.add("failed " + step.revision().id());
                throw new IllegalStateException("no matter");
            }
        };
        var scripts = five();
        scripts.set(1, Script.of("aaaa2", "", op -> op.execute("no SQL"), "aaaa1"));
        var migrator = database.builder(scripts).listener(listener).build();
        assertThatThrownBy(migrator::upgradeToHead).isInstanceOf(StatementFailedException.class);
        assertThat(told).containsExactly("starting aaaa1", "done aaaa1 true", "starting aaaa2", "failed aaaa2");
    }

    @Test
    void aBuilderThatIsUsedAgainChangesNoMigratorThatItMade() throws SQLException {
        database.run("CREATE SCHEMA elsewhere");
        var builder = database.builder(five());
        Migrator first = builder.build();
        builder.schemas("elsewhere");
        first.upgradeTo("+1");
        assertThat(first.status().current()).containsExactly("aaaa1");
        assertThat(database.heads()).containsExactly("aaaa1");
        assertThat(builder.build().status().state()).isEqualTo(State.EMPTY);
    }
}
