package dev.aludel.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Something that the caller, not the programmer of the caller, has to know or mend. Every message says what happened,
 * where, and what to do; none contains a password. Programming errors stay {@link IllegalArgumentException} and
 * {@link NullPointerException}.
 */
public abstract sealed class MigrationException extends RuntimeException
        permits DatabaseException,
                DialectException,
                LockTimeoutException,
                ModelException,
                RefusedException,
                RevisionException,
                StatementFailedException {

    private static final long serialVersionUID = 1L;

    private String afterwards = "";

    protected MigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Adds what was done about it afterwards.
     *
     * @param sentence without its full stop
     */
    public void add(String sentence) {
        afterwards += ". " + sentence;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + afterwards;
    }
}
