package dev.aludel.core.compare;

import dev.aludel.core.schema.About;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Members that are made after their table and go before it, because they rest on something that rests on the table: a
 * check that calls a function which takes a row of it, a foreign key. So cycles are broken. Settings are always made so.
 */
final class Apart {

    private final SchemaModel model;
    private final Map<ObjectId, Set<ObjectId>> needs = new HashMap<>();
    private final Set<ObjectId> members = new HashSet<>();

    private Apart(SchemaModel model) {
        this.model = model;
    }

    static Set<ObjectId> in(SchemaModel model) {
        var apart = new Apart(model);
        for (Table table : model.tables()) {
            table.members().stream()
                    .filter(member ->
                            member instanceof Setting || member instanceof TableMember part && part.standsAlone())
                    .forEach(member -> apart.members.add(member.id()));
        }
        model.all(SqlObject.class).forEach(apart::returning);
        return apart.withThoseOnThem();
    }

    /** Finds members of tables that the object rests on, which rest on it in turn. */
    private void returning(SqlObject object) {
        var tables = new HashSet<Table>();
        var seen = new HashSet<ObjectId>();
        var pending = new ArrayDeque<ObjectId>();
        pending.add(object.id());
        while (!pending.isEmpty()) {
            ObjectId id = pending.remove();
            if (seen.add(id)) {
                SchemaObject found = model.find(id).orElse(null);
                if (found instanceof Table table) {
                    tables.add(table);
                } else if (found instanceof TableMember member) {
                    pending.add(ObjectId.table(member.table()));
                }
                pending.addAll(needsOf(id));
            }
        }
        for (Table table : tables) {
            for (SchemaObject member : table.members()) {
                if (!(member instanceof About) && needsOf(member.id()).contains(object.id())) {
                    members.add(member.id());
                }
            }
        }
    }

    private Collection<ObjectId> needsOf(ObjectId id) {
        return needs.computeIfAbsent(
                id, any -> model.find(id).map(object -> object.needs(model)).orElse(Set.of()));
    }

    /** What rests on a member that comes later comes later too, and so does what is said about it. */
    private Set<ObjectId> withThoseOnThem() {
        var owners = new HashSet<ObjectId>();
        members.forEach(id -> owners.add(ObjectId.table(id.name())));
        boolean grown = !members.isEmpty();
        while (grown) {
            grown = false;
            for (ObjectId owner : owners) {
                var parts = model.find(owner)
                        .map(Table.class::cast)
                        .map(Table::members)
                        .orElse(List.of());
                for (SchemaObject part : parts) {
                    if (!members.contains(part.id())
                            && needsOf(part.id()).stream().anyMatch(members::contains)) {
                        members.add(part.id());
                        grown = true;
                    }
                }
            }
        }
        return members;
    }
}
