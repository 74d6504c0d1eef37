package dev.aludel.postgres.corpus;

import java.sql.SQLException;

/** The server refused this statement. */
final class RefusedStatement extends SQLException {

    private static final long serialVersionUID = 1L;

    RefusedStatement(String sql, SQLException cause) {
        super(cause.getMessage() + "\n" + sql, cause.getSQLState(), cause);
    }
}
