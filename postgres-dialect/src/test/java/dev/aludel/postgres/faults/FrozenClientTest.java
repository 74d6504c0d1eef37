package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.faults.Child.Task;
import dev.aludel.postgres.run.Database;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Processes that stand still while they migrate, and wake up later. {@code -Daludel.zombies=50} for the long run. */
class FrozenClientTest {

    private static final int LENGTH = 5;
    private static final int ZOMBIES = Integer.getInteger("aludel.zombies", 1);
    private static final Duration IDLE = Duration.ofMillis(Long.getLong("aludel.idle", 1_000));
    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    private static long upgrade(Database database, List<RevisionScript> chain) {
        long begin = System.nanoTime();
        Migrator.builder()
                .dataSource(database.dataSource())
                .revisions(() -> chain)
                .lockWait(Duration.ofSeconds(20))
                .build()
                .upgradeToHead();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    void whoeverStandsStillInsideATransactionLosesItsLockAndWritesNothingWhenItWakesUp() throws Exception {
        var chain = Chain.andCode(Chain.of(LENGTH), () -> {});
        long slowest = 0;
        for (int i = 0; i < ZOMBIES; i++) {
            try (Database database = new Database();
                    Child child = Child.start(database.itself().url(), Task.WAITING, LENGTH, IDLE)) {
                child.hear("ready");
                child.go();
                child.hear("inside");
                child.freeze();
                slowest = Math.max(slowest, upgrade(database, chain));
                var journal = database.journal();
                var facts = database.facts();
                child.thaw();
                child.go();
                // it fails, or comes back and finds out that all is done
                child.hear("");
                assertThat(database.journal()).isEqualTo(journal);
                assertThat(database.facts()).isEqualTo(facts);
                assertThat(database.ask("SELECT count(*) FROM trace")).containsExactly(Integer.toString(LENGTH + 1));
            }
        }
        System.out.println("SIGSTOP inside a transaction, " + ZOMBIES + " times, idle time-out " + IDLE.toMillis()
                + " ms: another instance at the head after at most " + slowest + " ms, 0 writes of those that woke up");
        assertThat(slowest).isLessThan(IDLE.toMillis() + 1_500);
    }

    @Test
    void whoeverStandsStillAtAnyMomentHoldsNobodyUp() throws Exception {
        var random = new Random(SEED);
        var chain = Chain.of(LENGTH);
        long slowest = 0;
        try (Database database = new Database()) {
            var oracle = Oracle.over(database.dataSource(), chain);
            for (int i = 0; i < 2 * ZOMBIES; i++) {
                try (Child child = Child.start(database.itself().url(), Task.FOR_EVER, LENGTH, IDLE)) {
                    child.hear("ready");
                    child.go();
                    child.hear("round");
                    Oracle.sleep(random.nextInt(100));
                    child.freeze();
                    slowest = Math.max(slowest, upgrade(database, chain));
                    oracle.consistent(Duration.ofSeconds(3));
                    child.thaw();
                    Oracle.sleep(random.nextInt(100));
                    child.kill();
                    oracle.healed(Duration.ofSeconds(3));
                }
            }
        }
        System.out.println("SIGSTOP at any moment, " + 2 * ZOMBIES + " times, seed " + SEED + ", idle time-out "
                + IDLE.toMillis() + " ms: another instance at the head after at most " + slowest + " ms");
        assertThat(slowest).isLessThan(IDLE.toMillis() + 1_500);
    }
}
