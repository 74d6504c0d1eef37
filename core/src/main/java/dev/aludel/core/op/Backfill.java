package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.Set;

/**
 * Fills values into rows that are there. Nothing is done on the way back: the values go with their column, or stay.
 *
 * @param assignments what stands after {@code SET}
 * @param where       which rows; empty for all
 * @param backwards   this is the way back
 * @param rows        how many at a time, each time in a transaction of its own; 0 for all in the revision's
 * @param pauseMillis between two of those transactions
 */
public record Backfill(Name table, String assignments, String where, boolean backwards, int rows, int pauseMillis)
        implements Operation {

    public Backfill {
        if (rows < 0 || pauseMillis < 0) {
            throw new IllegalArgumentException("a backfill of " + table + " in batches of " + rows + " rows, "
                    + pauseMillis + " ms apart, cannot be");
        }
    }

    /** All rows at once. */
    public Backfill(Name table, String assignments, String where, boolean backwards) {
        this(table, assignments, where, backwards, 0, 0);
    }

    /** Is it to run in transactions of its own? */
    public boolean isInBatches() {
        return rows > 0 && !backwards;
    }

    @Override
    public Backfill reverse() {
        return new Backfill(table, assignments, where, !backwards, rows, pauseMillis);
    }

    @Override
    public SchemaModel applyTo(SchemaModel model) {
        return model;
    }

    @Override
    public List<Statement> sql(Dialect dialect, Scope scope) {
        return backwards
                ? List.of()
                : List.of(Statement.of(dialect.update(table, assignments, where, scope))
                        .locking(table, LockLevel.ROW_EXCLUSIVE));
    }

    /** The values from before are overwritten; that is what it is for. */
    @Override
    public boolean losesData() {
        return false;
    }

    @Override
    public Set<ObjectId> touches() {
        return Set.of(ObjectId.table(table));
    }

    @Override
    public String describe() {
        return "! " + (backwards ? "(nothing to do) " : "") + "backfill " + table + " set " + assignments
                + (where.isEmpty() ? "" : " where " + where)
                + (rows == 0 ? "" : ", " + rows + " rows at a time");
    }
}
