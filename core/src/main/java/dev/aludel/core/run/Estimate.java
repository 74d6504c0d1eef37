package dev.aludel.core.run;

import dev.aludel.core.dialect.Headway;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a long statement is, and when what it is at may be over.
 *
 * @param running how long the statement has been running
 * @param left    for this phase, if it goes on as fast as it went up to now; empty where nobody can tell
 */
public record Estimate(Headway headway, Duration running, Optional<Duration> left) {

    /** From 0 to 100; empty where the server does not know how much there is to do. */
    public Optional<Integer> percent() {
        long total = headway.total();
        return total <= 0
                ? Optional.empty()
                : Optional.of((int) (Math.min(Math.max(headway.done(), 0), total) * 100.0 / total));
    }

    /**
     * For people, in one line that can be cut off: {@code 42 %, about 17 s left: CREATE INDEX on invoice, building index: scanning
     * table}.
     */
    public String describe() {
        String far = percent().map(percent -> percent + " %").orElse(headway.done() > 0 ? "" + headway.done() : "");
        return far
                + left.map(time -> ", about " + words(time) + " left").orElse("")
                + (far.isEmpty() ? "" : ": ")
                + headway.what() + ", " + headway.phase();
    }

    private static String words(Duration time) {
        long seconds = Math.max(1, (time.toMillis() + 999) / 1_000);
        return seconds < 120
                ? seconds + " s"
                : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }
}
