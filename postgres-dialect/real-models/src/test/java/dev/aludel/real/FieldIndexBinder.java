package dev.aludel.real;

import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.binder.AttributeBinder;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** Makes the indexes of {@link FieldIndex}. Public, because Hibernate makes it. */
public final class FieldIndexBinder implements AttributeBinder<FieldIndex> {

    @Override
    public void bind(
            FieldIndex annotation, MetadataBuildingContext context, PersistentClass entity, Property property) {
        var table = property.getValue().getTable();
        var named = Stream.of(annotation.columnNames())
                .map(name -> table.getColumn(Identifier.toIdentifier(name)))
                .filter(Objects::nonNull)
                .toList();
        var index = table.getOrCreateIndex(annotation.name());
        // some name columns that have another name by now
        Iterable<Column> columns = named.isEmpty() ? property.getColumns() : named;
        columns.forEach(index::addColumn);
    }
}
