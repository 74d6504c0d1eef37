package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Psql;
import dev.aludel.postgres.run.Script;
import dev.aludel.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row 48: a script runs only where it begins; anywhere else it changes nothing and says where the database is. */
class WrongHeadTest {

    private static final List<RevisionScript> CHAIN = Script.chain(5);

    @Test
    void aScriptOnTheWrongHeadChangesNothing() throws Exception {
        var states = new ArrayList<String>(List.of("base"));
        CHAIN.forEach(script -> states.add(script.info().id()));
        int refused = 0;
        try (Database database = new Database()) {
            for (String state : states) {
                if (!state.equals("base")) {
                    database.migrator(CHAIN).upgradeTo(state);
                }
                var facts = database.facts();
                var journal = state.equals("base") ? List.<String>of() : database.journal();
                for (int begin = 0; begin < states.size(); begin++) {
                    if (states.get(begin).equals(state)) {
                        continue;
                    }
                    for (boolean whole : List.of(false, true)) {
                        var builder = Migrator.builder()
                                .offline(TestServer.shared().major())
                                .revisions(() -> CHAIN);
                        var offline = whole ? builder.singleTransaction().build() : builder.build();
                        String from = states.get(begin);
                        // up to the end, or where it is there already, back
                        String script = begin < CHAIN.size()
                                ? offline.sql(from + ":head")
                                : offline.downgradeSql(from + ":base");
                        assertThat(Psql.run(database, script))
                                .endsWith("exit 3")
                                .contains(
                                        "AL003", "this script begins at " + from + ", but the database is at " + state);
                        assertThat(database.facts()).isEqualTo(facts);
                        if (!journal.isEmpty()) {
                            assertThat(database.journal()).isEqualTo(journal);
                        }
                        refused++;
                    }
                }
            }
        }
        System.out.printf(
                "row 48: %d runs of scripts on the wrong head by %s, %d refused, 0 changes%n",
                refused, Psql.isThere() ? "psql" : "JDBC", refused);
        assertThat(refused).isGreaterThanOrEqualTo(50);
    }
}
