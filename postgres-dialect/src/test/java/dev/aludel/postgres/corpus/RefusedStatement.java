package dev.aludel.postgres.corpus;

import java.sql.SQLException;

/** The server refused this statement. */
final class RefusedStatement extends SQLException {

    private static final long serialVersionUID = 1L;

    RefusedStatement(String sql, SQLException cause) {
        super(cause.getMessage() + "\n" + sql, cause.getSQLState(), cause);
    }

    /** Does this server not know what the statement says, rather than fail for reasons of its own? */
    boolean isOfItsText() {
        String state = String.valueOf(getSQLState());
        return state.startsWith("42") || state.startsWith("22") || state.startsWith("0A");
    }
}
