package dev.aludel.core.run;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Is a database fit to be used by this application? Finding it out writes nothing.
 *
 * @param checks {@code database}, {@code tables}, {@code revisions}, {@code model}, as far as one could be made
 */
public record Health(List<Check> checks) {

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

    /** Is all as it should be? */
    public boolean isGood() {
        return checks.stream().allMatch(Check::good);
    }

    /** For people: a line for each check. */
    public String describe() {
        return checks.stream()
                .map(check -> String.format("%-11s%s %s\n", check.name(), check.good() ? "✓" : "✗", check.detail()))
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return describe();
    }

    /** What a status says of it. */
    public static Health of(Status status) {
        return new Health(List.of(new Check("database", true, status.server().database())));
    }
}
