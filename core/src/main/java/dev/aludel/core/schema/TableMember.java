package dev.aludel.core.schema;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a table: it cannot be without it and goes with it. */
public sealed interface TableMember extends SchemaObject
        permits Column, Key, CheckConstraint, ExclusionConstraint, ForeignKey, Index, SequenceOwner, TableOption {

    /** The kinds of members; other things with a member's name stand by themselves, such as a trigger. */
    Set<String> KINDS = Set.of(
            Column.KIND,
            PrimaryKey.KIND,
            UniqueConstraint.KIND,
            CheckConstraint.KIND,
            ExclusionConstraint.KIND,
            ForeignKey.KIND,
            Index.KIND,
            SequenceOwner.KIND,
            TableOption.KIND);

    /** The table that this is, or is a member of; null for what stands by itself. */
    static @Nullable Name tableOf(ObjectId id) {
        return id.kind().equals(Table.KIND) || KINDS.contains(id.kind()) ? id.name() : null;
    }

    @Override
    Name table();

    /** The name within the table. */
    String name();

    /** Columns of its own table that this mentions, in expressions too, as far as {@code model} knows them. */
    Set<String> columnsUsed(SchemaModel model);

    /**
     * Is this created and dropped by a step of its own, never within its table's? True for what points at other
     * objects that may point back: mutual foreign keys, a sequence and the column that owns it.
     */
    default boolean standsAlone() {
        return false;
    }
}
