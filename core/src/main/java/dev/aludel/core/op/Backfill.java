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
 */
public record Backfill(Name table, String assignments, String where, boolean backwards) implements Operation {

    @Override
    public Backfill reverse() {
        return new Backfill(table, assignments, where, !backwards);
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
                + (where.isEmpty() ? "" : " where " + where);
    }
}
