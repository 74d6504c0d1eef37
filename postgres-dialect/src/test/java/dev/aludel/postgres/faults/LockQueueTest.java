package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody reads a table for long while a revision wants to change it and the application wants to go on. */
class LockQueueTest {

    /** How long the reader reads. */
    private static final long READING = Long.getLong("aludel.reading", 2_000);

    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    private static final List<RevisionScript> CHANGE =
            List.of(Script.of("aaaa", "add a column", op -> op.addColumn("account", column("note", "text"))));

    private final Database database = new Database();
    private Connection reader;

    @BeforeEach
    void read() throws SQLException {
        database.run("CREATE TABLE account (id int PRIMARY KEY, balance int);"
                + " INSERT INTO account SELECT i, 0 FROM generate_series(1, 1000) i");
        reader = database.dataSource().getConnection();
        reader.setAutoCommit(false);
        try (var statement = reader.createStatement()) {
            statement.execute("SELECT count(*) FROM account");
        }
    }

    @AfterEach
    void drop() throws SQLException {
        reader.close();
        database.close();
    }

    private Migrator migrator(Dialect dialect, Duration lockTimeout, Duration lockWait) {
        return Migrator.builder()
                .dataSource(database.dataSource())
                .dialect(dialect)
                .revisions(() -> CHANGE)
                .lockTimeout(lockTimeout)
                .lockWait(lockWait)
                .build();
    }

    /**
     * @param stall   the longest that any of the application's transactions took
     * @param applied how long after the reader's end the change was there
     */
    private record Figures(double p99, double stall, long applied, int transactions) {}

    private Figures change(Dialect dialect, Duration lockTimeout) throws Exception {
        var load = new Load(database.dataSource(), 8, 1, SEED, (statement, random) -> {
            int id = 1 + random.nextInt(1000);
            if (random.nextInt(4) == 0) {
                statement.execute("UPDATE account SET balance = balance + 1 WHERE id = " + id);
            } else {
                statement
                        .executeQuery("SELECT balance FROM account WHERE id = " + id)
                        .close();
            }
        });
        long applied;
        try (load) {
            Oracle.sleep(300);
            var running =
                    CompletableFuture.runAsync(migrator(dialect, lockTimeout, Duration.ofMinutes(1))::upgradeToHead);
            while (database.ask("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'account'::regclass")
                    .isEmpty()) {
                assertThat(running).isNotDone();
                Oracle.sleep(5);
            }
            Oracle.sleep(READING);
            assertThat(running).isNotDone();
            reader.rollback();
            long begin = System.nanoTime();
            running.get(30, TimeUnit.SECONDS);
            applied = (System.nanoTime() - begin) / 1_000_000;
        }
        assertThat(load.failures()).isEmpty();
        assertThat(database.heads()).containsExactly("aaaa");
        return new Figures(load.millis(99), load.millis(100), applied, load.transactions());
    }

    @Test
    void theApplicationNeverWaitsLongerThanTheLockTimeOut() throws Exception {
        Duration lockTimeout = Duration.ofMillis(200);
        var figures = change(new PostgresDialect(), lockTimeout);
        System.out.printf(
                "a reader of %d ms, lock_timeout %d ms: %d transactions, p99 %.1f ms, longest stall %.1f ms; applied %d ms"
                        + " after the reader's end%n",
                READING, lockTimeout.toMillis(), figures.transactions, figures.p99, figures.stall, figures.applied);
        assertThat(figures.stall).isLessThan(1.5 * lockTimeout.toMillis());
        assertThat(figures.applied).isLessThan(1_000);
    }

    /** What the test above would see without the time-out. */
    @Test
    void withoutTheTimeOutItWaitsAsLongAsTheReaderReads() throws Exception {
        var figures = change(
                Changed.dialect(
                        "sessionForTransaction",
                        (arguments, usual) -> ((List<?>) usual.get())
                                .stream()
                                        .filter(sql -> !sql.toString().contains("lock_timeout"))
                                        .toList()),
                Duration.ofMillis(200));
        System.out.printf("the same without a time-out: longest stall %.1f ms%n", figures.stall);
        assertThat(figures.stall).isGreaterThan(READING * 0.8);
    }

    @Test
    void aLockThatIsNotToBeHadIsToldInTimeAndNothingIsLeft() throws Exception {
        var budget = Duration.ofSeconds(1);
        var before = database.facts();
        long begin = System.nanoTime();
        var failure = catchThrowableOfType(
                LockTimeoutException.class,
                migrator(new PostgresDialect(), Duration.ofMillis(100), budget)::upgradeToHead);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.println("a lock that is not to be had, budget " + budget.toMillis() + " ms: told after " + millis
                + " ms: " + failure.getMessage());
        assertThat(millis).isBetween(budget.toMillis(), budget.toMillis() + 600);
        assertThat(database.facts()).isEqualTo(before);
        int pid;
        try (var statement = reader.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            pid = row.getInt(1);
        }
        assertThat(failure)
                .hasMessageContaining("account")
                .hasMessageContaining(Integer.toString(pid))
                .hasMessageContaining("SELECT count(*) FROM account");
    }
}
