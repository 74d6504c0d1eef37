package dev.aludel.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A question to the server beside whatever the connection is doing: in a read-only transaction of its own, or in the
 * one that is open, which is then as it was, settings and locks too.
 *
 * @param begin the statement before the question
 * @param end   the statements after it
 */
record Aside(String begin, String end) {

    private static final String MARK = "aludel_aside";

    private static final String FAILED_TRANSACTION = "25P02";

    static Aside on(Connection connection) throws SQLException {
        return switch (state(connection)) {
            case OPEN ->
                new Aside("SAVEPOINT " + MARK, "ROLLBACK TO SAVEPOINT " + MARK + "; RELEASE SAVEPOINT " + MARK);
            case IDLE ->
                new Aside(connection.getAutoCommit() ? "BEGIN READ ONLY" : "SET TRANSACTION READ ONLY", "ROLLBACK");
            case FAILED ->
                throw new SQLException(
                        "the connection's transaction has failed already; roll it back first", FAILED_TRANSACTION);
        };
    }

    /** Is the transaction this one's own, so that its isolation can be chosen? */
    boolean isOwn() {
        return end.equals("ROLLBACK");
    }

    /** Ends what a failure left open; does nothing when the flight reached its end. */
    void recover(Connection connection, Statement statement) throws SQLException {
        if (isOwn() ? state(connection) != TransactionState.IDLE : state(connection) == TransactionState.FAILED) {
            statement.execute(end);
        }
    }

    private static TransactionState state(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState();
    }
}
