package dev.aludel.core.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param revisions applied, undone or written down by it, in order; of one that failed, those before
 * @param took      all of it, the waiting included
 * @param waited    for others
 * @param failure   empty when it did what it was to do
 */
public record RunOutcome(List<Applied> revisions, Duration took, Duration waited, Optional<Throwable> failure) {

    public RunOutcome {
        revisions = List.copyOf(revisions);
    }

    /** For a metric's tag: {@code done} or {@code failed}. */
    public String word() {
        return failure.isEmpty() ? "done" : "failed";
    }
}
