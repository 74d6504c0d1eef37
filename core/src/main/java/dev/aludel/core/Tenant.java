package dev.aludel.core;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What became of one schema among many.
 *
 * @param from    its heads before; empty at base
 * @param to      its heads now; as before where it is not known
 * @param failure why it is not where it should be; empty if it is
 */
public record Tenant(
        String schema, Set<String> from, Set<String> to, Outcome outcome, Duration took, Optional<Throwable> failure) {

    public Tenant {
        from = Set.copyOf(from);
        to = Set.copyOf(to);
    }

    /** How it ended. */
    public enum Outcome {
        /** revisions were applied */
        UPGRADED,
        /** there was nothing to do */
        UP_TO_DATE,
        FAILED,
        /** never begun, because too many others had failed or the caller was interrupted */
        SKIPPED
    }

    /** Is it where it should be? */
    public boolean isDone() {
        return outcome == Outcome.UPGRADED || outcome == Outcome.UP_TO_DATE;
    }
}
