package dev.aludel.core.laws;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be true of the operations between any two models. A law that is broken throws an {@link AssertionError}. */
public final class Laws {

    private Laws() {}

    /** All laws, for the operations that the {@link Differ} finds. */
    public static void hold(SchemaModel from, SchemaModel to) {
        hold(from, to, RenameHints.none());
    }

    /** All laws, for the operations that the {@link Differ} finds when it is told what was renamed. */
    public static void hold(SchemaModel from, SchemaModel to, RenameHints hints) {
        var operations = Differ.diff(from, to, hints);
        hold(from, to, operations);
        determinism(from, to, hints, operations);
    }

    /** All laws, for operations that were found in any way. */
    public static void hold(SchemaModel from, SchemaModel to, List<Operation> operations) {
        fold(from, to, operations);
        undo(from, to, operations);
        silence(to);
        involution(operations);
        closedness(from, to, operations);
        closedness(to, from, Operations.reverse(operations));
        presence(from, operations);
        presence(to, Operations.reverse(operations));
        honesty(to, operations);
    }

    /** Applying the operations to the one model gives the other. */
    public static void fold(SchemaModel from, SchemaModel to, List<Operation> operations) {
        SchemaModel result = from;
        for (Operation operation : operations) {
            result = operation.applyTo(result);
        }
        require("fold", result.equals(to), operations, difference(result, to));
    }

    /** Applying their reverse to the other model gives the one. */
    public static void undo(SchemaModel from, SchemaModel to, List<Operation> operations) {
        SchemaModel result = to;
        for (Operation operation : Operations.reverse(operations)) {
            result = operation.applyTo(result);
        }
        require("undo", result.equals(from), operations, difference(result, from));
    }

    /** There is nothing to do between a model and its equal. */
    public static void silence(SchemaModel model) {
        var copy = shuffled(model, new Random(model.hashCode()));
        var operations = Differ.diff(model, copy);
        require("silence", operations.isEmpty(), operations, "");
    }

    /** Reversing twice gives the same operation. */
    public static void involution(List<Operation> operations) {
        for (Operation operation : operations) {
            Operation twice = operation.reverse().reverse();
            require("involution", twice.equals(operation), List.of(operation, twice), "");
        }
    }

    /** No model in between mentions what it lacks, or is otherwise one that no server could hold. */
    public static void closedness(SchemaModel from, SchemaModel to, List<Operation> operations) {
        var possible = new Possible(from, to);
        SchemaModel model = from;
        for (int i = 0; i < operations.size(); i++) {
            model = operations.get(i).applyTo(model);
            var problems = possible.problems(model);
            require(
                    "closedness",
                    problems.isEmpty(),
                    operations,
                    "after operation " + (i + 1) + ": " + String.join("; ", problems));
        }
    }

    /** What an operation touches is there before it. */
    public static void presence(SchemaModel from, List<Operation> operations) {
        SchemaModel model = from;
        for (Operation operation : operations) {
            for (ObjectId id : operation.touches()) {
                require("presence", model.contains(id), operations, id + " is not there for: " + operation.describe());
            }
            model = operation.applyTo(model);
        }
    }

    /** What holds rows or values is only dropped when it is not wanted any more, and whatever drops it says so. */
    public static void honesty(SchemaModel to, List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation instanceof Drop drop && holdsData(drop.object())) {
                require("honesty", operation.losesData(), operations, "not told: " + operation.describe());
                boolean wanted =
                        to.find(drop.object().id()).filter(Laws::holdsData).isPresent();
                require("honesty", !wanted, operations, "still wanted: " + operation.describe());
            } else if (operation instanceof Alter alter && alter.before() instanceof Column before) {
                Column after = (Column) alter.after();
                boolean narrower = !before.type().fitsInto(after.type());
                boolean computed = before.generated() == null && after.generated() != null;
                require("honesty", operation.losesData() || !(narrower || computed), operations, operation.describe());
            }
        }
    }

    private static boolean holdsData(SchemaObject object) {
        return object instanceof Table || object instanceof Column column && column.generated() == null;
    }

    /** The same operations in the same order come of equal models, in whatever order those were put together. */
    public static void determinism(SchemaModel from, SchemaModel to, RenameHints hints, List<Operation> operations) {
        var random = new Random(operations.size());
        var again = Differ.diff(shuffled(from, random), shuffled(to, random), hints);
        require("determinism", again.equals(operations), operations, "the second time:\n" + lines(again));
    }

    /** An equal model that was put together in another order. */
    private static SchemaModel shuffled(SchemaModel model, Random random) {
        var objects = new ArrayList<SchemaObject>();
        for (SchemaObject object : model.objects()) {
            if (object instanceof Table table) {
                var members = new ArrayList<>(table.members());
                Collections.shuffle(members, random);
                objects.add(Table.of(table.name(), members));
            } else {
                objects.add(object);
            }
        }
        Collections.shuffle(objects, random);
        return SchemaModel.of(objects);
    }

    private static String difference(SchemaModel is, SchemaModel shouldBe) {
        Map<ObjectId, SchemaObject> there = is.everything();
        Map<ObjectId, SchemaObject> wanted = shouldBe.everything();
        Set<ObjectId> ids = new HashSet<>(there.keySet());
        ids.addAll(wanted.keySet());
        return ids.stream()
                .filter(id -> there.get(id) == null || !there.get(id).equals(wanted.get(id)))
                .sorted()
                .map(id -> id + ": is " + there.get(id) + ", should be " + wanted.get(id))
                .collect(Collectors.joining("\n"));
    }

    private static String lines(List<Operation> operations) {
        return operations.stream().map(Operation::describe).collect(Collectors.joining("\n"));
    }

    private static void require(String law, boolean kept, List<Operation> operations, String detail) {
        if (!kept) {
            throw new AssertionError(
                    "the law of " + law + " is broken\n" + detail + "\noperations:\n" + lines(operations));
        }
    }
}
