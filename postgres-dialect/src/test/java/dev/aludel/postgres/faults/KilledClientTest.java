package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.postgres.faults.Child.Task;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Processes that are killed while they migrate. {@code -Daludel.kills=500} for the figure of the long run. */
class KilledClientTest {

    private static final int LENGTH = 5;
    private static final int KILLS = Integer.getInteger("aludel.kills", 8);
    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    @Test
    void whoeverIsKilledLeavesWholeRevisionsAndNoLock() throws Exception {
        var random = new Random(SEED);
        var chain = Chain.of(LENGTH);
        var held = new ArrayList<Duration>();
        int between = 0;
        try (Database database = new Database()) {
            var oracle = Oracle.over(database.dataSource(), chain);
            String url = database.itself().url();
            Child next = Child.start(url, Task.FOR_EVER, LENGTH, Duration.ofSeconds(30));
            try {
                for (int i = 0; i < KILLS; i++) {
                    Child child = next;
                    child.hear("ready");
                    child.go();
                    next = Child.start(url, Task.FOR_EVER, LENGTH, Duration.ofSeconds(30));
                    child.hear("round");
                    Oracle.sleep(random.nextInt(150));
                    child.kill();
                    held.add(oracle.consistent(Duration.ofSeconds(5)));
                    var head = String.join(",", database.heads());
                    between += head.isEmpty() || head.equals(Script.id(LENGTH)) ? 0 : 1;
                    oracle.healed(Duration.ofSeconds(1));
                }
            } finally {
                next.close();
            }
        }
        held.sort(null);
        Duration longest = held.get(held.size() - 1);
        System.out.println(
                "kill -9: " + KILLS + " times, seed " + SEED + ": " + KILLS + " consistent, " + KILLS + " resumed, "
                        + between + " between two revisions, locks held for at most " + longest.toMillis() + " ms");
        assertThat(longest).isLessThan(Duration.ofSeconds(1));
    }

    /** Locks are no rows: a dump, a snapshot, a copy brings none back. */
    @Test
    void aCopyOfADatabaseWhoseClientWasKilledHasNoLockInIt() throws Exception {
        int copies = Math.max(1, KILLS / 5);
        var random = new Random(SEED);
        var chain = Chain.of(LENGTH);
        long slowest = 0;
        try (Database database = new Database();
                Database aside = new Database()) {
            String name = database.itself().name();
            var oracle = Oracle.over(database.dataSource(), chain);
            for (int i = 0; i < copies; i++) {
                try (Child child =
                        Child.start(database.itself().url(), Task.FOR_EVER, LENGTH, Duration.ofSeconds(30))) {
                    child.hear("ready");
                    child.go();
                    child.hear("round");
                    Oracle.sleep(random.nextInt(150));
                    child.kill();
                }
                oracle.consistent(Duration.ofSeconds(5));
                aside.run("CREATE DATABASE \"" + name + "_copy\" TEMPLATE \"" + name + "\"");
                try {
                    var source = new PGSimpleDataSource();
                    source.setURL(database.itself().url().replace(name, name + "_copy"));
                    long begin = System.nanoTime();
                    Migrator.builder()
                            .dataSource(source)
                            .revisions(() -> chain)
                            .build()
                            .upgradeToHead();
                    slowest = Math.max(slowest, (System.nanoTime() - begin) / 1_000_000);
                } finally {
                    aside.run("DROP DATABASE \"" + name + "_copy\" WITH (FORCE)");
                }
            }
        }
        System.out.println("copies of a database whose client was killed, " + copies + " times, seed " + SEED
                + ": at the head after at most " + slowest + " ms, with nothing done by hand");
        assertThat(slowest).isLessThan(2_000);
    }
}
