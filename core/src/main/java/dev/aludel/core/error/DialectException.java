package dev.aludel.core.error;

import org.jspecify.annotations.Nullable;

/** A dialect's own kind of failure: the one open kind, for the authors of dialects. */
public non-sealed class DialectException extends MigrationException {

    private static final long serialVersionUID = 1L;

    public DialectException(String message) {
        super(message, null);
    }

    public DialectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** {@code dialect}; a dialect that explains its failures elsewhere says where. */
    @Override
    public String code() {
        return "dialect";
    }
}
