package dev.aludel.diff.hibernate;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.boot.Metadata;
import org.hibernate.generator.EventType;
import org.hibernate.mapping.Column;

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
            Attribute.of(metadata).stream()
                    .filter(attribute -> attribute.members().stream().anyMatch(CreationTimes::isSetOnInsert))
                    .forEach(attribute -> columns.addAll(attribute.columns()));
        }
        return columns;
    }

    private static boolean isSetOnInsert(AnnotatedElement member) {
        CurrentTimestamp current = member.getAnnotation(CurrentTimestamp.class);
        return member.isAnnotationPresent(CreationTimestamp.class)
                || member.isAnnotationPresent(UpdateTimestamp.class)
                || (current != null && Arrays.asList(current.event()).contains(EventType.INSERT));
    }
}
