package dev.aludel.core.run;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TableSize;
import dev.aludel.core.schema.Name;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement has to read or write, and how long that may take: a guess from what the server last counted and from what
 * ordinary machines manage, 300 MB read or 40 MB written in a second. It tells minutes from seconds,
 * not seven from eight.
 */
public record Effort(long rows, long bytes, Duration time) {

    private static final long READ = 300_000_000;
    private static final long WRITTEN = 40_000_000;

    /** What nobody has counted is taken to be of this many bytes. */
    private static final long ROW = 100;

    /** Less is not worth a word. */
    private static final long FEW_ROWS = 1_000;

    private static final Set<Hazard.Kind> READING = EnumSet.of(Hazard.Kind.SCANS_TABLE, Hazard.Kind.MAY_FAIL_ON_DATA);
    private static final Set<Hazard.Kind> WRITING = EnumSet.of(Hazard.Kind.REWRITES_TABLE, Hazard.Kind.OVERWRITES_DATA);

    static Optional<Effort> of(Statement statement, Map<Name, TableSize> sizes) {
        boolean writes = has(statement, WRITING);
        if (!writes && !has(statement, READING)) {
            return Optional.empty();
        }
        long rows = 0;
        long bytes = 0;
        for (var lock : statement.locks().entrySet()) {
            TableSize size = sizes.get(lock.getKey());
            if (size != null && lock.getValue().compareTo(LockLevel.ROW_EXCLUSIVE) >= 0) {
                rows += size.rows();
                bytes += Math.max(size.bytes(), size.rows() * ROW);
            }
        }
        return rows < FEW_ROWS
                ? Optional.empty()
                : Optional.of(new Effort(rows, bytes, Duration.ofMillis(bytes * 1_000 / (writes ? WRITTEN : READ))));
    }

    private static boolean has(Statement statement, Set<Hazard.Kind> kinds) {
        return statement.hazards().stream().anyMatch(hazard -> kinds.contains(hazard.kind()));
    }

    /** For people, e.g. {@code about 1,200,000 rows, 340 MB, some 9 s}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "about %,d rows, %s, %s", rounded(rows), size(bytes), some(time));
    }

    /** To two digits: more of them would pretend to know. */
    private static long rounded(long value) {
        long unit = 1;
        while (value / unit >= 100) {
            unit *= 10;
        }
        return Math.round((double) value / unit) * unit;
    }

    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return rounded(Math.max(bytes / 1_000, 1)) + " kB";
        }
        return bytes < 1_000_000_000
                ? rounded(bytes / 1_000_000) + " MB"
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static String some(Duration time) {
        long seconds = (time.toMillis() + 500) / 1_000;
        if (seconds < 1) {
            return "less than a second";
        }
        return "some " + (seconds < 120 ? rounded(seconds) + " s" : rounded(seconds / 60) + " min");
    }
}
