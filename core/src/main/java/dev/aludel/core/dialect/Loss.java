package dev.aludel.core.dialect;

import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an operation takes away of what is stored, as far as its text says.
 *
 * @param gone       what goes, and all that hangs on it with it: a table with its rows, a column with its values, a
 *                   sequence with its value, a type or a schema with what uses it
 * @param emptied    tables that stay, of which rows go, and of those that point at them
 * @param truncated  tables that stay, of which all rows go, and with them all rows of those that point at them
 * @param overwritten columns that stay, of which values are overwritten
 * @param retyped    columns that get another type, and which; values may be cut
 * @param untold     what nobody can tell from the text, such as {@code what a CALL does}; empty when all is told
 * @param beyond     what is destroyed and cannot be kept by copying rows; empty when there is no such thing
 */
public record Loss(
        Set<ObjectId> gone,
        Set<ObjectId> emptied,
        Set<ObjectId> truncated,
        Set<ObjectId> overwritten,
        Map<ObjectId, SqlType> retyped,
        String untold,
        String beyond) {

    public static final Loss NONE = new Loss(Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), "", "");

    public Loss {
        gone = Set.copyOf(gone);
        emptied = Set.copyOf(emptied);
        truncated = Set.copyOf(truncated);
        overwritten = Set.copyOf(overwritten);
        retyped = Map.copyOf(retyped);
    }

    public static Loss gone(ObjectId... ids) {
        return new Loss(Set.of(ids), Set.of(), Set.of(), Set.of(), Map.of(), "", "");
    }

    public static Loss emptied(ObjectId... tables) {
        return new Loss(Set.of(), Set.of(tables), Set.of(), Set.of(), Map.of(), "", "");
    }

    public static Loss truncated(ObjectId... tables) {
        return new Loss(Set.of(), Set.of(), Set.of(tables), Set.of(), Map.of(), "", "");
    }

    public static Loss overwritten(ObjectId... columns) {
        return new Loss(Set.of(), Set.of(), Set.of(), Set.of(columns), Map.of(), "", "");
    }

    public static Loss retyped(ObjectId column, SqlType to) {
        return new Loss(Set.of(), Set.of(), Set.of(), Set.of(), Map.of(column, to), "", "");
    }

    public static Loss untold(String what) {
        return new Loss(Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), what, "");
    }

    public static Loss beyond(String what) {
        return new Loss(Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), "", what);
    }

    /** Both. */
    public Loss and(Loss other) {
        var types = new HashMap<>(retyped);
        types.putAll(other.retyped);
        return new Loss(
                join(gone, other.gone),
                join(emptied, other.emptied),
                join(truncated, other.truncated),
                join(overwritten, other.overwritten),
                types,
                untold.isEmpty() ? other.untold : untold,
                beyond.isEmpty() ? other.beyond : beyond);
    }

    private static Set<ObjectId> join(Set<ObjectId> some, Set<ObjectId> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** Is there anything whose rows or values can be looked up? */
    public boolean isFound() {
        return !(gone.isEmpty()
                && emptied.isEmpty()
                && truncated.isEmpty()
                && overwritten.isEmpty()
                && retyped.isEmpty());
    }
}
