package dev.aludel.core.dialect;

/**
 * Something about a statement that a person should know before it runs.
 *
 * @param detail what exactly, in one sentence
 */
public record Hazard(Kind kind, String detail) {

    /** Kinds of hazard, each with how bad it is by default. */
    public enum Kind {
        /** rows or values are gone afterwards */
        LOSES_DATA(Level.ERROR),
        /** values of all rows are replaced by others */
        OVERWRITES_DATA(Level.WARN),
        /** it fails when the rows that are there do not fit */
        MAY_FAIL_ON_DATA(Level.WARN),
        /** the whole table is written anew while others wait */
        REWRITES_TABLE(Level.WARN),
        /** the whole table is read while others wait */
        SCANS_TABLE(Level.INFO),
        /** what it does to the schema is not known, because it is plain SQL or code */
        OPAQUE(Level.INFO);

        private final Level level;

        Kind(Level level) {
            this.level = level;
        }

        public Level level() {
            return level;
        }
    }

    /** How bad. */
    public enum Level {
        INFO,
        WARN,
        ERROR
    }

    public Level level() {
        return kind.level();
    }

    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
