package dev.aludel.core.schema;

/** How far the rows of a table keep to a check or foreign key. Entities say nothing about it: they want it valid. */
public enum Standing {
    /** all rows do */
    VALID,
    /** new and changed rows do; those that were there have not been looked at */
    NOT_VALID,
    /** nothing makes them (PostgreSQL 18) */
    NOT_ENFORCED;

    String details() {
        return switch (this) {
            case VALID -> "";
            case NOT_VALID -> " not valid";
            case NOT_ENFORCED -> " not enforced";
        };
    }
}
