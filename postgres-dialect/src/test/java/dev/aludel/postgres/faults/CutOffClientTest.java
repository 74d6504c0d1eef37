package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import dev.aludel.postgres.run.Wire;
import dev.aludel.postgres.run.Wire.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network stops between client and server, which goes on believing that the client is there. */
class CutOffClientTest {

    private static final Duration IDLE = Duration.ofMillis(Long.getLong("aludel.idle", 200));

    private final Database database = new Database();
    private Wire wire;

    @BeforeEach
    void connect() throws Exception {
        wire = new Wire(database.itself().url());
    }

    @AfterEach
    void disconnect() throws Exception {
        wire.close();
        database.close();
    }

    private static Migrator migrator(DataSource source, List<RevisionScript> chain, Duration wait) {
        return Migrator.builder()
                .dataSource(Changed.idle(source, IDLE))
                .revisions(() -> chain)
                .lockWait(wait)
                .build();
    }

    @Test
    void whereverTheNetworkStopsOthersGoOnAfterTheIdleTimeOut() throws Exception {
        var chain = Chain.of(2);
        var oracle = Oracle.over(database.dataSource(), chain);
        wire.forget();
        migrator(wire.dataSource(), chain, Duration.ZERO).upgradeToHead();
        String messages = wire.messages();
        long slowest = 0;
        int times = 0;
        var stuck = new ArrayList<String>();
        for (int i = 1; i <= messages.length(); i++) {
            if (messages.charAt(i - 1) != 'P' || messages.charAt(i - 2) != 'S' && messages.charAt(i - 2) != '0') {
                continue;
            }
            database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            wire.cut(i, Cut.HALF_OPEN);
            assertThat(catchThrowable(migrator(wire.dataSource(), chain, Duration.ZERO)::upgradeToHead))
                    .isInstanceOf(MigrationException.class);
            times++;
            long begin = System.nanoTime();
            try {
                migrator(database.dataSource(), chain, IDLE.plusSeconds(2)).upgradeToHead();
                slowest = Math.max(slowest, (System.nanoTime() - begin) / 1_000_000);
            } catch (MigrationException e) {
                stuck.add("message " + i + ", " + wire.statements().size() + " statements sent, the last "
                        + wire.statements().get(wire.statements().size() - 1) + ": " + e.getMessage());
            }
            wire.hangUp();
            oracle.healed(Duration.ofSeconds(2));
        }
        System.out.println("network stops before each of " + times + " flights, idle time-out " + IDLE.toMillis()
                + " ms: another instance at the head after at most " + slowest + " ms");
        assertThat(stuck).isEmpty();
    }

    @Test
    void whoeverIsCutOffInTheMiddleOfAStatementIsGoneAfterItAndTheIdleTimeOut() throws Exception {
        var slow = List.<RevisionScript>of(
                Script.of("aaaa", "sleep", op -> op.execute("SELECT pg_sleep(1); CREATE TABLE a (id int)")));
        var source = wire.dataSource();
        source.setSocketTimeout(3);
        var running = CompletableFuture.supplyAsync(() -> catchThrowable(migrator(source, slow, IDLE)::upgradeToHead));
        while (database.ask("SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND wait_event = 'PgSleep'")
                .isEmpty()) {
            Oracle.sleep(5);
        }
        wire.blackHole();
        long begin = System.nanoTime();
        var result =
                migrator(database.dataSource(), slow, Duration.ofSeconds(10)).upgradeToHead();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertThat(result.revisions()).hasSize(1);
        System.out.println("network stops within a statement of 1 s, idle time-out " + IDLE.toMillis()
                + " ms: another instance at the head after " + millis + " ms, of which its own statement takes 1 s");
        assertThat(millis).isLessThan(2_000 + IDLE.toMillis() + 1_500);
        assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(MigrationException.class);
        assertThat(database.ask("SELECT count(*) FROM aludel_journal WHERE state = 'done'"))
                .containsExactly("1");
    }
}
