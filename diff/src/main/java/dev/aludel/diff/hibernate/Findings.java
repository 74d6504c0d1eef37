package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a reader found.
 *
 * @param negotiable the ids of those objects whose names a machine made
 * @param notes      what could not be read, a line each
 */
record Findings(List<SchemaObject> objects, Set<ObjectId> negotiable, List<String> notes) {

    static final Findings NONE = new Findings(List.of(), Set.of(), List.of());

    Findings {
        objects = List.copyOf(objects);
        negotiable = Set.copyOf(negotiable);
        notes = List.copyOf(notes);
    }

    static Findings of(SchemaObject object) {
        return new Findings(List.of(object), Set.of(), List.of());
    }

    static Findings of(SchemaObject object, boolean negotiable) {
        return new Findings(List.of(object), negotiable ? Set.of(object.id()) : Set.of(), List.of());
    }

    static Findings note(String text) {
        return notes(List.of(text));
    }

    static Findings notes(List<String> texts) {
        return new Findings(List.of(), Set.of(), texts);
    }

    static Findings all(Collection<Findings> parts) {
        var objects = new ArrayList<SchemaObject>();
        var negotiable = new HashSet<ObjectId>();
        var notes = new ArrayList<String>();
        for (Findings part : parts) {
            objects.addAll(part.objects);
            negotiable.addAll(part.negotiable);
            notes.addAll(part.notes);
        }
        return new Findings(objects, negotiable, notes);
    }

    Findings plus(Findings other) {
        return all(List.of(this, other));
    }
}
