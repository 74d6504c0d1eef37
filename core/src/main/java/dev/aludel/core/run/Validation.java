package dev.aludel.core.run;

import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with the revisions, or with what a database says of them. Nothing was changed to find out. */
public record Validation(List<Finding> findings) {

    public Validation {
        findings = List.copyOf(findings);
    }

    /** How bad it is. */
    public enum Level {
        ERROR,
        /** worth knowing, and may be meant */
        WARNING,
        /** as it should be, and good to know */
        NOTE
    }

    /**
     * @param revision the id of the one concerned; empty when it is about all
     * @param what     is wrong, in one line
     * @param toDo     to put it right, in one line
     */
    public record Finding(Level level, String revision, String what, String toDo) {

        @Override
        public String toString() {
            return String.format("%-8s", level) + what + "; " + toDo;
        }
    }

    /** Is there no error? */
    public boolean isValid() {
        return findings.stream().noneMatch(finding -> finding.level() == Level.ERROR);
    }

    /** For people: a line for each finding. */
    public String describe() {
        return findings.isEmpty()
                ? "valid\n"
                : findings.stream().map(finding -> finding + "\n").collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return describe();
    }
}
