package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An enum type.
 *
 * @param labels the values in their order; no label twice
 */
public record EnumType(Name name, List<String> labels) implements UserType {

    public static final String KIND = "enum";

    /** One of its values, for a rename. */
    public static final String VALUE = "enum value";

    public EnumType {
        labels = List.copyOf(labels);
        labels.forEach(Name::requireValid);
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("enum " + name + " has a value twice: " + labels);
        }
    }

    public static ObjectId id(Name name) {
        return new ObjectId(KIND, name);
    }

    public static ObjectId value(Name type, String label) {
        return new ObjectId(VALUE, type, label);
    }

    @Override
    public ObjectId id() {
        return id(name);
    }

    /** Can {@code after} be reached by adding values only, keeping the order of those that are here? */
    public boolean growsInto(EnumType after) {
        return after.labels.stream().filter(labels::contains).toList().equals(labels);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        return Namespace.of(name);
    }

    @Override
    public boolean isRebuiltAs(UserType after) {
        return !(after instanceof EnumType other && growsInto(other));
    }

    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof EnumType;
    }

    @Override
    public EnumType follow(Renaming renaming) {
        return new EnumType(
                renaming.type(name),
                labels.stream().map(label -> renaming.label(name, label)).toList());
    }

    @Override
    public String details() {
        return labels.toString();
    }
}
