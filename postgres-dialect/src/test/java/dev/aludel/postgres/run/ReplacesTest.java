package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.Stamping;
import dev.aludel.core.run.Status;
import dev.aludel.core.run.Verify;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Revisions were squashed into one elsewhere; this database has applied some of them. */
class ReplacesTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private static RevisionScript table(RevisionInfo info, String... tables) {
        return new Script(
                info,
                op -> List.of(tables)
                        .forEach(table -> op.execute("CREATE TABLE " + table + " (id bigint)")
                                .reversedBy("DROP TABLE " + table)),
                null);
    }

    private static RevisionScript table(String id, String... parents) {
        return table(RevisionInfo.of(id, "make " + id, parents), id);
    }

    /** {@code a} – {@code b} – {@code c} – {@code d}. */
    private static List<RevisionScript> drafts() {
        return List.of(table("a"), table("b", "a"), table("c", "b"), table("d", "c"));
    }

    /** {@code a} – {@code s}, which replaces {@code b c d}, and more. */
    private static List<RevisionScript> squashed(RevisionScript... more) {
        var all = new ArrayList<RevisionScript>();
        all.add(table("a"));
        all.add(table(RevisionInfo.of("s", "all of it", "a").withReplaces(List.of("b", "c", "d")), "b", "c", "d"));
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void theLastOfWhatWasSquashedIsTheOneThatItBecame() throws SQLException {
        database.migrator(drafts()).upgradeToHead();
        var before = database.facts();
        var migrator = database.migrator(squashed());

        assertThat(migrator.pending()).isEmpty();
        assertThat(migrator.status().state()).isEqualTo(Status.State.UP_TO_DATE);
        assertThat(migrator.status().describe()).contains("s  all of it").doesNotContain("no file has it");
        assertThat(migrator.history().lines().get(0).applied()).isTrue();
        assertThat(migrator.plan("head").describe()).isEqualTo("stamp s (all of it)\n");
        assertThat(migrator.validate().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.level() + " " + finding.what())
                        .isEqualTo("NOTE the database is at revision d, which was squashed into s (all of it)"));
        assertThat(database.heads()).containsExactly("d");

        assertThat(migrator.upgradeToHead().revisions()).isEmpty();
        assertThat(database.heads()).containsExactly("s");
        assertThat(database.journal()).endsWith("upgrade d done {d}", "stamp s done {s}");
        assertThat(database.facts()).isEqualTo(before);
        assertThat(migrator.validate().findings()).isEmpty();
        assertThat(migrator.upgradeToHead().revisions()).isEmpty();
        assertThat(database.journal()).hasSize(5);
    }

    @Test
    void whatFollowsIsAppliedInTheSameRun() throws SQLException {
        database.migrator(drafts()).upgradeToHead();
        var migrator = database.migrator(squashed(table("e", "s"), table("f", "e")));
        assertThat(migrator.pending()).extracting(RevisionInfo::id).containsExactly("e", "f");
        assertThat(migrator.upgradeTo("+1").revisions())
                .extracting(Applied::revision)
                .extracting(RevisionInfo::id)
                .containsExactly("e");
        assertThat(database.heads()).containsExactly("e");
    }

    @Test
    void oneGoesBackFromThereToBeforeAllOfThem() throws SQLException {
        database.migrator(drafts()).upgradeToHead();
        assertThat(database.migrator(squashed()).downgradeTo("-1").revisions()).hasSize(1);
        assertThat(database.heads()).containsExactly("a");
        assertThat(database.tables()).containsExactly("a");
    }

    @Test
    void fromBeforeAllOfThemTheNewOneIsApplied() throws SQLException {
        database.migrator(drafts()).upgradeTo("a");
        assertThat(database.migrator(squashed()).upgradeToHead().revisions()).hasSize(1);
        assertThat(database.tables()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void theMiddleIsRefusedAndTheWayOnIsTold() throws SQLException {
        database.migrator(drafts()).upgradeTo("c");
        var migrator = database.migrator(squashed());
        String said =
                "the database is at revision c, in the middle of what was squashed into s (all of it); nothing was"
                        + " changed. With the version of the application that still has them, run: upgrade d; then this version"
                        + " again";
        assertThatThrownBy(migrator::upgradeToHead)
                .isInstanceOf(RefusedException.class)
                .hasMessage(said);
        assertThatThrownBy(() -> migrator.downgradeTo("base")).hasMessage(said);
        assertThatThrownBy(() -> migrator.plan("head")).hasMessage(said);
        assertThatThrownBy(() -> migrator.stamp("head")).hasMessage(said);
        assertThat(migrator.status().state()).isEqualTo(Status.State.AHEAD);
        assertThat(migrator.validate().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.level() + " " + finding.what() + "; " + finding.toDo())
                        .isEqualTo(
                                "ERROR the database is at revision c, in the middle of what was squashed into s (all of"
                                        + " it); With the version of the application that still has them, run: upgrade d; then"
                                        + " this version again"));
        assertThat(migrator.repairs().repairs()).isEmpty();
        assertThat(database.heads()).containsExactly("c");

        database.migrator(drafts()).upgradeTo("d");
        migrator.upgradeToHead();
        assertThat(database.heads()).containsExactly("s");
    }

    @Test
    void stampAndRepairKnowIt() throws SQLException {
        database.migrator(drafts()).upgradeToHead();
        var migrator = database.migrator(squashed());
        assertThat(migrator.repairs().repairs())
                .singleElement()
                .hasToString("the database is at d, which was squashed: take it to be at s");
        migrator.stamp(Stamping.to("head").verify(Verify.CATALOG));
        assertThat(database.heads()).containsExactly("s");
        assertThat(migrator.repairs().repairs()).isEmpty();
    }

    @Test
    void whatWasWrittenAfterTheLastOfThemElsewhereFollowsTheNewOne() throws SQLException {
        database.migrator(drafts()).upgradeToHead();
        database.migrator(squashed(table("e", "d"))).upgradeToHead();
        assertThat(database.heads()).containsExactly("e");
        assertThatCode(() -> database.migrator(squashed(table("e", "d"))).upgradeToHead())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> database.migrator(squashed(table("e", "c"))))
                .hasMessage("revision e (make e) in e needs revision c, which was squashed into s (all of it); let it"
                        + " follow that one");
    }

    @Test
    void aChainDoesNotHaveBoth() {
        assertThatThrownBy(() -> database.migrator(squashed(table("d", "a"))))
                .isInstanceOf(RevisionException.class)
                .hasMessage("revision s (all of it) in s replaces d, which is still there in d; delete that, or take it"
                        + " out of what the other one replaces");
        var twice = RevisionInfo.of("t", "again", "a").withReplaces(List.of("d"));
        assertThatThrownBy(() -> database.migrator(squashed(table(twice))))
                .hasMessage(
                        "revision t (again) in t replaces d, which s (all of it) in s replaces, too; take it out of one"
                                + " of the two headers");
    }

    @Test
    void severalInstancesWriteItDownOnce() throws Exception {
        database.migrator(drafts()).upgradeToHead();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(
                    () -> database.migrator(squashed(table("e", "s"))).upgradeToHead()));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(database.journal()).endsWith("stamp s done {s}", "upgrade e done {e}");
        assertThat(database.journal()).hasSize(6);
    }
}
