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
 * @param matchFull     must all of its columns be null if one is?
 * @param setOnDelete   of its columns those that {@code ON DELETE SET} sets; empty for all (PostgreSQL 15)
 * @param period        is the last column a range that has to be covered (PostgreSQL 18)?
 */
public record ForeignKey(
        Name table,
        String name,
        List<String> columns,
        Name target,
        List<String> targetColumns,
        Action onDelete,
        Action onUpdate,
        Timing timing,
        boolean matchFull,
        List<String> setOnDelete,
        boolean period,
        Standing standing)
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
        setOnDelete = List.copyOf(setOnDelete);
        if (columns.size() != targetColumns.size()) {
            throw new IllegalArgumentException("foreign key " + name + " on " + table + ": " + columns.size()
                    + " column(s) reference " + targetColumns.size() + "; both sides need the same number");
        }
    }

    public ForeignKey(Name table, String name, List<String> columns, Name target, List<String> targetColumns) {
        this(table, name, columns, target, targetColumns, Action.NO_ACTION, Action.NO_ACTION, Timing.NOT_DEFERRABLE);
    }

    public ForeignKey(
            Name table,
            String name,
            List<String> columns,
            Name target,
            List<String> targetColumns,
            Action onDelete,
            Action onUpdate,
            Timing timing) {
        this(
                table,
                name,
                columns,
                target,
                targetColumns,
                onDelete,
                onUpdate,
                timing,
                false,
                List.of(),
                false,
                Standing.VALID);
    }

    /** The same under other names. */
    public ForeignKey named(
            Name otherTable,
            String otherName,
            List<String> otherColumns,
            Name otherTarget,
            List<String> otherTargetColumns,
            List<String> otherSetOnDelete) {
        return new ForeignKey(
                otherTable,
                otherName,
                otherColumns,
                otherTarget,
                otherTargetColumns,
                onDelete,
                onUpdate,
                timing,
                matchFull,
                otherSetOnDelete,
                period,
                standing);
    }

    public ForeignKey with(Action delete, Action update, Timing when) {
        return new ForeignKey(
                table,
                name,
                columns,
                target,
                targetColumns,
                delete,
                update,
                when,
                matchFull,
                setOnDelete,
                period,
                standing);
    }

    public ForeignKey with(boolean full, List<String> set, boolean overTime, Standing value) {
        return new ForeignKey(
                table, name, columns, target, targetColumns, onDelete, onUpdate, timing, full, set, overTime, value);
    }

    /** Only when it is checked, and for which rows, can change where it stands. */
    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof ForeignKey other
                && !equals(other)
                && with(onDelete, onUpdate, other.timing)
                        .with(matchFull, setOnDelete, period, other.standing)
                        .equals(other);
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
        return named(
                renaming.table(table),
                renaming.member(KIND, table, name),
                Members.follow(renaming, table, columns),
                renaming.table(target),
                Members.follow(renaming, target, targetColumns),
                Members.follow(renaming, table, setOnDelete));
    }

    @Override
    public String details() {
        var text = new StringBuilder(Members.list(columns))
                .append(" -> ")
                .append(target)
                .append(" ")
                .append(Members.list(targetColumns));
        if (period) {
            text.append(" period");
        }
        if (matchFull) {
            text.append(" match full");
        }
        if (onDelete != Action.NO_ACTION) {
            text.append(" on delete ").append(onDelete.sql().toLowerCase(Locale.ROOT));
        }
        if (!setOnDelete.isEmpty()) {
            text.append(" ").append(Members.list(setOnDelete));
        }
        if (onUpdate != Action.NO_ACTION) {
            text.append(" on update ").append(onUpdate.sql().toLowerCase(Locale.ROOT));
        }
        return text.append(timing.details()).append(standing.details()).toString();
    }
}
