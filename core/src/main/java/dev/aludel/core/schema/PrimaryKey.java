package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A primary key. Its columns are not nullable.
 *
 * @param columns in key order; never empty
 */
public record PrimaryKey(
        Name table, String name, List<String> columns, Timing timing, List<String> include, boolean withoutOverlaps)
        implements Key {

    public static final String KIND = "primary key";

    public PrimaryKey {
        Name.of(name);
        columns = Members.columns("primary key " + name + " on " + table, columns);
        include = List.copyOf(include);
    }

    public PrimaryKey(Name table, String name, List<String> columns) {
        this(table, name, columns, Timing.NOT_DEFERRABLE);
    }

    public PrimaryKey(Name table, String name, List<String> columns, Timing timing) {
        this(table, name, columns, timing, List.of(), false);
    }

    @Override
    public ObjectId id() {
        return new ObjectId(KIND, table, name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        return Members.needs(table, columnsUsed(model));
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        var used = new HashSet<>(columns);
        used.addAll(include);
        return used;
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
                timing,
                Members.follow(renaming, table, include),
                withoutOverlaps);
    }

    @Override
    public String details() {
        return Members.key(this) + timing.details();
    }
}
