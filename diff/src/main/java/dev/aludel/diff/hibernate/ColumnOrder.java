package dev.aludel.diff.hibernate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.ColumnOrderingStrategy;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Constraint;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * The order of columns that Hibernate's schema creation uses. Hibernate reorders the metamodel itself ({@code
 * MetadataImplementor.orderColumns}), and only when a session factory that creates a schema is built. A host's metamodel
 * must not be touched, so the strategy is asked about copies: asking even caches sizes in the columns it is asked about.
 */
final class ColumnOrder {

    private final Metadata metadata;
    private final ColumnOrderingStrategy strategy;

    ColumnOrder(Metadata metadata) {
        this.metadata = metadata;
        this.strategy =
                ((MetadataImplementor) metadata).getMetadataBuildingOptions().getColumnOrderingStrategy();
    }

    List<Column> of(Table table) {
        var all = new UniqueKey();
        all.setName(table.getName());
        all.setTable(table);
        return ordered(all, table.getColumns());
    }

    /** Empty for a table that has no primary key. */
    List<Column> ofPrimaryKey(Table table) {
        PrimaryKey key = table.getPrimaryKey();
        if (key == null) {
            return List.of();
        }
        if (key.getOrderingUniqueKey() != null) {
            return own(key.getOrderingUniqueKey().getColumns(), key.getColumns());
        }
        return key.getColumns().size() < 2 ? key.getColumns() : ordered(key);
    }

    private List<Column> ordered(PrimaryKey key) {
        var copy = new PrimaryKey(key.getTable());
        copy.setName(key.getName());
        return ordered(copy, key.getColumns());
    }

    /** The columns of a foreign key and those it points at, in pairs. */
    List<Pair> of(ForeignKey key) {
        List<Column> from = key.getColumns();
        if (!key.isReferenceToPrimaryKey()) {
            return pairs(from, key.getReferencedColumns());
        }
        Table target = key.getReferencedTable();
        List<Pair> pairs = pairs(from, target.getPrimaryKey().getColumns());
        return ofPrimaryKey(target).stream()
                .flatMap(column -> pairs.stream().filter(pair -> pair.target() == column))
                .toList();
    }

    /** A column and the one it points at. */
    record Pair(Column column, Column target) {}

    private static List<Pair> pairs(List<Column> from, List<Column> to) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < from.size() && i < to.size(); i++) {
            pairs.add(new Pair(from.get(i), to.get(i)));
        }
        return pairs;
    }

    /** With all that its type depends on; Hibernate's own copy loses the digits of a second. */
    static Column copy(Column column) {
        Column copy = column.clone();
        copy.setTemporalPrecision(column.getTemporalPrecision());
        return copy;
    }

    private List<Column> ordered(Constraint copy, Collection<Column> columns) {
        columns.forEach(column -> copy.addColumn(copy(column)));
        @Nullable List<Column> ordered = strategy.orderConstraintColumns(copy, metadata);
        return ordered == null ? List.copyOf(columns) : own(ordered, columns);
    }

    private static List<Column> own(List<Column> order, Collection<Column> columns) {
        var byName =
                columns.stream().collect(Collectors.toMap(Column::getCanonicalName, Function.identity(), (a, b) -> a));
        return order.stream()
                .filter(column -> byName.containsKey(column.getCanonicalName()))
                .map(column -> byName.get(column.getCanonicalName()))
                .toList();
    }
}
