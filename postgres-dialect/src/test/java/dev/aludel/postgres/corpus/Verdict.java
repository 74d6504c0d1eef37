package dev.aludel.postgres.corpus;

import java.util.List;

/** What became of a pair. */
sealed interface Verdict {

    /** There and back, and the catalog says so; {@code silent} when the two catalogs are alike and nothing had to be done. */
    record Passed(boolean silent) implements Verdict {}

    /** So too, but part of the difference is of kinds that a diff does not manage; it was reported and not touched. */
    record Unmanaged(String kinds) implements Verdict {}

    /** One of the two schemas cannot be loaded on this server, and nobody said that it could. */
    record NotApplicable(String reason) implements Verdict {}

    /**
     * @param reason the same text for failures of one cause
     * @param detail lines for people
     */
    record Failed(Phase phase, String reason, List<String> detail) implements Verdict {

        public Failed {
            detail = List.copyOf(detail);
        }
    }
}
