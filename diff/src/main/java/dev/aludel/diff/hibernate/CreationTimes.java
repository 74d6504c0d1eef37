package dev.aludel.diff.hibernate;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.boot.Metadata;
import org.hibernate.generator.EventType;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * The columns that a generator of timestamps makes not null. From 7.4 on Hibernate does that when a session factory
 * creates the generator ({@code CurrentTimestampGeneration}), which is after the metamodel is complete.
 */
final class CreationTimes {

    private CreationTimes() {}

    /** The columns, by identity; none before 7.4. */
    static Set<Column> of(Metadata metadata) {
        Set<Column> columns = Collections.newSetFromMap(new IdentityHashMap<>());
        if (Versions.isAtLeast(7, 4)) {
            for (PersistentClass entity : metadata.getEntityBindings()) {
                if (entity.getMappedClass() != null) {
                    columns.addAll(of(entity.getMappedClass(), entity.getProperties()));
                }
            }
        }
        return columns;
    }

    private static List<Column> of(Class<?> owner, List<Property> properties) {
        var columns = new ArrayList<Column>();
        for (Property property : properties) {
            if (property.getValue() instanceof Component component && component.getComponentClassName() != null) {
                columns.addAll(of(component.getComponentClass(), component.getProperties()));
            } else if (members(owner, property.getName()).stream().anyMatch(CreationTimes::isSetOnInsert)) {
                columns.addAll(property.getColumns());
            }
        }
        return columns;
    }

    private static boolean isSetOnInsert(AnnotatedElement member) {
        CurrentTimestamp current = member.getAnnotation(CurrentTimestamp.class);
        return member.isAnnotationPresent(CreationTimestamp.class)
                || member.isAnnotationPresent(UpdateTimestamp.class)
                || (current != null && Arrays.asList(current.event()).contains(EventType.INSERT));
    }

    /** The field and the getter of an attribute, wherever in the hierarchy they are. */
    private static List<AnnotatedElement> members(Class<?> owner, String attribute) {
        var members = new ArrayList<AnnotatedElement>();
        String getter = "get" + attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
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
}
