package dev.aludel.core.schema;

import java.util.Set;

/**
 * A schema other than the first managed one, which is always there.
 *
 * @param name the schema's name
 */
public record Namespace(String name) implements SchemaObject {

    public static final String KIND = "schema";

    /** The first managed schema, whatever it is called: no object, but something can be said about it. */
    public static final ObjectId FIRST = new ObjectId(KIND, Name.of("*"));

    public Namespace {
        Name.of(name);
    }

    @Override
    public ObjectId id() {
        return ObjectId.namespace(name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        return Set.of();
    }

    @Override
    public Namespace follow(Renaming renaming) {
        return renaming.renames(id()) ? new Namespace(renaming.newLocal()) : this;
    }

    @Override
    public String details() {
        return "";
    }

    /** The schema that a name lives in, as something needed; nothing for the first managed schema. */
    static Set<ObjectId> of(Name name) {
        return name.isUnqualified() ? Set.of() : Set.of(ObjectId.namespace(name.schema()));
    }
}
