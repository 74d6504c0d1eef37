package dev.aludel.diff.hibernate;

import java.util.List;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** Which attribute of which entity a column comes from, so that a message can say it. */
final class Attributes {

    private final Metadata metadata;

    Attributes(Metadata metadata) {
        this.metadata = metadata;
    }

    /** For example {@code com.acme.Invoice.total}; empty for a column that is nobody's attribute. */
    Optional<String> of(Column column) {
        for (PersistentClass entity : metadata.getEntityBindings()) {
            for (Property property : entity.getProperties()) {
                if (has(Attribute.columns(property.getValue()), column)) {
                    return Optional.of(entity.getEntityName() + "." + property.getName());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(List<Column> columns, Column column) {
        return columns.stream().anyMatch(other -> other == column);
    }
}
