package dev.aludel.core.schema;

/** When a constraint is checked. */
public enum Timing {
    /** at the end of each statement, and that cannot be changed */
    NOT_DEFERRABLE,
    /** at the end of each statement, unless a transaction defers it */
    DEFERRABLE,
    /** at the end of the transaction */
    INITIALLY_DEFERRED;

    String details() {
        return switch (this) {
            case NOT_DEFERRABLE -> "";
            case DEFERRABLE -> " deferrable";
            case INITIALLY_DEFERRED -> " deferrable initially deferred";
        };
    }
}
