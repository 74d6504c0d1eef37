package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many instances wait for one that migrates, which must hold up nobody else. {@code -Daludel.rounds=100} for the long run. */
class WaitingStartersTest {

    private static final int WAITING = 20;
    private static final int ROUNDS = Integer.getInteger("aludel.rounds", 5);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void whoWaitsDoesNotHoldUpAnIndexThatIsBuiltConcurrently() throws Exception {
        long slowest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            slowest = Math.max(slowest, buildAnIndexWhileOthersWait(new PostgresDialect()));
        }
        System.out.println("CREATE INDEX CONCURRENTLY beside " + WAITING + " starters that wait, " + ROUNDS
                + " rounds: at most " + slowest + " ms");
    }

    /**
     * @return how many milliseconds it took
     * @throws java.sql.SQLException if it did not end in time
     */
    static long buildAnIndexWhileOthersWait(Dialect dialect) throws Exception {
        var chain = Chain.of(2);
        ExecutorService threads = Executors.newFixedThreadPool(WAITING);
        try (Database database = new Database();
                var holder = database.dataSource().getConnection();
                var builder = database.dataSource().getConnection()) {
            database.run("CREATE TABLE busy (id int); INSERT INTO busy SELECT generate_series(1, 1000)");
            holder.setAutoCommit(false);
            assertThat(new PostgresDialect().versionTables().tryLock(holder, "public"))
                    .isTrue();
            try (var statement = holder.createStatement()) {
                // ends the statement before, which would keep its snapshot for as long as the transaction is idle
                statement.execute("SET LOCAL lock_timeout = 0");
            }
            var waiting = new ArrayList<Future<?>>();
            for (int i = 0; i < WAITING; i++) {
                waiting.add(threads.submit(() -> Migrator.builder()
                        .dataSource(database.dataSource())
                        .dialect(dialect)
                        .revisions(() -> chain)
                        .build()
                        .upgradeToHead()));
            }
            while (database.ask("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
                            .size()
                    < WAITING + 3) {
                Oracle.sleep(5);
            }
            Oracle.sleep(50);
            long begin = System.nanoTime();
            try (var statement = builder.createStatement()) {
                statement.execute("SET statement_timeout = " + LIMIT.toMillis());
                statement.execute("CREATE INDEX CONCURRENTLY busy_id ON busy (id)");
            } finally {
                holder.rollback();
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            assertThat(database.ask("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                    .isEmpty();
            for (Future<?> one : waiting) {
                one.get(30, TimeUnit.SECONDS);
            }
            return millis;
        } finally {
            threads.shutdownNow();
        }
    }
}
