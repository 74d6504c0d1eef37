package dev.aludel.diff.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that a watcher has to say.
 *
 * @param text     one line, without its mark
 * @param details  one line each: what differs, why, what to run
 * @param revision the id of the revision that it is about
 */
public record WatchEvent(Kind kind, Instant at, String text, List<String> details, Optional<String> revision) {

    /** What happened. */
    public enum Kind {
        /** it watches from now on */
        STARTED("○"),
        /** entities, revisions and database agree */
        IN_SYNC("✓"),
        /** a revision was written and applied */
        APPLIED("✓"),
        /** something differs, and nobody is to act by himself */
        DIFFERS("→"),
        /** a revision was written and not applied: it destroys, or could */
        HELD_BACK("!"),
        /** only a developer can tell what was renamed; nothing was written */
        ASKING("?"),
        /** something else has to happen first */
        WAITING("…"),
        /** comparing or applying failed; the next change is another try */
        FAILED("✗"),
        STOPPED("○");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }
    }

    public WatchEvent {
        details = List.copyOf(details);
    }

    /** For people: the line with its mark, then the details, further to the right. */
    public String describe() {
        var all = new StringBuilder(kind.mark).append(" ").append(text).append("\n");
        details.forEach(line -> all.append("    ").append(line).append("\n"));
        return all.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}
