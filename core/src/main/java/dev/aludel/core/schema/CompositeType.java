package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A composite type: a row of attributes.
 *
 * @param attributes in their order; it may have none
 */
public record CompositeType(Name name, List<Attribute> attributes) implements UserType {

    public static final String KIND = "composite type";

    /**
     * A part of a composite type.
     *
     * @param collation only when it is not the type's own; null otherwise
     */
    public record Attribute(
            String name, SqlType type, @Nullable Name collation) {

        public Attribute {
            Name.of(name);
        }

        private String details() {
            return Identifiers.plain(name) + " " + type + (collation == null ? "" : " collate " + collation);
        }
    }

    public CompositeType {
        attributes = List.copyOf(attributes);
        if (attributes.stream().map(Attribute::name).distinct().count() < attributes.size()) {
            throw new IllegalArgumentException("composite type " + name + " has an attribute twice: " + attributes);
        }
    }

    public static ObjectId id(Name name) {
        return new ObjectId(KIND, name);
    }

    @Override
    public ObjectId id() {
        return id(name);
    }

    public Optional<Attribute> attribute(String local) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(local))
                .findFirst();
    }

    /** Those that {@code other} has not. */
    public List<Attribute> without(CompositeType other) {
        return attributes.stream()
                .filter(attribute -> other.attribute(attribute.name()).isEmpty())
                .toList();
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<>(Namespace.of(name));
        attributes.forEach(attribute -> model.userType(attribute.type()).ifPresent(needs::add));
        needs.remove(id());
        return needs;
    }

    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof CompositeType;
    }

    /** Attributes can only be taken away and added at the end while columns are of it. */
    @Override
    public boolean isRebuiltAs(UserType after) {
        if (!(after instanceof CompositeType other)) {
            return true;
        }
        var kept = attributes.stream()
                .filter(attribute -> other.attribute(attribute.name()).isPresent())
                .toList();
        return other.attributes.size() < kept.size() || !kept.equals(other.attributes.subList(0, kept.size()));
    }

    @Override
    public CompositeType follow(Renaming renaming) {
        return new CompositeType(
                renaming.type(name),
                attributes.stream()
                        .map(attribute -> new Attribute(
                                attribute.name(),
                                renaming.type(attribute.type()),
                                attribute.collation() == null ? null : renaming.schema(attribute.collation())))
                        .toList());
    }

    @Override
    public String details() {
        return attributes.stream().map(Attribute::details).collect(Collectors.joining(", ", "(", ")"));
    }
}
