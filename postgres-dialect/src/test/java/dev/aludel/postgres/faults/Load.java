package dev.aludel.postgres.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** An application at work while its database is migrated: threads that do one small transaction after another. */
final class Load implements AutoCloseable {

    /** One small transaction. */
    interface Work {
        void run(Statement statement, Random random) throws SQLException;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deadlocks = new AtomicInteger();
    private final ConcurrentLinkedQueue<SQLException> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /**
     * @param pauseMillis how long an application thinks between two transactions
     */
    Load(DataSource source, int count, int pauseMillis, long seed, Work work) {
        for (int i = 0; i < count; i++) {
            var random = new Random(seed + i);
            var thread = new Thread(() -> drive(source, random, pauseMillis, work), "load-" + i);
            thread.start();
            threads.add(thread);
        }
    }

    private void drive(DataSource source, Random random, int pauseMillis, Work work) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!ended) {
                long begin = System.nanoTime();
                try {
                    work.run(statement, random);
                    connection.commit();
                } catch (SQLException e) {
                    connection.rollback();
                    if ("40P01".equals(e.getSQLState())) {
                        deadlocks.incrementAndGet();
                    } else {
                        failures.add(e);
                    }
                }
                micros.add((System.nanoTime() - begin) / 1_000);
                Thread.sleep(pauseMillis);
            }
        } catch (SQLException e) {
            failures.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it; from then on the figures stand. */
    @Override
    public void close() {
        ended = true;
        for (Thread thread : threads) {
            try {
                thread.join(20_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    int transactions() {
        return micros.size();
    }

    /** How long one transaction took, in milliseconds: that which so many of a hundred stayed below. */
    double millis(double percent) {
        var sorted = new ArrayList<>(micros);
        sorted.sort(null);
        int at = (int) Math.ceil(sorted.size() * percent / 100) - 1;
        return sorted.get(Math.max(0, at)) / 1000.0;
    }

    /** Transactions that the server broke because they waited for each other. */
    int deadlocks() {
        return deadlocks.get();
    }

    List<SQLException> failures() {
        return List.copyOf(failures);
    }
}
