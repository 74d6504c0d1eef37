package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.Set;

/**
 * Says that a sequence goes when its column goes, as with {@code serial}. A step of its own, because the column's
 * default needs the sequence and this needs the column.
 */
public record SequenceOwner(Name sequence, Name table, String column) implements TableMember {

    public static final String KIND = "sequence owner";

    @Override
    public ObjectId id() {
        return new ObjectId(KIND, table, name());
    }

    @Override
    public String name() {
        return sequence.toString();
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<ObjectId>();
        needs.add(ObjectId.column(table, column));
        needs.add(Sequence.id(sequence));
        return needs;
    }

    @Override
    public Set<String> claims() {
        return Set.of("owner of " + sequence);
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        return Set.of(column);
    }

    @Override
    public boolean standsAlone() {
        return true;
    }

    @Override
    public SequenceOwner follow(Renaming renaming) {
        return new SequenceOwner(
                renaming.object(Sequence.KIND, sequence), renaming.table(table), renaming.column(table, column));
    }

    @Override
    public String details() {
        return "column " + column;
    }
}
