package dev.aludel.core.run;

import dev.aludel.core.revision.RevisionInfo;
import java.time.Duration;

/** A revision that was applied or undone. */
public record Applied(RevisionInfo revision, Direction direction, int operations, Duration took) {}
