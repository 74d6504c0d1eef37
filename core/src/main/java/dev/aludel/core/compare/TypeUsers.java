package dev.aludel.core.compare;

import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.UserType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Tells every change of a type what uses it at that moment: the columns that hold its values, other types that are made
 * of it, and what would have to go and come again should it be built anew: what computes with its values or mentions it,
 * and whatever rests on that or is said about it. Even a change that is made in place may have to be undone by building
 * the type anew.
 */
final class TypeUsers {

    private static final Comparator<SchemaObject> FIRST = Comparator.<SchemaObject>comparingInt(Rank::create)
            .thenComparing(user -> !keepsValues(user))
            .thenComparing(SchemaObject::id);

    private final SchemaModel model;
    private final Map<ObjectId, List<SchemaObject>> dependents;
    private final Map<ObjectId, SchemaObject> users = new LinkedHashMap<>();

    private TypeUsers(SchemaModel model) {
        this.model = model;
        this.dependents = RestingOn.dependents(model);
    }

    /** The operations with their changes of types told; they are applied to {@code from}. */
    static List<Operation> tell(SchemaModel from, List<Operation> operations) {
        var result = new ArrayList<Operation>();
        SchemaModel model = from;
        int told = 0;
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof Alter alter && isRebuilt(alter.before())) {
                model = fold(model, result.subList(told, i));
                told = i;
                result.add(new TypeUsers(model).tell(alter));
            } else {
                result.add(operations.get(i));
            }
        }
        return result;
    }

    /** Can it come to that, on this way or on the way back? */
    private static boolean isRebuilt(SchemaObject object) {
        return object instanceof UserType || object instanceof CheckConstraint || object instanceof ForeignKey;
    }

    private static SchemaModel fold(SchemaModel model, List<Operation> operations) {
        SchemaModel folded = model;
        for (Operation operation : operations) {
            folded = operation.applyTo(folded);
        }
        return folded;
    }

    private Alter tell(Alter alter) {
        var pending = new ArrayDeque<SchemaObject>();
        pending.add(alter.before());
        while (!pending.isEmpty()) {
            restingOn(pending.remove())
                    .filter(user -> mayGo(user) && !user.equals(alter.before()))
                    .filter(user -> users.putIfAbsent(user.id(), user) == null)
                    .forEach(pending::add);
        }
        return new Alter(alter.before(), alter.after(), alter.using(), inOrder());
    }

    /**
     * What cannot stay when this is built anew or, a column, gets another type. The server makes keys of the column anew, but
     * not under a foreign key that does not point at the column.
     */
    private Stream<SchemaObject> restingOn(SchemaObject used) {
        return dependents.getOrDefault(used.id(), List.of()).stream()
                .flatMap(user -> !keepsValues(used) || computes(user)
                        ? Stream.of(user)
                        : dependents.getOrDefault(user.id(), List.of()).stream().filter(ForeignKey.class::isInstance));
    }

    /** What holds rows or values stays, or is taken over: if it cannot be, the server says so. */
    private static boolean mayGo(SchemaObject user) {
        return keepsValues(user) || !user.holdsData();
    }

    /** A column that is taken over to another type, or gets its default again, and stays. */
    private static boolean keepsValues(SchemaObject object) {
        return object instanceof Column column && column.generated() == null;
    }

    /** The server cannot carry it over a change of the type of what it mentions. */
    private static boolean computes(SchemaObject object) {
        return object instanceof CheckConstraint
                || object instanceof ExclusionConstraint
                || object instanceof ForeignKey
                || object instanceof SqlObject
                || object instanceof Index index && index.hasExpressions()
                || object instanceof Column column && column.generated() != null;
    }

    /** Each after what it needs; what is said about something stands with it. */
    private List<SchemaObject> inOrder() {
        var blockers = new HashMap<ObjectId, Integer>();
        var waiting = new HashMap<ObjectId, List<SchemaObject>>();
        for (SchemaObject user : users.values()) {
            for (ObjectId need : user.needs(model)) {
                if (users.containsKey(need) && !need.equals(user.id())) {
                    blockers.merge(user.id(), 1, Integer::sum);
                    waiting.computeIfAbsent(need, any -> new ArrayList<>()).add(user);
                }
            }
        }
        var ready = new PriorityQueue<>(FIRST);
        users.values().stream().filter(user -> !blockers.containsKey(user.id())).forEach(ready::add);
        var sorted = new ArrayList<SchemaObject>();
        while (!ready.isEmpty()) {
            SchemaObject user = ready.remove();
            sorted.add(user);
            for (SchemaObject next : waiting.getOrDefault(user.id(), List.of())) {
                if (blockers.merge(next.id(), -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        users.values().stream().filter(user -> !sorted.contains(user)).forEach(sorted::add);
        return sorted;
    }
}
