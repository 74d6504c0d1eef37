package dev.aludel.diff.hibernate;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IdentifierCollection;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.JoinedSubclass;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SingleTableSubclass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which entity each table comes from, and which property each column. A column that holds only a part of a property, as in
 * a foreign key of several, is not told: nothing says which part. Where several properties share a column the one that
 * writes it counts.
 */
final class OriginReader {

    private static final String KEY = "{key}";

    private final Metadata metadata;
    private final Names names;
    private final Map<ObjectId, String> origins = new HashMap<>();

    OriginReader(Metadata metadata, Names names) {
        this.metadata = metadata;
        this.names = names;
    }

    Origins read() {
        var entities = metadata.getEntityBindings().stream()
                .sorted(Comparator.comparing(PersistentClass::getEntityName))
                .toList();
        entities.forEach(entity -> entity(entity, true));
        entities.forEach(entity -> entity(entity, false));
        metadata.getCollectionBindings().stream()
                .filter(collection -> !collection.isInverse())
                .sorted(Comparator.comparing(Collection::getRole))
                .forEach(this::collection);
        return new Origins(origins);
    }

    private void entity(PersistentClass entity, boolean written) {
        String prefix = "";
        if (entity instanceof SingleTableSubclass) {
            prefix = name(entity) + ".";
        } else {
            table(entity.getTable(), name(entity));
            identifier(entity);
        }
        List<Property> properties =
                entity instanceof UnionSubclass ? entity.getPropertyClosure() : entity.getProperties();
        for (Property property : properties) {
            if (written == property.isInsertable()) {
                property(home(property, entity), prefix, property);
            }
        }
        for (Join join : entity.getJoins()) {
            value(join.getTable(), KEY, join.getKey());
            if (entity.getJoins().size() == 1) {
                table(join.getTable(), name(entity) + ".{secondary}");
            }
        }
    }

    private void identifier(PersistentClass entity) {
        if (entity instanceof JoinedSubclass) {
            value(entity.getTable(), KEY, entity.getKey());
        } else if (entity.getIdentifierProperty() != null) {
            property(entity.getTable(), "", entity.getIdentifierProperty());
        } else if (entity.getIdentifier() instanceof Component component) {
            component.getProperties().forEach(property -> property(entity.getTable(), "", property));
        }
        if (entity.getDiscriminator() != null) {
            value(entity.getTable(), "{discriminator}", entity.getDiscriminator());
        }
    }

    /** The table that holds the property of this entity: a secondary one, or its own copy of what it inherits. */
    private static Table home(Property property, PersistentClass entity) {
        Table table = property.getValue().getTable();
        return entity.getJoins().stream().anyMatch(join -> join.getTable() == table) ? table : entity.getTable();
    }

    private void collection(Collection collection) {
        Table table = collection.getCollectionTable();
        PersistentClass owner = collection.getOwner();
        String path = collection.getRole().substring(owner.getEntityName().length() + 1);
        String role = name(owner) + "." + path;
        String prefix = "";
        if (collection.isOneToMany()) {
            prefix = role + ".";
        } else {
            table(table, role);
            if (collection.getElement() instanceof Component component) {
                component.getProperties().forEach(property -> property(table, "", property));
            } else {
                value(table, "{element}", collection.getElement());
            }
        }
        value(table, prefix + KEY, collection.getKey());
        if (collection instanceof IndexedCollection indexed && indexed.getIndex() != null) {
            value(table, prefix + "{index}", indexed.getIndex());
        } else if (collection instanceof IdentifierCollection identified) {
            value(table, prefix + "{id}", identified.getIdentifier());
        }
    }

    private void property(Table table, String prefix, Property property) {
        String path = prefix + property.getName();
        if (property.getValue() instanceof Component component) {
            if (component.getAggregateColumn() == null) {
                component.getProperties().forEach(part -> property(table, path + ".", part));
            } else {
                column(table, path, component.getAggregateColumn());
            }
        } else {
            value(table, path, property.getValue());
        }
    }

    private void value(Table table, String path, @Nullable Value value) {
        if (value != null
                && value.getSelectables().size() == 1
                && value.getSelectables().get(0) instanceof Column column) {
            column(table, path, column);
        }
    }

    private void column(Table table, String path, Column column) {
        origins.putIfAbsent(ObjectId.column(names.table(table), names.column(column)), path);
    }

    private void table(Table table, String origin) {
        Name name = names.table(table);
        origins.putIfAbsent(ObjectId.table(name), origin);
    }

    private static String name(PersistentClass entity) {
        return entity.getJpaEntityName() == null ? entity.getEntityName() : entity.getJpaEntityName();
    }
}
