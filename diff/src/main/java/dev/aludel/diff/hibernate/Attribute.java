package dev.aludel.diff.hibernate;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entity or of an embeddable within it, once for every table that its values are in.
 *
 * @param members its field and its getter, wherever in the hierarchy they are
 * @param table   where its values are; the collection's table for a collection
 * @param columns none for a collection, and for a formula
 */
record Attribute(
        String owner,
        String name,
        List<AnnotatedElement> members,
        Table table,
        List<Column> columns,
        boolean isCollection) {

    Attribute {
        members = List.copyOf(members);
        columns = List.copyOf(columns);
    }

    static List<Attribute> of(Metadata metadata) {
        return metadata.getEntityBindings().stream()
                .flatMap(entity -> of(entity).stream())
                .toList();
    }

    /** Those that a class says something about. Empty for an entity without a class. */
    static List<Attribute> of(PersistentClass entity) {
        var all = new ArrayList<Attribute>();
        Class<?> type = entity.getMappedClass();
        if (type != null) {
            boolean repeats = entity instanceof UnionSubclass;
            List<Property> properties = repeats ? entity.getPropertyClosure() : entity.getProperties();
            properties.forEach(property -> add(all, type, property, repeats ? entity.getTable() : null));
            Property id = entity.getIdentifierProperty();
            if (id != null && (repeats || !entity.isInherited())) {
                add(all, type, id, entity.getTable());
            }
        }
        return all;
    }

    private static void add(List<Attribute> all, Class<?> type, Property property, @Nullable Table repeated) {
        Value value = property.getValue();
        if (value instanceof Collection collection) {
            if (!collection.isOneToMany()) {
                Table table = collection.getCollectionTable();
                all.add(new Attribute(
                        type.getName(), property.getName(), members(type, property), table, List.of(), true));
                add(all, collection.getElement(), table);
            }
            return;
        }
        Table table = repeated == null ? value.getTable() : repeated;
        all.add(new Attribute(
                type.getName(), property.getName(), members(type, property), table, columns(value), false));
        add(all, value, table);
    }

    /** Without formulas. */
    static List<Column> columns(Value value) {
        return value.getSelectables().stream()
                .filter(Column.class::isInstance)
                .map(Column.class::cast)
                .toList();
    }

    /** What an embeddable is made of. */
    private static void add(List<Attribute> all, Value value, Table table) {
        if (value instanceof Component component && component.getComponentClassName() != null) {
            component.getProperties().forEach(property -> add(all, component.getComponentClass(), property, table));
        }
    }

    private static List<AnnotatedElement> members(Class<?> owner, Property property) {
        String attribute = property.getName();
        String getter = "get" + attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
        var members = new ArrayList<AnnotatedElement>();
        for (Class<?> type = owner; type != null && type != Object.class; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> field.getName().equals(attribute))
                    .forEach(members::add);
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(getter) && method.getParameterCount() == 0)
                    .forEach(members::add);
        }
        return members;
    }

    <A extends Annotation> Stream<A> annotations(Class<A> kind) {
        return members.stream().flatMap(member -> Arrays.stream(member.getAnnotationsByType(kind)));
    }

    @Override
    public String toString() {
        return owner + "." + name;
    }
}
