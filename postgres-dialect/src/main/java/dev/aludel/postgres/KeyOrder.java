package dev.aludel.postgres;

import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The order of columns that nobody chose gives way to the live one: in a primary key that a machine made, and in a foreign
 * key that a machine made or that points at such a primary key. A foreign key means the same in every order.
 */
final class KeyOrder {

    private KeyOrder() {}

    /** The wanted model, whose keys have their live names already. */
    static SchemaModel adopt(SchemaModel wanted, SchemaModel live) {
        var objects = new ArrayList<SchemaObject>();
        for (SchemaObject object : wanted.objects()) {
            objects.add(
                    object instanceof Table table
                            ? live.table(table.name())
                                    .map(before -> table(table, before, wanted))
                                    .orElse(table)
                            : object);
        }
        return SchemaModel.of(objects).withNegotiable(wanted.negotiable());
    }

    private static Table table(Table table, Table before, SchemaModel wanted) {
        var members = new ArrayList<SchemaObject>();
        for (SchemaObject member : table.members()) {
            SchemaObject other = before.member(member.id()).orElse(null);
            if (member instanceof ForeignKey key
                    && other instanceof ForeignKey live
                    && (wanted.isNegotiable(key.id()) || pointsAtMadeKey(key, wanted))) {
                members.add(inOrder(key, live));
            } else if (member instanceof PrimaryKey key
                    && other instanceof PrimaryKey live
                    && wanted.isNegotiable(key.id())
                    && new HashSet<>(key.columns()).equals(new HashSet<>(live.columns()))) {
                members.add(new PrimaryKey(key.table(), key.name(), live.columns(), key.timing()));
            } else {
                members.add(member);
            }
        }
        return Table.of(table.name(), members);
    }

    private static boolean pointsAtMadeKey(ForeignKey key, SchemaModel wanted) {
        return wanted.table(key.target())
                .flatMap(Table::primaryKey)
                .filter(target -> wanted.isNegotiable(target.id()))
                .filter(target -> new HashSet<>(target.columns()).equals(new HashSet<>(key.targetColumns())))
                .isPresent();
    }

    private static ForeignKey inOrder(ForeignKey key, ForeignKey live) {
        return !pairs(key).equals(pairs(live))
                ? key
                : new ForeignKey(
                        key.table(),
                        key.name(),
                        live.columns(),
                        key.target(),
                        live.targetColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.timing());
    }

    /** Which column points at which. */
    static Map<String, List<String>> pairs(ForeignKey key) {
        var pairs = new HashMap<String, List<String>>();
        for (int i = 0; i < key.columns().size(); i++) {
            pairs.computeIfAbsent(key.columns().get(i), column -> new ArrayList<>())
                    .add(key.targetColumns().get(i));
        }
        return pairs;
    }
}
