package dev.aludel.core.compare;

import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the operations that make one model into another, in an order in which they can run. Pure: no database, no
 * dialect. {@code Operations.reverse} of the result leads back.
 */
public final class Differ {

    private final SchemaModel from;
    private final SchemaModel to;
    private final Map<ObjectId, SchemaObject> before;
    private final Map<ObjectId, SchemaObject> after;
    private final Set<ObjectId> replaced = new HashSet<>();
    private final Map<ObjectId, List<ObjectId>> dependents = new HashMap<>();

    private Differ(SchemaModel from, SchemaModel to) {
        this.from = from;
        this.to = to;
        this.before = from.everything();
        this.after = to.everything();
    }

    public static List<Operation> diff(SchemaModel from, SchemaModel to) {
        return diff(from, to, RenameHints.none());
    }

    /**
     * @param hints what was renamed; without a hint a table or column under another name is a drop and a create
     */
    public static List<Operation> diff(SchemaModel from, SchemaModel to, RenameHints hints) {
        if (from.equals(to)) {
            return List.of();
        }
        var operations = new ArrayList<Operation>();
        SchemaModel renamed = from;
        for (Rename rename : Renames.between(from, to, hints)) {
            operations.add(rename);
            renamed = rename.applyTo(renamed);
        }
        operations.addAll(new Differ(renamed, to).changes());
        return List.copyOf(operations);
    }

    private List<Operation> changes() {
        var gone = new HashSet<ObjectId>();
        var altered = new HashSet<ObjectId>();
        for (SchemaObject object : before.values()) {
            SchemaObject wanted = after.get(object.id());
            if (wanted == null) {
                gone.add(object.id());
            } else if (!(object instanceof Table) && !object.equals(wanted)) {
                (object.canBecome(wanted) ? altered : replaced).add(object.id());
            }
        }
        if (!gone.isEmpty() || !altered.isEmpty() || !replaced.isEmpty()) {
            replaceDependents(gone, altered);
        }
        altered.removeAll(replaced);
        var order = new Order(from, to);
        gone.forEach(id -> order.drop(before.get(id)));
        replaced.forEach(id -> order.drop(before.get(id)));
        altered.forEach(id -> order.alter(before.get(id), after.get(id)));
        for (SchemaObject object : after.values()) {
            if (!before.containsKey(object.id()) || replaced.contains(object.id())) {
                order.create(object);
            }
        }
        return order.operations();
    }

    /** What stays but rests on something that goes, is replaced or is disturbed, is replaced too; and so on. */
    private void replaceDependents(Set<ObjectId> gone, Set<ObjectId> altered) {
        for (SchemaObject object : before.values()) {
            if (!(object instanceof Table)) {
                object.needs(from).forEach(need -> dependents
                        .computeIfAbsent(need, id -> new ArrayList<>())
                        .add(object.id()));
            }
        }
        for (ObjectId id : altered) {
            if (before.get(id) instanceof Column column) {
                disturb(column, (Column) after.get(id));
            }
        }
        var pending = new ArrayDeque<>(replaced);
        pending.addAll(gone);
        while (!pending.isEmpty()) {
            ObjectId id = pending.remove();
            for (ObjectId dependent : dependents.getOrDefault(id, List.of())) {
                boolean stays = after.containsKey(dependent) && !replaced.contains(dependent);
                boolean changesAway = altered.contains(dependent) && gone.contains(id);
                if (stays && !changesAway) {
                    replaced.add(dependent);
                    pending.add(dependent);
                }
            }
        }
    }

    private void disturb(Column column, Column wanted) {
        boolean rebuilt = column.isRebuiltAs(wanted);
        boolean retyped = !column.type().equals(wanted.type());
        for (ObjectId id : dependents.getOrDefault(column.id(), List.of())) {
            SchemaObject dependent = before.get(id);
            boolean inTheWay = rebuilt || retyped && dependent != null && computesWith(dependent);
            if (inTheWay && after.containsKey(id)) {
                replaced.add(id);
            }
        }
    }

    /** The server cannot carry these over a change of type: it would compare or compute with the type from before. */
    private static boolean computesWith(SchemaObject dependent) {
        return dependent instanceof ForeignKey
                || dependent instanceof dev.aludel.core.schema.CheckConstraint
                || dependent instanceof Column
                || dependent instanceof Index index && index.hasExpressions();
    }

    /** Is the change one that values can simply be added for? */
    static boolean grows(SchemaObject before, SchemaObject after) {
        return before instanceof EnumType type && type.growsInto((EnumType) after);
    }
}
