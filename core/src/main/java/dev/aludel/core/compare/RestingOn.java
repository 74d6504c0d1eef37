package dev.aludel.core.compare;

import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.About;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Views, triggers and the like that mention what gets another name. The server would spell them anew in its own way, so
 * they go before and come again after, exactly as they are on either side.
 */
final class RestingOn {

    private RestingOn() {}

    /** The model without them; itself if there are none. */
    static SchemaModel renamed(SchemaModel model, List<Rename> renames) {
        var definitions = model.all(SqlObject.class);
        if (renames.isEmpty() || definitions.isEmpty()) {
            return model;
        }
        var renamed = new HashSet<ObjectId>();
        renames.forEach(rename -> renamed.add(rename.from()));
        var dependents = dependents(model);
        var going = new HashSet<ObjectId>();
        for (SqlObject definition : definitions) {
            if (definition.needs(model).stream().anyMatch(renamed::contains)) {
                withAllOn(definition, dependents).ifPresent(going::addAll);
            }
        }
        SchemaModel bare = model;
        for (ObjectId id : going) {
            bare = bare.without(id);
        }
        return bare;
    }

    /** It and all that rests on it; empty if something does that cannot go. */
    private static Optional<Set<ObjectId>> withAllOn(
            SqlObject definition, Map<ObjectId, List<SchemaObject>> dependents) {
        var going = new HashSet<ObjectId>();
        var pending = new ArrayDeque<SchemaObject>();
        pending.add(definition);
        while (!pending.isEmpty()) {
            SchemaObject object = pending.remove();
            if (!(object instanceof SqlObject || object instanceof About)) {
                return Optional.empty();
            }
            if (going.add(object.id())) {
                pending.addAll(dependents.getOrDefault(object.id(), List.of()));
            }
        }
        return Optional.of(going);
    }

    /** What needs an object, by its id. */
    static Map<ObjectId, List<SchemaObject>> dependents(SchemaModel model) {
        var dependents = new HashMap<ObjectId, List<SchemaObject>>();
        for (SchemaObject object : model.everything().values()) {
            if (!(object instanceof Table)) {
                object.needs(model)
                        .forEach(need -> dependents
                                .computeIfAbsent(need, id -> new ArrayList<>())
                                .add(object));
            }
        }
        return dependents;
    }
}
