package dev.aludel.core;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as PostgreSQL writes them ("Parameter Names and Values" in its manual): {@code 200ms}, {@code 5 min}. */
final class Durations {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}) *([a-z]+)");

    private static final Map<String, Duration> UNITS = Map.of(
            "us", Duration.ofNanos(1000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
        return time.matches() && UNITS.containsKey(time.group(2))
                ? Optional.of(UNITS.get(time.group(2)).multipliedBy(Long.parseLong(time.group(1))))
                : Optional.empty();
    }
}
