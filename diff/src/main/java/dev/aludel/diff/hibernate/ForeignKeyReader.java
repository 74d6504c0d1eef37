package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.ForeignKey.Action;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Timing;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** Foreign keys that Hibernate would create: of the mapping, or in the words of a {@code foreignKeyDefinition}. */
final class ForeignKeyReader {

    private final Metadata metadata;
    private final Names names;
    private final ColumnOrder order;

    ForeignKeyReader(Metadata metadata, Names names, ColumnOrder order) {
        this.metadata = metadata;
        this.names = names;
        this.order = order;
    }

    Findings read(Name name, Table table) {
        return Findings.all(Versions.foreignKeys(table).stream()
                .filter(key -> key.isCreationEnabled() && key.isPhysicalConstraint())
                .map(key -> read(name, key))
                .toList());
    }

    private Findings read(Name table, org.hibernate.mapping.ForeignKey key) {
        var mapped = new ConstraintTail(onDelete(key), null, Timing.NOT_DEFERRABLE, "");
        String options = Versions.options(key);
        ConstraintTail added = options == null ? mapped : mapped.with(ConstraintTail.parse(options));
        String definition = key.getKeyDefinition();
        if (definition == null) {
            return found(table, key, columns(key), names.table(key.getReferencedTable()), targets(key), added);
        }
        var text = ForeignKeyText.parse(definition);
        if (text.isEmpty()) {
            Findings note = Findings.note("foreign key " + key.getName() + " on " + table
                    + ": its foreignKeyDefinition is not understood, the mapping's columns are taken: " + definition);
            return found(table, key, columns(key), names.table(key.getReferencedTable()), targets(key), added)
                    .plus(note);
        }
        Name target = target(text.get().target(), key.getReferencedTable());
        List<String> targets = text.get().targetColumns().isEmpty()
                ? names.columns(order.ofPrimaryKey(key.getReferencedTable()))
                : text.get().targetColumns();
        return found(
                table,
                key,
                text.get().columns(),
                target,
                targets,
                text.get().tail().with(added));
    }

    /** A name with no schema means the table that the mapping means, when it is called so. */
    private Name target(Name written, Table mapped) {
        Name name = names.table(mapped);
        return written.isUnqualified() && written.local().equals(name.local()) ? name : written;
    }

    private Findings found(
            Name table,
            org.hibernate.mapping.ForeignKey key,
            List<String> columns,
            Name target,
            List<String> targets,
            ConstraintTail tail) {
        String name = Names.catalog(Objects.requireNonNull(
                Versions.foreignKeyName(metadata, key.getName()), "a foreign key of " + table + " has no name"));
        var found = new ForeignKey(
                table,
                name,
                columns,
                target,
                targets,
                tail.onDelete() == null ? Action.NO_ACTION : tail.onDelete(),
                tail.onUpdate() == null ? Action.NO_ACTION : tail.onUpdate(),
                tail.timing());
        Findings all = Findings.of(found, Names.isHashed(name));
        return tail.rest().isEmpty()
                ? all
                : all.plus(Findings.note(
                        "foreign key " + name + " on " + table + ": not understood, left out: " + tail.rest()));
    }

    private List<String> columns(org.hibernate.mapping.ForeignKey key) {
        return order.of(key).stream().map(pair -> names.column(pair.column())).toList();
    }

    private List<String> targets(org.hibernate.mapping.ForeignKey key) {
        List<Column> targets =
                order.of(key).stream().map(ColumnOrder.Pair::target).toList();
        return names.columns(targets);
    }

    /** Null when the mapping says nothing, which leaves it to a {@code foreignKeyDefinition}. */
    private static @Nullable Action onDelete(org.hibernate.mapping.ForeignKey key) {
        OnDeleteAction action = key.getOnDeleteAction();
        return action == null || action == OnDeleteAction.NO_ACTION ? null : Action.valueOf(action.name());
    }
}
