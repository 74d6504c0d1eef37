package dev.aludel.core.compare;

import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.TableOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the operations that make one model into another, in an order in which they can run, and always in the same one.
 * Pure: no database, no dialect. {@code Operations.reverse} of the result leads back.
 */
public final class Differ {

    private final SchemaModel from;
    private final SchemaModel to;
    private final Map<ObjectId, SchemaObject> before;
    private final Map<ObjectId, SchemaObject> after;
    private final Set<ObjectId> gone = new HashSet<>();
    private final Set<ObjectId> altered = new HashSet<>();
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
        return diff(Renames.hinted(from, to, hints), to);
    }

    /**
     * @param renames what was renamed in the one model; their operations come first
     */
    public static List<Operation> diff(Renames renames, SchemaModel to) {
        var all = renames.andMembers(to);
        SchemaModel bare = RestingOn.renamed(all.from(), all.found());
        var operations = new ArrayList<Operation>();
        if (bare != all.from()) {
            operations.addAll(new Differ(all.from(), bare).changes());
        }
        var first = new ArrayList<Operation>(all.schemas());
        first.addAll(all.found());
        SchemaModel renamed = bare;
        for (Operation operation : first) {
            renamed = operation.applyTo(renamed);
        }
        operations.addAll(first);
        operations.addAll(new Differ(renamed, to).changes());
        return List.copyOf(operations);
    }

    private List<Operation> changes() {
        for (SchemaObject object : before.values()) {
            SchemaObject wanted = after.get(object.id());
            if (wanted == null) {
                if (!comesAlong(object, to)) {
                    gone.add(object.id());
                }
            } else if (!(object instanceof Table) && !object.equals(wanted)) {
                (object.canBecome(wanted) ? altered : replaced).add(object.id());
            }
        }
        if (!gone.isEmpty() || !altered.isEmpty() || !replaced.isEmpty()) {
            replaceDependents();
        }
        altered.removeAll(replaced);
        var order = new Order(from, to);
        gone.forEach(id -> order.drop(before.get(id)));
        replaced.forEach(id -> order.drop(before.get(id)));
        altered.forEach(id -> order.alter(before.get(id), after.get(id)));
        for (SchemaObject object : after.values()) {
            boolean isNew = !before.containsKey(object.id()) && !comesAlong(object, from);
            if (isNew || replaced.contains(object.id())) {
                order.create(object);
            }
        }
        return TypeUsers.tell(from, order.operations());
    }

    /**
     * Is it a part of a table that begins to hang on another one, or does so no longer? Then it is the other table's to tell
     * of before or after, and nothing has to be done to it.
     */
    private boolean comesAlong(SchemaObject object, SchemaModel other) {
        if (!(object instanceof TableMember member) || object instanceof TableOption) {
            return false;
        }
        SchemaModel own = other == to ? from : to;
        boolean hangs = own.table(member.table()).map(Table::hangs).orElse(false);
        return other.table(member.table()).map(Table::hangs).orElse(hangs) != hangs && !hangs;
    }

    /** What stays but rests on something that goes, is replaced or is disturbed, is replaced too; and so on. */
    private void replaceDependents() {
        for (SchemaObject object : before.values()) {
            if (!(object instanceof Table)) {
                object.needs(from)
                        .forEach(need -> dependents
                                .computeIfAbsent(need, id -> new ArrayList<>())
                                .add(object.id()));
            }
        }
        for (ObjectId id : altered) {
            if (before.get(id) instanceof Column column) {
                disturb(column, (Column) after.get(id));
            } else if (before.get(id) instanceof EnumType type && !type.growsInto((EnumType) after.get(id))) {
                replaceDefinitions(id);
            }
        }
        var pending = new ArrayDeque<>(replaced);
        pending.addAll(gone);
        while (!pending.isEmpty()) {
            ObjectId id = pending.remove();
            for (ObjectId dependent : dependents.getOrDefault(id, List.of())) {
                boolean stays = after.containsKey(dependent) && !changesAway(dependent, id);
                // a column that holds values is never sacrificed: if it cannot stay, the server says so
                if (stays && !before.get(dependent).holdsData() && replaced.add(dependent)) {
                    pending.add(dependent);
                }
            }
        }
    }

    /**
     * What cannot stay while a column changes. A foreign key may rest on a key that includes the column: the server makes the
     * key anew and does not see that the foreign key is in the way.
     */
    private void disturb(Column column, Column wanted) {
        boolean rebuilt = column.isRebuiltAs(wanted);
        boolean retyped =
                !column.type().equals(wanted.type()) || !Objects.equals(column.collation(), wanted.collation());
        for (ObjectId id : dependents.getOrDefault(column.id(), List.of())) {
            boolean inTheWay = rebuilt || retyped && (computesWith(before.get(id)) || isAbout(column, before.get(id)));
            if (inTheWay && after.containsKey(id) && !changesAway(id, column.id())) {
                replaced.add(id);
            }
            if (retyped) {
                dependents.getOrDefault(id, List.of()).stream()
                        .filter(user -> before.get(user) instanceof ForeignKey)
                        .filter(user -> after.containsKey(user) && !changesAway(user, id))
                        .forEach(replaced::add);
            }
        }
    }

    /** Makes way for a type that is built anew, which its columns follow; nothing of what was set about it stays. */
    private void replaceDefinitions(ObjectId type) {
        for (ObjectId id : dependents.getOrDefault(type, List.of())) {
            if (before.get(id) instanceof Column column && column.holdsData()) {
                replaceDefinitions(id);
            } else if ((before.get(id) instanceof SqlObject || isOn(type, id)) && after.containsKey(id)) {
                replaced.add(id);
            }
        }
    }

    private boolean isOn(ObjectId object, ObjectId id) {
        return before.get(id) instanceof Setting setting && setting.on().equals(object);
    }

    /** How values of one type are stored says nothing about another: the server forgets it. */
    private static boolean isAbout(Column column, SchemaObject dependent) {
        return dependent instanceof Setting setting && setting.on().equals(column.id());
    }

    /** Does it change where it stands, so that it no longer rests on that? Then it only has to change first. */
    private boolean changesAway(ObjectId id, ObjectId need) {
        return altered.contains(id) && !after.get(id).needs(to).contains(need);
    }

    /** The server cannot carry these over a change of type or collation: it would compare or compute with the type from before. */
    private static boolean computesWith(SchemaObject dependent) {
        return dependent instanceof ForeignKey
                || dependent instanceof CheckConstraint
                || dependent instanceof ExclusionConstraint
                || dependent instanceof Column
                || dependent instanceof SqlObject
                || dependent instanceof Index index && index.hasExpressions();
    }
}
