package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection for as long as it is needed, in autocommit mode between transactions; given back as it was found. */
final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final boolean autoCommit;

    private Session(Connection connection, boolean autoCommit) {
        this.connection = connection;
        this.autoCommit = autoCommit;
    }

    /**
     * @throws DatabaseException if there is no connection to be had
     * @throws RefusedException  if the connection is inside a transaction, which is somebody else's
     */
    static Session open(DataSource dataSource, Dialect dialect) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                if (dialect.inTransaction(connection)) {
                    throw new RefusedException(
                            RefusedException.Reason.CONNECTION,
                            "the data source gave a connection inside a transaction that somebody else began; nothing"
                                    + " was changed. Give a data source whose connections are free");
                }
                boolean autoCommit = connection.getAutoCommit();
                if (!autoCommit) {
                    connection.setAutoCommit(true);
                }
                return new Session(connection, autoCommit);
            } catch (SQLException | RuntimeException e) {
                connection.close();
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
