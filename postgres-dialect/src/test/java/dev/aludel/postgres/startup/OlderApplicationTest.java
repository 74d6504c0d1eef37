package dev.aludel.postgres.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newer version has migrated the database, and an older one starts: a rolling deployment, or the way back from one. */
class OlderApplicationTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private Starting tolerating() {
        return Starting.on(database).set("ALUDEL_UNKNOWN_REVISION", "tolerate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void itIsRefusedUnlessThatIsTolerated(String migrates) throws Exception {
        Starting.on(database).with(Script.chain(5)).onStartup();
        var facts = database.facts();
        var older = Script.chain(3);
        var strict = Starting.on(database).set("AUTO_MIGRATE", migrates).with(older);
        assertThatThrownBy(strict::onStartup)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.UNKNOWN_REVISION))
                .hasMessageContaining("the database is at revision r00005, which this application does not have;"
                        + " nothing was changed");
        assertThat(strict.health().isGood()).isFalse();

        var tolerant = tolerating()
                .set("AUTO_MIGRATE", migrates)
                .set("SEED_DATA", "true")
                .builder(older)
                .seed(connection -> {
                    throw new IllegalStateException("not for an older one");
                })
                .build();
        var result = tolerant.onStartup();
        assertThat(result.revisions()).isEmpty();
        assertThat(result.heads()).containsExactly("r00005");
        assertThat(tolerant.health().describe())
                .contains("revisions ✓ all applied; the database is ahead, at r00005\n");
        assertThat(tolerant.health().isGood()).isTrue();
        assertThat(database.facts()).isEqualTo(facts);
    }

    @Test
    void whatItNeedsItselfMustBeThere() throws Exception {
        Starting.on(database).with(Script.chain(5)).onStartup();
        var older = new ArrayList<RevisionScript>(Script.chain(3));
        older.add(Script.of("mine", "of this branch alone", op -> {}, "r00003"));
        var migrator = tolerating().with(older);
        assertThatThrownBy(migrator::onStartup).hasMessageContaining("which this application does not have");
        assertThat(migrator.health().isGood()).isFalse();
    }

    @Test
    void whatTheJournalDoesNotTellIsNotTolerated() throws Exception {
        Starting.on(database).with(Script.chain(3)).onStartup();
        database.run("UPDATE aludel_head SET revision = 'ffff'");
        assertThatThrownBy(() -> tolerating().with(Script.chain(3)).onStartup())
                .hasMessageContaining("which this application does not have");
    }

    @Test
    void twoBranchesThatWereMergedSinceAreBothBehind() throws Exception {
        var older = List.<RevisionScript>of(
                Script.of("aaaa", "", op -> {}),
                Script.of("bbbb", "", op -> {}, "aaaa"),
                Script.of("cccc", "", op -> {}, "aaaa"),
                Script.of("dddd", "", op -> {}, "bbbb", "cccc"));
        var newer = new ArrayList<>(older);
        newer.add(Script.of("eeee", "", op -> {}, "dddd"));
        Starting.on(database).with(newer).onStartup();
        assertThat(tolerating().with(older).onStartup().heads()).containsExactly("eeee");
    }
}
