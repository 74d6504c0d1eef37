package dev.aludel.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** How long somebody waits for others, outside of any transaction: the longer the more seldom, and never in step with them. */
final class Patience {

    private static final long SHORTEST_MILLIS = 10;

    private static final long LONGEST_MILLIS = 250;

    private final Duration limit;
    private Instant start = Instant.now();
    private int tries;

    Patience(Duration limit) {
        this.limit = limit;
    }

    Duration waited() {
        return Duration.between(start, Instant.now());
    }

    /** Not negative. */
    Duration left() {
        Duration left = limit.minus(waited());
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() {
        return waited().compareTo(limit) > 0;
    }

    void pause() throws InterruptedException {
        long ceiling = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(tries++, 5));
        long millis = 1 + ThreadLocalRandom.current().nextLong(ceiling);
        Thread.sleep(Math.min(millis, left().toMillis() + 1));
    }

    /** What was waited for came. */
    void begin() {
        start = Instant.now();
        tries = 0;
    }
}
