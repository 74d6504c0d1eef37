package dev.aludel.core.run;

import java.time.Duration;
import java.time.Instant;

/**
 * A segment of a step, and which of them it is.
 *
 * @param number 1-based
 * @param of     how many segments the step has
 */
record Leg(Step step, Segment segment, int number, int of) {

    static Leg whole(Step step, Segment segment) {
        return new Leg(step, segment, 1, 1);
    }

    /** Is the revision applied or undone once this is done? */
    boolean completes() {
        return number == of;
    }

    /** As it is told once it is done. */
    Applied applied(Instant start) {
        return new Applied(
                step.revision(), step.direction(), step.operations().size(), Duration.between(start, Instant.now()));
    }

    /** For people: nothing for a step that is one segment. */
    String part() {
        return of == 1 ? "" : "part " + number + " of " + of + " ";
    }
}
