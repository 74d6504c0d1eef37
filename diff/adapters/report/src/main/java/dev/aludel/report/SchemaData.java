package dev.aludel.report;

import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schema as it is and as it is to become, in one: everything of either, marked where they differ. */
final class SchemaData {

    private final SchemaModel now;
    private final SchemaModel next;
    private final RenameEvidence evidence;

    /** The new names of tables. */
    private final Map<Name, Name> renamed = new LinkedHashMap<>();

    SchemaData(SchemaModel now, SchemaModel next, RenameEvidence evidence) {
        this.now = now;
        this.next = next;
        this.evidence = evidence;
        var coming = new ArrayList<>(next.tables());
        coming.removeIf(table -> now.table(table.name()).isPresent());
        for (Table table : now.tables()) {
            if (next.table(table.name()).isEmpty()) {
                coming.stream()
                        .filter(other -> columns(table).equals(columns(other))
                                && evidence.tells(
                                        table.name().local(), other.name().local()))
                        .findFirst()
                        .ifPresent(other -> {
                            coming.remove(other);
                            renamed.put(table.name(), other.name());
                        });
            }
        }
    }

    private static List<String> columns(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.details())
                .toList();
    }

    Map<String, Object> data() {
        var tables = new ArrayList<Map<String, Object>>();
        now.tables()
                .forEach(table -> tables.add(
                        table(Optional.of(table), next.table(renamed.getOrDefault(table.name(), table.name())))));
        next.tables().stream()
                .filter(table -> now.table(table.name()).isEmpty() && !renamed.containsValue(table.name()))
                .forEach(table -> tables.add(table(Optional.empty(), Optional.of(table))));
        var data = new LinkedHashMap<String, Object>();
        data.put("tables", tables);
        data.put("links", links());
        data.put("others", others());
        return data;
    }

    private Map<String, Object> table(Optional<Table> before, Optional<Table> after) {
        Table table = after.or(() -> before).orElseThrow();
        var members = new TableMembers(before, after, evidence);
        var columns = members.columns();
        var others = members.others();
        var data = new LinkedHashMap<String, Object>();
        data.put("name", table.name().toString());
        String mark = before.isEmpty()
                ? "added"
                : after.isEmpty()
                        ? "removed"
                        : !before.get().name().equals(table.name())
                                ? "renamed"
                                : Stream.concat(columns.stream(), others.stream())
                                                .anyMatch(member -> member.containsKey("mark"))
                                        ? "changed"
                                        : "";
        mark(data, mark, mark.equals("renamed") ? before.get().name().toString() : "");
        comment(table).ifPresent(text -> data.put("comment", text));
        data.put("columns", columns);
        data.put("others", others);
        return data;
    }

    private Optional<String> comment(Table table) {
        var id = Comment.id(table.id());
        return next.find(id).or(() -> now.find(id)).map(comment -> ((Comment) comment).text());
    }

    private List<Map<String, Object>> links() {
        var links = new ArrayList<Map<String, Object>>();
        var seen = new LinkedHashSet<ObjectId>();
        var before = keys(now).stream().map(ForeignKey::id).collect(Collectors.toSet());
        for (ForeignKey key : keys(next)) {
            boolean known =
                    now.contains(key.id()) || renamed.containsValue(key.table()) || renamed.containsValue(key.target());
            seen.add(key.id());
            links.add(link(key, key.table(), key.target(), known ? "" : "added"));
        }
        for (ForeignKey key : keys(now)) {
            Name from = renamed.getOrDefault(key.table(), key.table());
            if (!seen.contains(key.id()) && from.equals(key.table())) {
                links.add(link(key, from, renamed.getOrDefault(key.target(), key.target()), "removed"));
            }
        }
        return links;
    }

    private static List<ForeignKey> keys(SchemaModel model) {
        return model.tables().stream()
                .flatMap(table -> table.members(ForeignKey.class).stream())
                .toList();
    }

    private static Map<String, Object> link(ForeignKey key, Name from, Name to, String mark) {
        var data = new LinkedHashMap<String, Object>();
        data.put("from", from.toString());
        data.put("to", to.toString());
        data.put("columns", String.join(", ", key.columns()));
        data.put("target", key.targetColumns().get(0));
        mark(data, mark, "");
        return data;
    }

    /** What is in no table: types, views, routines; what is said about something only where it changes. */
    private List<Map<String, Object>> others() {
        Set<ObjectId> ids = new LinkedHashSet<>();
        Stream.concat(now.objects().stream(), next.objects().stream())
                .filter(object -> !(object instanceof Table || object instanceof Namespace))
                .map(SchemaObject::id)
                .forEach(ids::add);
        var others = new ArrayList<Map<String, Object>>();
        for (ObjectId id : ids) {
            var data = TableMembers.compared(now.find(id), next.find(id));
            boolean about = now.find(id).or(() -> next.find(id)).stream()
                    .anyMatch(object -> object instanceof Comment || object instanceof Setting);
            if (!about || data.containsKey("mark")) {
                others.add(data);
            }
        }
        return others;
    }

    /**
     * @param mark what becomes of it; empty for nothing
     * @param was  what it is now, in words; empty where that says nothing
     */
    static void mark(Map<String, Object> data, String mark, String was) {
        if (!mark.isEmpty()) {
            data.put("mark", mark);
        }
        if (!was.isEmpty()) {
            data.put("was", was);
        }
    }
}
