package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.Set;

/** A sequence that stands by itself; one that belongs to an identity column is part of that column. */
public record Sequence(Name name, SequenceOptions options) implements SchemaObject {

    public static final String KIND = "sequence";

    public static ObjectId id(Name name) {
        return new ObjectId(KIND, name);
    }

    @Override
    public ObjectId id() {
        return id(name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        return new HashSet<>(Namespace.of(name));
    }

    /** A sequence has no type, and yet none of its name may be there when it is made. */
    @Override
    public Set<String> claims() {
        return Set.of("relation " + name, "type " + name);
    }

    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof Sequence;
    }

    @Override
    public Sequence follow(Renaming renaming) {
        return new Sequence(renaming.object(KIND, name), options);
    }

    @Override
    public String details() {
        return options.details();
    }
}
