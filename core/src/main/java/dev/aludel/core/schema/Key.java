package dev.aludel.core.schema;

import java.util.List;

/** A constraint that makes rows unique, so that a foreign key can point at its columns. */
public sealed interface Key extends TableMember permits PrimaryKey, UniqueConstraint {

    /** In key order; never empty. */
    List<String> columns();

    /** Columns that the index carries but that need not be unique. */
    List<String> include();

    /** Is the last column a range, of which no two may overlap where the others are the same (PostgreSQL 18)? */
    boolean withoutOverlaps();
}
