package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A primary key. Its columns are not nullable.
 *
 * @param columns in key order; never empty
 */
public record PrimaryKey(Name table, String name, List<String> columns, Timing timing) implements Key {

    public static final String KIND = "primary key";

    public PrimaryKey {
        Name.of(name);
        columns = Members.columns("primary key " + name + " on " + table, columns);
    }

    public PrimaryKey(Name table, String name, List<String> columns) {
        this(table, name, columns, Timing.NOT_DEFERRABLE);
    }

    @Override
    public ObjectId id() {
        return new ObjectId(KIND, table, name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        return Members.needs(table, columns);
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        return new HashSet<>(columns);
    }

    @Override
    public Set<String> claims() {
        return Set.of("primary key of " + table, Members.relation(table, name), Members.constraint(table, name));
    }

    @Override
    public PrimaryKey follow(Renaming renaming) {
        return new PrimaryKey(
                renaming.table(table),
                renaming.member(KIND, table, name),
                Members.follow(renaming, table, columns),
                timing);
    }

    @Override
    public String details() {
        return Members.list(columns) + timing.details();
    }
}
