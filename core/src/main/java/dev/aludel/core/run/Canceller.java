package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what runs on the server when the thread that waits for it is interrupted: the driver does not, it reads on until the
 * answer comes.
 */
final class Canceller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private static final long LOOK_MILLIS = 100;

    private final Dialect dialect;
    private final Supplier<Connection> connection;
    private final Thread waiter = Thread.currentThread();
    private final Thread watch = new Thread(this::watch, "aludel-canceller");
    private boolean running;
    private volatile boolean over;

    Canceller(Dialect dialect, Supplier<Connection> connection) {
        this.dialect = dialect;
        this.connection = connection;
        watch.setDaemon(true);
        watch.start();
    }

    /** What runs from now on may be stopped. */
    synchronized void begin() throws SQLException {
        requireUninterrupted();
        running = true;
    }

    synchronized void end() {
        running = false;
    }

    static void requireUninterrupted() throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            // 57014 is query_canceled
            throw new SQLException("the thread was interrupted", "57014");
        }
    }

    private void watch() {
        while (!over) {
            try {
                Thread.sleep(LOOK_MILLIS);
                look();
            } catch (InterruptedException e) {
                return;
            } catch (SQLException e) {
                LOG.debug("a statement could not be cancelled", e);
            }
        }
    }

    private synchronized void look() throws SQLException {
        if (running && waiter.isInterrupted()) {
            dialect.cancel(connection.get());
        }
    }

    @Override
    public void close() {
        over = true;
        watch.interrupt();
    }
}
