package dev.aludel.core.error;

import org.jspecify.annotations.Nullable;

/** The database could not be reached, or could not be talked to: unreachable, login refused, connection lost. */
public final class DatabaseException extends MigrationException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    /**
     * @param sqlState the server's or driver's SQLSTATE; empty when there is none
     */
    public DatabaseException(String message, String sqlState, @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** The SQLSTATE, e.g. {@code 28P01} for a wrong password; empty when there is none. */
    public String sqlState() {
        return sqlState;
    }

    @Override
    public String code() {
        return "database";
    }
}
