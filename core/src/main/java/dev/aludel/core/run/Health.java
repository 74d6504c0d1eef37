package dev.aludel.core.run;

import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Text;
import dev.aludel.core.run.Status.State;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Is a database fit to be used by this application? Finding it out writes nothing.
 *
 * @param checks {@code database}, {@code tables}, {@code revisions} and {@code model}; the first alone where it fails
 */
public record Health(List<Check> checks) {

    private static final int MOST_SHOWN = 5;

    public Health {
        checks = List.copyOf(checks);
    }

    /**
     * One thing that was looked at.
     *
     * @param good   is it as it should be? What nobody can tell is
     * @param detail in words, in one line
     */
    public record Check(String name, boolean good, String detail) {}

    /**
     * What a status says of it.
     *
     * @param tolerant a database that is ahead of the application is fit for it, as long as all of its revisions are applied
     */
    public static Health of(Status status, boolean tolerant) {
        if (status.state() == State.NO_DATABASE) {
            return new Health(List.of(new Check("database", false, status.problem())));
        }
        return new Health(List.of(
                new Check("database", true, "connected to " + status.server().database()),
                tables(status),
                revisions(status, tolerant),
                model(status)));
    }

    /** Of a database that nobody could ask. */
    public static Health unreachable(DatabaseException problem) {
        return new Health(List.of(new Check("database", false, Text.oneLine(String.valueOf(problem.getMessage())))));
    }

    private static Check tables(Status status) {
        var missing = status.missing();
        return missing.isEmpty()
                ? new Check("tables", true, status.tables() + " there")
                : new Check(
                        "tables",
                        false,
                        missing.size() + " of those that the revisions made " + (missing.size() == 1 ? "is" : "are")
                                + " not there: " + shown(missing));
    }

    private static Check revisions(Status status, boolean tolerant) {
        if (status.state() == State.AHEAD && tolerant && status.beyond()) {
            return new Check("revisions", true, "all applied; the database is ahead, at " + at(status));
        }
        var errors = status.findings().stream()
                .filter(finding -> finding.level() == Validation.Level.ERROR)
                .map(finding -> finding.what() + "; " + finding.toDo())
                .toList();
        if (!errors.isEmpty()) {
            return new Check("revisions", false, shown(errors));
        }
        if (!status.pending().isEmpty()) {
            var pending = status.pending().stream().map(RevisionInfo::title).toList();
            return new Check("revisions", false, pending.size() + " pending: " + shown(pending));
        }
        return new Check("revisions", true, "valid, at " + at(status));
    }

    private static String at(Status status) {
        return Stamper.named(status.current());
    }

    private static Check model(Status status) {
        return status.model()
                .map(lines -> lines.isEmpty()
                        ? new Check("model", true, "in sync")
                        : new Check(
                                "model",
                                false,
                                lines.size() + (lines.size() == 1 ? " difference: " : " differences: ") + shown(lines)))
                .orElse(new Check("model", true, "not checked"));
    }

    private static String shown(List<String> lines) {
        var first = lines.stream().limit(MOST_SHOWN).map(Text::oneLine).collect(Collectors.joining(", "));
        return lines.size() > MOST_SHOWN ? first + ", and " + (lines.size() - MOST_SHOWN) + " more" : first;
    }

    /** Is all as it should be? */
    public boolean isGood() {
        return checks.stream().allMatch(Check::good);
    }

    /** For people: a line for each check. */
    public String describe() {
        return checks.stream()
                .map(check ->
                        String.format("%-10s%s %s", check.name(), check.good() ? "✓" : "✗", check.detail()) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return describe();
    }
}
