package dev.aludel.core.compare;

import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A wanted model in which some objects stand as they are in the live one, so that comparing leaves them alone.
 *
 * @param model   the wanted model with those objects
 * @param objects what is there and not wanted, and is left alone
 */
public record LeftAlone(SchemaModel model, List<SchemaObject> objects) {

    public LeftAlone {
        objects = List.copyOf(objects);
    }

    /**
     * Objects that are live, are not wanted and fulfil {@code leave} stay. One that rests on something that goes cannot
     * stay and is not in the result: it is dropped together with that.
     */
    public static LeftAlone unwanted(SchemaModel wanted, SchemaModel live, Predicate<ObjectId> leave) {
        var candidates = live.everything().values().stream()
                .filter(object -> !wanted.contains(object.id()) && leave.test(object.id()))
                .sorted(Comparator.comparing(object -> object.table() == null ? 0 : 1))
                .toList();
        SchemaModel model = wanted;
        var left = new ArrayList<SchemaObject>();
        var pending = new ArrayList<>(candidates);
        boolean progress = true;
        while (progress) {
            progress = false;
            for (SchemaObject object : List.copyOf(pending)) {
                if (model.contains(object.id())) {
                    pending.remove(object);
                    continue;
                }
                SchemaObject bare = object instanceof Table table ? table.alone() : object;
                if (bare.needs(live).stream().allMatch(model::contains)) {
                    model = model.with(bare);
                    left.add(object);
                    pending.remove(object);
                    progress = true;
                }
            }
        }
        return new LeftAlone(model, left);
    }

    /** What the filter excludes stands in the result as it does in {@code live}, or not at all. */
    public static SchemaModel excluded(SchemaModel wanted, SchemaModel live, ObjectFilter filter) {
        SchemaModel model = wanted;
        for (ObjectId id : wanted.everything().keySet()) {
            if (!filter.includes(id) && model.contains(id)) {
                SchemaObject stays = live.find(id).orElse(null);
                model = stays == null ? model.without(id) : model.replace(stays);
            }
        }
        return unwanted(model, live, id -> !filter.includes(id)).model();
    }
}
