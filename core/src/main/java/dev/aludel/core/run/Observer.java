package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Headway;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks on a connection of its own how far a long statement is, and tells the listener. Nothing needs it: where there is no
 * second connection, as in a pool of one, nobody is told and nobody waits.
 */
final class Observer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private static final long PATIENCE_MILLIS = 2_000;

    private static final long PERIOD_MILLIS = 1_000;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Supplier<Connection> running;
    private final Account account;
    private @Nullable Thread thread;
    private long began;
    private long number;
    private boolean busy;
    private boolean over;

    Observer(DataSource dataSource, Dialect dialect, Supplier<Connection> running, Account account) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.running = running;
        this.account = account;
    }

    /** Something runs from now on. */
    synchronized void begin() {
        if (!account.isHeard() || over) {
            return;
        }
        began = System.nanoTime();
        number++;
        busy = true;
        if (thread == null) {
            thread = new Thread(this::watch, "aludel-observer");
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    /** It is over; nobody is told of it any more once this has returned. */
    synchronized void end() {
        busy = false;
    }

    @Override
    public synchronized void close() {
        over = true;
        busy = false;
        if (thread != null) {
            // whoever waits for a connection stops that
            thread.interrupt();
        }
    }

    private void watch() {
        try {
            while (true) {
                long session = awaited();
                if (!observed(session)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // the run is over
        } catch (SQLException | RuntimeException e) {
            LOG.debug("nobody tells how far long statements are", e);
        }
    }

    /** Waits until something has been running for long. */
    private synchronized long awaited() throws InterruptedException, SQLException {
        while (true) {
            if (over) {
                throw new InterruptedException();
            }
            long left = PATIENCE_MILLIS
                    - Duration.ofNanos(System.nanoTime() - began).toMillis();
            if (busy && left <= 0) {
                return dialect.session(running.get()).orElseThrow(() -> new SQLException("which session is it?"));
            }
            wait(busy ? left : 0);
        }
    }

    /**
     * Looks on until it is over.
     *
     * @return false if there is no connection but the one that is looked at, which is left alone
     */
    private boolean observed(long session) throws SQLException, InterruptedException {
        Connection connection = dataSource.getConnection();
        if (dialect.session(connection).orElse(session) == session) {
            return false;
        }
        try (connection) {
            if (dialect.inTransaction(connection)) {
                return false;
            }
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                look(connection, session);
            } finally {
                connection.setAutoCommit(autoCommit);
            }
            return true;
        }
    }

    private void look(Connection connection, long session) throws SQLException, InterruptedException {
        @Nullable Headway first = null;
        long since = 0;
        long seen = -1;
        while (true) {
            synchronized (this) {
                if (!busy || seen >= 0 && seen != number) {
                    return;
                }
                seen = number;
            }
            var headway = dialect.headway(connection, session);
            long now = System.nanoTime();
            if (headway.isPresent()) {
                Headway last = headway.get();
                if (first == null
                        || !first.phase().equals(last.phase())
                        || !first.what().equals(last.what())) {
                    first = last;
                    since = now;
                }
                tell(seen, last, left(first, last, now - since));
            }
            Thread.sleep(PERIOD_MILLIS);
        }
    }

    /** As if the rest took as long as what was seen of it. */
    private static Optional<Duration> left(Headway first, Headway last, long nanos) {
        long done = last.done() - first.done();
        return done <= 0 || last.total() <= 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofNanos((long) ((double) nanos / done * Math.max(0, last.total() - last.done()))));
    }

    private synchronized void tell(long seen, Headway headway, Optional<Duration> left) {
        if (busy && seen == number) {
            var estimate = new Estimate(headway, Duration.ofNanos(System.nanoTime() - began), left);
            account.progress(estimate);
        }
    }
}
