package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A foreign key. Its columns, the columns it points at, and what makes those unique must exist before it can.
 *
 * @param columns       referencing columns, in key order; never empty
 * @param targetColumns referenced columns, same length and order as {@code columns}
 */
public record ForeignKey(
        Name table,
        String name,
        List<String> columns,
        Name target,
        List<String> targetColumns,
        Action onDelete,
        Action onUpdate,
        Timing timing)
        implements TableMember {

    public static final String KIND = "foreign key";

    /** What happens to the referencing rows when the referenced one goes or changes. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        /** The SQL words, in capitals. */
        public String sql() {
            return name().replace('_', ' ');
        }
    }

    public ForeignKey {
        Name.of(name);
        columns = Members.columns("foreign key " + name + " on " + table, columns);
        targetColumns = List.copyOf(targetColumns);
        if (columns.size() != targetColumns.size()) {
            throw new IllegalArgumentException("foreign key " + name + " on " + table + ": " + columns.size()
                    + " column(s) reference " + targetColumns.size() + "; both sides need the same number");
        }
    }

    public ForeignKey(Name table, String name, List<String> columns, Name target, List<String> targetColumns) {
        this(table, name, columns, target, targetColumns, Action.NO_ACTION, Action.NO_ACTION, Timing.NOT_DEFERRABLE);
    }

    @Override
    public ObjectId id() {
        return new ObjectId(KIND, table, name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<ObjectId>(Members.needs(table, columns));
        needs.addAll(Members.needs(target, targetColumns));
        needs.addAll(model.uniqueOver(target, targetColumns));
        return needs;
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        return new HashSet<>(columns);
    }

    @Override
    public Set<String> claims() {
        return Set.of(Members.constraint(table, name));
    }

    @Override
    public boolean standsAlone() {
        return true;
    }

    @Override
    public ForeignKey follow(Renaming renaming) {
        return new ForeignKey(
                renaming.table(table),
                renaming.member(KIND, table, name),
                Members.follow(renaming, table, columns),
                renaming.table(target),
                Members.follow(renaming, target, targetColumns),
                onDelete,
                onUpdate,
                timing);
    }

    @Override
    public String details() {
        var text = new StringBuilder(Members.list(columns))
                .append(" -> ")
                .append(target)
                .append(" ")
                .append(Members.list(targetColumns));
        if (onDelete != Action.NO_ACTION) {
            text.append(" on delete ").append(onDelete.sql().toLowerCase(Locale.ROOT));
        }
        if (onUpdate != Action.NO_ACTION) {
            text.append(" on update ").append(onUpdate.sql().toLowerCase(Locale.ROOT));
        }
        return text.append(timing.details()).toString();
    }
}
