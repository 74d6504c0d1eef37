package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection for as long as it is needed, in autocommit mode between transactions; given back as it was found. */
final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final DataSource dataSource;
    private final Dialect dialect;
    private Connection connection;
    private boolean autoCommit;

    private Session(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.connection = connect();
    }

    /**
     * @throws DatabaseException if there is no connection to be had
     * @throws RefusedException  if the connection is inside a transaction, which is somebody else's
     */
    static Session open(DataSource dataSource, Dialect dialect) {
        return new Session(dataSource, dialect);
    }

    /** The same; a server that takes no more sessions at present, or that is just starting, is waited for. */
    static Session open(DataSource dataSource, Dialect dialect, Duration wait) {
        var patience = new Patience(wait);
        while (true) {
            try {
                return open(dataSource, dialect);
            } catch (DatabaseException e) {
                boolean later = e.getCause() instanceof SQLException sql && dialect.classify(sql) == Failure.LATER;
                if (!later || patience.isOver()) {
                    throw e;
                }
                LOG.debug("waiting for the server: {}", e.getMessage());
                try {
                    patience.pause();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    private Connection connect() {
        try {
            Connection opened = dataSource.getConnection();
            try {
                if (dialect.inTransaction(opened)) {
                    throw new RefusedException(
                            RefusedException.Reason.CONNECTION,
                            "the data source gave a connection inside a transaction that somebody else began; nothing"
                                    + " was changed. Give a data source whose connections are free");
                }
                autoCommit = opened.getAutoCommit();
                if (!autoCommit) {
                    opened.setAutoCommit(true);
                }
                return opened;
            } catch (SQLException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Failures.connecting(e, e, dialect);
        } catch (RuntimeException e) {
            // a pool that cannot start says so in an exception of its own
            SQLException cause = Failures.within(e);
            throw cause == null ? e : Failures.connecting(cause, e, dialect);
        }
    }

    /** Another connection in place of one that broke. */
    void reopen() {
        discard();
        connection = connect();
    }

    /** Ends the server's session, so that whatever it still holds is gone; a pool must not give it to anybody again. */
    void discard() {
        try {
            connection.abort(Runnable::run);
            connection.close();
        } catch (SQLException e) {
            LOG.debug("giving up a connection", e);
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    Connection connection() {
        return connection;
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** The transaction was committed by a statement. */
    void end() throws SQLException {
        connection.setAutoCommit(true);
    }

    /** Rolls back if a transaction is open. A connection that broke has rolled back already. */
    void rollback() {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.debug("rolling back on a broken connection", e);
        }
    }

    @Override
    public void close() {
        rollback();
        try {
            if (!autoCommit && !connection.isClosed()) {
                connection.setAutoCommit(false);
            }
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a broken connection", e);
        }
    }
}
