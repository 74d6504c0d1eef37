package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * The primary key and the unique constraints, as {@code create table} makes them. A unique column is written {@code
 * unique} behind its type, and then a unique key over that column alone is not written at all: its name is lost. Keys
 * that nobody named get PostgreSQL's names; a key over the columns of an earlier one is not made twice ({@code
 * transformIndexConstraints} in PostgreSQL's source).
 */
final class KeyReader {

    private final Names names;
    private final ColumnOrder order;
    private final TakenNames taken;

    KeyReader(Names names, ColumnOrder order, TakenNames taken) {
        this.names = names;
        this.order = order;
        this.taken = taken;
    }

    /**
     * @param name null for PostgreSQL's choice
     */
    private record Key(@Nullable String name, List<String> columns, boolean primary, Timing timing) {

        boolean sameAs(Key other) {
            return columns.equals(other.columns) && timing == other.timing;
        }
    }

    /**
     * @param columns the table's columns in the order in which they are created
     */
    Findings read(Name name, Table table, List<Column> columns) {
        var keys = new ArrayList<Key>();
        var notes = new ArrayList<Findings>();
        List<Column> primary = order.ofPrimaryKey(table);
        if (!primary.isEmpty()) {
            keys.add(primary(table, primary));
        }
        unique(table, columns).forEach(key -> addOnce(keys, key));
        table.getUniqueKeys().values().forEach(key -> notes.addAll(notes(name, key)));
        var found = new ArrayList<>(keys.stream().map(key -> found(name, key)).toList());
        found.addAll(notes);
        return Findings.all(found);
    }

    private Key primary(Table table, List<Column> columns) {
        UniqueKey ordering = table.getPrimaryKey().getOrderingUniqueKey();
        String name = ordering != null && ordering.isNameExplicit() ? Names.identifier(ordering.getName()) : null;
        return new Key(name, names.columns(columns), true, Timing.NOT_DEFERRABLE);
    }

    private List<Key> unique(Table table, List<Column> columns) {
        Map<String, List<Column>> declared = new LinkedHashMap<>();
        table.getUniqueKeys().forEach((name, key) -> declared.put(name, new ArrayList<>(key.getColumns())));
        var keys = new ArrayList<Key>();
        for (Column column : columns) {
            if (column.isUnique() && !table.isPrimaryKey(column)) {
                keys.add(new Key(null, List.of(names.column(column)), false, Timing.NOT_DEFERRABLE));
                List<Column> joined = declared.get(String.valueOf(column.getUniqueKeyName()));
                if (joined != null && !joined.contains(column)) {
                    joined.add(column);
                }
            }
        }
        table.getUniqueKeys().forEach((name, key) -> {
            List<Column> all = declared.getOrDefault(name, List.of());
            if (!isOneUniqueColumn(table, all)) {
                String explicit = key.isNameExplicit() ? Names.identifier(key.getName()) : null;
                keys.add(new Key(explicit, names.columns(all), false, timing(key)));
            }
        });
        return keys;
    }

    private static boolean isOneUniqueColumn(Table table, List<Column> columns) {
        if (columns.size() != 1) {
            return false;
        }
        Column own = table.getColumn(columns.get(0));
        return columns.get(0).isUnique() || (own != null && own.isUnique());
    }

    private static void addOnce(List<Key> keys, Key key) {
        for (int i = 0; i < keys.size(); i++) {
            Key prior = keys.get(i);
            if (prior.sameAs(key)) {
                String name = prior.name() == null ? key.name() : prior.name();
                keys.set(i, new Key(name, prior.columns(), prior.primary(), prior.timing()));
                return;
            }
        }
        keys.add(key);
    }

    private Findings found(Name table, Key key) {
        boolean negotiable = key.name() == null;
        String name = key.name();
        if (name == null) {
            name = taken.forKey(
                    table, key.primary() ? DefaultNames.primaryKey(table) : DefaultNames.unique(table, key.columns()));
        } else {
            taken.takeKey(table, name);
        }
        return key.primary()
                ? Findings.of(new PrimaryKey(table, name, key.columns(), key.timing()), negotiable)
                : Findings.of(new UniqueConstraint(table, name, key.columns(), key.timing(), false), negotiable);
    }

    private static Timing timing(UniqueKey key) {
        String options = Versions.options(key);
        return options == null
                ? Timing.NOT_DEFERRABLE
                : ConstraintTail.parse(options).timing();
    }

    private List<Findings> notes(Name table, UniqueKey key) {
        var notes = new ArrayList<Findings>();
        String where = "unique key over " + names.columns(key.getColumns()) + " of " + table;
        String options = Versions.options(key);
        if (options != null && !ConstraintTail.parse(options).isOnlyTiming()) {
            notes.add(Findings.note(where + ": its options are not read: " + options));
        }
        if (!key.getColumnOrderMap().isEmpty()) {
            notes.add(Findings.note(
                    where + ": PostgreSQL has no order in a unique constraint; asc and desc are left out"));
        }
        return notes;
    }
}
