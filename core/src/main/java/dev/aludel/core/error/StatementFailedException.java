package dev.aludel.core.error;

import org.jspecify.annotations.Nullable;

/** The server refused a statement. The transaction that it stood in was rolled back. */
public final class StatementFailedException extends MigrationException {

    private static final long serialVersionUID = 1L;

    private final String revision;
    private final int position;
    private final String statement;
    private final String sqlState;

    /**
     * @param revision  id of the revision; empty when the statement belongs to none
     * @param position  1-based number of the statement within the revision; 0 when unknown
     * @param statement the statement's text
     * @param sqlState  the server's SQLSTATE; empty when there is none
     */
    public StatementFailedException(
            String message,
            String revision,
            int position,
            String statement,
            String sqlState,
            @Nullable Throwable cause) {
        super(message, cause);
        this.revision = revision;
        this.position = position;
        this.statement = statement;
        this.sqlState = sqlState;
    }

    /** Id of the revision; empty when the statement belongs to none. */
    public String revision() {
        return revision;
    }

    /** 1-based number of the statement within the revision; 0 when unknown. */
    public int position() {
        return position;
    }

    public String statement() {
        return statement;
    }

    /** The server's SQLSTATE, e.g. {@code 42701}; empty when there is none. */
    public String sqlState() {
        return sqlState;
    }

    @Override
    public String code() {
        return "statement-failed";
    }
}
