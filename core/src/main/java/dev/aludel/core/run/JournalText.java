package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.revision.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the journal says, for people. */
final class JournalText {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private JournalText() {}

    static String when(Instant at) {
        return WHEN.format(at);
    }

    static String took(Duration took) {
        long millis = took.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
                : String.format(Locale.ROOT, "%d min %d s", millis / 60_000, millis / 1_000 % 60);
    }

    /** Who it was, and from where, without the number of the process. */
    static String by(Entry entry) {
        return Text.oneLine(entry.client().replaceFirst(" \\d+$", ""));
    }

    /** All of a line but its revision. */
    static String line(Entry entry) {
        return when(entry.at()) + "  " + entry.direction() + " " + entry.state() + "  (" + took(entry.took()) + ", by "
                + by(entry) + " as role " + Text.oneLine(entry.role()) + ")"
                + (entry.error().isEmpty() ? "" : ": " + Text.oneLine(entry.error()));
    }
}
