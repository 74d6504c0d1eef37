package dev.aludel.core.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody else held what was needed for longer than the configured wait: another instance, or a session on a table. */
public final class LockTimeoutException extends MigrationException {

    private static final long serialVersionUID = 1L;

    private final Duration waited;

    public LockTimeoutException(String message, Duration waited, @Nullable Throwable cause) {
        super(message, cause);
        this.waited = waited;
    }

    /** How long was waited before giving up. */
    public Duration waited() {
        return waited;
    }

    @Override
    public String code() {
        return "lock-timeout";
    }
}
