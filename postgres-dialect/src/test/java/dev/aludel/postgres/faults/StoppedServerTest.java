package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionScript;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * The server goes away while a run is on it: for a moment, or for ever, with a standby to take its place.
 * {@code -Daludel.restarts=50} for the long run.
 */
class StoppedServerTest {

    private static final int RESTARTS = Integer.getInteger("aludel.restarts", 3);
    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());
    private static final List<RevisionScript> CHAIN = Chain.of(20);

    private static Migrator migrator(DataSource source) {
        return Migrator.builder().dataSource(source).revisions(() -> CHAIN).build();
    }

    /** Whether it was told that something failed. */
    private static CompletableFuture<Boolean> upgrading(DataSource source) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                migrator(source).upgradeToHead();
                return false;
            } catch (MigrationException e) {
                return true;
            }
        });
    }

    private static String head(DataSource source) throws Exception {
        return Oracle.ask(source, "SELECT to_regclass('aludel_head') IS NOT NULL")
                        .contains("t")
                ? String.join(",", Oracle.ask(source, "SELECT revision FROM aludel_head"))
                : "";
    }

    /** Until one revision is there, or all are. */
    private static void awaitFirst(DataSource source, CompletableFuture<Boolean> running) throws Exception {
        while (head(source).isEmpty() && !running.isDone()) {
            Oracle.sleep(1);
        }
    }

    @Test
    void aServerThatCrashesAndComesBackHasWholeRevisions() throws Exception {
        var random = new Random(SEED);
        int told = 0;
        int within = 0;
        long slowest = 0;
        try (var server = OwnServer.start()) {
            var source = server.dataSource();
            var oracle = Oracle.over(source, CHAIN);
            for (int i = 0; i < RESTARTS; i++) {
                var running = upgrading(source);
                awaitFirst(source, running);
                Oracle.sleep(random.nextInt(100));
                server.stopAtOnce();
                server.begin();
                server.awaitUp();
                long begin = System.nanoTime();
                told += running.get(60, TimeUnit.SECONDS) ? 1 : 0;
                String head = head(source);
                within += head.isEmpty()
                                || head.equals(
                                        CHAIN.get(CHAIN.size() - 1).info().id())
                        ? 0
                        : 1;
                oracle.healed(Duration.ofSeconds(2));
                slowest = Math.max(slowest, (System.nanoTime() - begin) / 1_000_000);
                migrator(source).downgradeTo("base");
            }
        }
        System.out.println("immediate stop of the server, " + RESTARTS + " times, seed " + SEED + ": " + RESTARTS
                + " consistent, " + told + " told, " + within + " between two revisions, at the head at most " + slowest
                + " ms after it was up");
        assertThat(slowest).isLessThan(5_000);
    }

    @Test
    void aStandbyThatTakesOverHasWholeRevisionsAndIsGoneOnWith() throws Exception {
        var random = new Random(SEED);
        int rounds = Math.max(1, RESTARTS / 3);
        int told = 0;
        int back = 0;
        OwnServer primary = OwnServer.start();
        try {
            for (int i = 0; i < rounds; i++) {
                primary.stop();
                OwnServer standby = primary.standby();
                primary.begin();
                standby.begin();
                var source = OwnServer.dataSource("primary", primary, standby);
                var oracle = Oracle.over(source, CHAIN);
                awaitStandby(primary, standby);
                var running = upgrading(source);
                awaitFirst(source, running);
                Oracle.sleep(random.nextInt(100));
                String before = head(source);
                primary.stopAtOnce();
                standby.promote();
                told += running.get(60, TimeUnit.SECONDS) ? 1 : 0;
                back += head(source).compareTo(before) < 0 ? 1 : 0;
                oracle.healed(Duration.ofSeconds(2));
                migrator(source).downgradeTo("base");
                primary.close();
                primary = standby;
            }
        } finally {
            primary.close();
        }
        System.out.println("a standby takes over, " + rounds + " times, seed " + SEED + ": " + rounds
                + " consistent on the new primary, " + told + " told, " + back
                + " times a revision was lost with the old one");
    }

    private static void awaitStandby(OwnServer primary, OwnServer standby) throws Exception {
        standby.awaitUp();
        for (int i = 0; i < 500; i++) {
            if (Oracle.ask(
                                    primary.dataSource(),
                                    "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"
                                            + " AND replay_lsn = pg_current_wal_lsn()")
                            .size()
                    == 1) {
                return;
            }
            Oracle.sleep(20);
        }
        throw new IllegalStateException("the standby does not follow");
    }
}
