package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A unique constraint.
 *
 * @param columns          in key order; never empty
 * @param nullsNotDistinct two nulls count as equal (PostgreSQL 15)
 */
public record UniqueConstraint(
        Name table,
        String name,
        List<String> columns,
        Timing timing,
        boolean nullsNotDistinct,
        List<String> include,
        boolean withoutOverlaps)
        implements Key {

    public static final String KIND = "unique";

    public UniqueConstraint {
        Name.of(name);
        columns = Members.columns("unique constraint " + name + " on " + table, columns);
        include = List.copyOf(include);
    }

    public UniqueConstraint(Name table, String name, List<String> columns) {
        this(table, name, columns, Timing.NOT_DEFERRABLE, false);
    }

    public UniqueConstraint(Name table, String name, List<String> columns, Timing timing, boolean nullsNotDistinct) {
        this(table, name, columns, timing, nullsNotDistinct, List.of(), false);
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
        return Set.of(Members.relation(table, name), Members.constraint(table, name));
    }

    @Override
    public UniqueConstraint follow(Renaming renaming) {
        return new UniqueConstraint(
                renaming.table(table),
                renaming.member(KIND, table, name),
                Members.follow(renaming, table, columns),
                timing,
                nullsNotDistinct,
                Members.follow(renaming, table, include),
                withoutOverlaps);
    }

    @Override
    public String details() {
        return Members.key(this) + (nullsNotDistinct ? " nulls not distinct" : "") + timing.details();
    }
}
