package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Wire;
import dev.aludel.postgres.run.Wire.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The connection is cut at each message of an upgrade of twenty operations, in each way. */
class CutConnectionTest {

    private static final List<RevisionScript> CHAIN = Chain.of(5);
    private static final List<Cut> WAYS = List.of(Cut.RESET, Cut.HALF, Cut.UNANSWERED, Cut.HALF_OPEN);
    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    private final Database database = new Database();
    private Wire wire;
    private Oracle oracle;

    @BeforeEach
    void connect() throws Exception {
        wire = new Wire(database.itself().url());
        oracle = Oracle.over(database.dataSource(), CHAIN);
    }

    @AfterEach
    void disconnect() throws Exception {
        wire.close();
        database.close();
    }

    private Migrator migrator() {
        return Migrator.builder()
                .dataSource(wire.dataSource())
                .revisions(() -> CHAIN)
                .lockWait(Duration.ofMillis(150))
                .build();
    }

    /** The messages of an upgrade that nobody disturbs. */
    private String messages() {
        wire.forget();
        migrator().upgradeToHead();
        return wire.messages();
    }

    @Test
    void whereverAFlightIsCutWhatIsThereIsWhole() throws Exception {
        String messages = messages();
        var random = new Random(SEED);
        var tries = new ArrayList<Try>();
        for (int i = 1; i <= messages.length(); i++) {
            if (messages.charAt(i - 1) == 'S' || random.nextInt(60) == 0) {
                tries.add(new Try(i, WAYS.get(random.nextInt(WAYS.size()))));
            }
        }
        cut(tries, messages);
    }

    @Test
    @Tag("long")
    void whereverAMessageIsCutWhatIsThereIsWhole() throws Exception {
        String messages = messages();
        var tries = new ArrayList<Try>();
        for (Cut how : WAYS) {
            for (int i = 1; i <= messages.length(); i++) {
                tries.add(new Try(i, how));
            }
        }
        cut(tries, messages);
    }

    /** {@code -Daludel.commits=200} for the long run. */
    @Test
    void aCommitWhoseAnswerIsLostIsFoundOut() throws Exception {
        int times = Integer.getInteger("aludel.commits", 10);
        messages();
        List<Integer> commits = wire.endsOf("COMMIT");
        assertThat(commits).hasSizeGreaterThanOrEqualTo(CHAIN.size());
        int told = 0;
        for (int i = 0; i < times; i++) {
            database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            wire.cut(commits.get(i % commits.size()), Cut.UNANSWERED);
            try {
                migrator().upgradeToHead();
            } catch (MigrationException e) {
                told++;
            }
            wire.hangUp();
            assertThat(database.ask("SELECT revision, count(*) FROM aludel_journal WHERE state = 'done'"
                            + " GROUP BY 1 HAVING count(*) > 1"))
                    .isEmpty();
            oracle.healed(Duration.ofSeconds(3));
        }
        System.out.println(
                "commits whose answer was lost, " + times + ": 0 applied twice, " + told + " told as failures");
        assertThat(told).isZero();
    }

    private record Try(int message, Cut how) {}

    private void cut(List<Try> tries, String messages) throws Exception {
        Map<Cut, Integer> told = new EnumMap<>(Cut.class);
        Map<Cut, Integer> falsely = new EnumMap<>(Cut.class);
        long begin = System.nanoTime();
        for (Try one : tries) {
            database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            wire.cut(one.message, one.how);
            try {
                migrator().upgradeToHead();
                assertThat(isAtHead()).describedAs("it said that all is done").isTrue();
            } catch (MigrationException e) {
                told.merge(one.how, 1, Integer::sum);
                wire.hangUp();
                if (isAtHead()) {
                    falsely.merge(one.how, 1, Integer::sum);
                }
            }
            wire.hangUp();
            try {
                oracle.healed(Duration.ofSeconds(3));
            } catch (AssertionError e) {
                throw new AssertionError(
                        one + " of " + messages.length() + " (" + messages.charAt(one.message - 1) + "), seed " + SEED,
                        e);
            }
        }
        System.out.println("cut " + tries.size() + " times in " + messages.length() + " messages, seed " + SEED
                + ": all consistent, all resumed; told " + told + ", of these at the head already " + falsely + "; "
                + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private boolean isAtHead() throws Exception {
        return database.ask("SELECT to_regclass('aludel_head') IS NOT NULL").contains("t")
                && database.heads().contains(CHAIN.get(CHAIN.size() - 1).info().id());
    }
}
