package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.History;
import dev.aludel.core.run.History.Mark;
import dev.aludel.core.run.Verify;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The chain, and what was done with it. */
class HistoryTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private static RevisionScript idle(String id, String message, List<String> labels, String... parents) {
        var info = new RevisionInfo(
                id,
                List.of(parents),
                id.equals("dddd") ? List.of("bbbb") : List.of(),
                labels,
                message,
                null,
                id + ".sql");
        return new Script(info, op -> {}, null);
    }

    private static List<RevisionScript> chain() {
        return List.of(
                idle("aaaa", "create_account", List.of()),
                idle("bbbb", "add_email", List.of(), "aaaa"),
                idle("cccc", "add_order", List.of(), "bbbb"),
                idle("dddd", "add_cart", List.of("shop"), "bbbb"),
                idle("eeee", "merge\nheads", List.of(), "cccc", "dddd"));
    }

    /** What stands in brackets is different each time. */
    private static String steady(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "TIME")
                .replaceAll("\\d+ ms|\\d+\\.\\d s", "SOON")
                .replaceAll("by [^\\]\\s]+@[^\\]\\s,]+", "by WHO");
    }

    @Test
    void withoutVersionTablesItIsTheChainAlone() throws SQLException {
        var before = database.facts();
        assertThat(database.migrator(chain()).history().describe()).isEqualTo("""
                cccc, dddd -> eeee (head) (mergepoint), merge heads
                bbbb (bbbb) -> dddd (shop), add_cart
                bbbb -> cccc, add_order
                aaaa -> bbbb (branchpoint), add_email
                <base> -> aaaa, create_account
                """);
        assertThat(database.facts()).isEqualTo(before);
        assertThat(Migrator.builder()
                        .offline(18)
                        .revisions(HistoryTest::chain)
                        .build()
                        .history())
                .isEqualTo(database.migrator(chain()).history());
    }

    @Test
    void eachRevisionIsToldWithWhenAndByWhomItWasApplied() throws SQLException {
        var broken = new ArrayList<>(chain());
        broken.set(2, Script.of("cccc", "add_order", op -> op.execute("SELECT 1/0"), "bbbb"));
        Migrator migrator = database.migrator(chain());
        migrator.upgradeTo("bbbb");
        migrator.downgradeTo("aaaa");
        assertThat(migrator.history().describe()).contains("aaaa -> bbbb (branchpoint), add_email\n");
        migrator.upgradeTo("bbbb");
        try {
            database.migrator(broken).upgradeTo("cccc");
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("division by zero");
        }
        migrator.stamp("dddd", Verify.NONE);
        migrator.apply(List.<Operation>of(new RunSql("SELECT 1", null)));

        History history = migrator.history();
        assertThat(steady(history.describe())).isEqualTo("""
                cccc, dddd -> eeee (head) (mergepoint), merge heads
                bbbb (bbbb) -> dddd (shop) (current), add_cart  [stamped TIME, SOON, by WHO]
                bbbb -> cccc, add_order
                aaaa -> bbbb (branchpoint), add_email  [TIME, SOON, by WHO]
                <base> -> aaaa, create_account  [TIME, SOON, by WHO]

                Also in the journal:
                    off_chain 1 operation(s) with no revision  TIME  apply done  (SOON, by WHO as role postgres)
                """);
        assertThat(steady(history.verbose()))
                .contains(
                        """
                Rev: bbbb (branchpoint)
                Parent: aaaa
                Branches into: cccc, dddd
                Path: bbbb.sql
                Applied: yes
                Journal: TIME  upgrade done  (SOON, by WHO as role postgres)
                Journal: TIME  downgrade done  (SOON, by WHO as role postgres)
                Journal: TIME  upgrade done  (SOON, by WHO as role postgres)

                    add_email
                """,
                        """
                Rev: eeee (head) (mergepoint)
                Merges: cccc, dddd
                Path: eeee.sql
                Applied: no

                    merge heads
                """,
                        "Also depends on: bbbb\nBranch names: shop\n",
                        "Applied: no\nJournal: TIME  upgrade failed",
                        "division by zero");
        var second = history.lines().get(3);
        assertThat(second.marks()).isEqualTo(Set.of(Mark.BRANCHPOINT));
        assertThat(second.journal()).hasSize(3);
        assertThat(second.appliedBy()).contains(second.journal().get(2));

        assertThat(database.migrator(chain().subList(0, 1)).history().others())
                .as("a revision that is not known any more")
                .hasSizeGreaterThan(3);
    }
}
