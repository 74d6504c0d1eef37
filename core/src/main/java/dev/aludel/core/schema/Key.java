package dev.aludel.core.schema;

import java.util.List;

/** A constraint that makes rows unique, so that a foreign key can point at its columns. */
public sealed interface Key extends TableMember permits PrimaryKey, UniqueConstraint {

    /** In key order; never empty. */
    List<String> columns();
}
