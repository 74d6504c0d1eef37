package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.error.MigrationException;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread is told to stop, or something is thrown that nobody expects. */
class InterruptTest {

    private static final int INTERRUPTS = Integer.getInteger("aludel.interrupts", 10);

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private void nothingIsLeft() throws SQLException {
        assertThat(database.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .containsExactly("0");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void anInterruptStopsTheServerWithinTwoSeconds() throws Exception {
        long seed = 20261121;
        var random = new Random(seed);
        long longest = 0;
        for (int i = 0; i < INTERRUPTS; i++) {
            var migrator = database.migrator(Script.of("aaaa", "slow", op -> {
                op.createTable("t", column("a", "int"));
                op.execute("SELECT pg_sleep(30)").reversedBy("");
            }));
            var kept = new AtomicBoolean();
            var thrown = new CompletableFuture<Throwable>();
            var thread = new Thread(() -> {
                try {
                    migrator.upgradeToHead();
                    thrown.complete(new AssertionError("it went on"));
                } catch (Throwable e) {
                    kept.set(Thread.currentThread().isInterrupted());
                    thrown.complete(e);
                }
            });
            thread.start();
            Thread.sleep(100 + random.nextInt(400));
            long begin = System.nanoTime();
            thread.interrupt();
            assertThat(thrown.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("interrupted");
            longest = Math.max(longest, (System.nanoTime() - begin) / 1_000_000);
            assertThat(kept).isTrue();
            nothingIsLeft();
        }
        System.out.println(INTERRUPTS + " interrupts, 0 residue, longest " + longest + " ms, seed " + seed);
        assertThat(longest).isLessThan(2000);
    }

    @Test
    void whateverCodeThrowsIsRolledBack() throws SQLException {
        List<Throwable> thrown = List.of(
                new OutOfMemoryError("made up"),
                new StackOverflowError(),
                new AssertionError("no"),
                new LinkageError("no"),
                new IllegalStateException("no"),
                new Exception("checked"),
                new SQLException("no", "XX000"));
        for (Throwable one : thrown) {
            var migrator = database.migrator(Script.of("aaaa", "throws", op -> {
                op.createTable("t", column("a", "int"));
                op.run("throw", 1, connection -> InterruptTest.<RuntimeException>sneak(one));
            }));
            Throwable told = catchThrowable(migrator::upgradeToHead);
            assertThat(told).isNotNull();
            nothingIsLeft();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
