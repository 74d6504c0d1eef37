package dev.aludel.report;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The members of a table as it is and as it is to become. */
final class TableMembers {

    private final Optional<Table> before;
    private final Optional<Table> after;
    private final RenameEvidence evidence;
    private final Set<String> primary = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();

    TableMembers(Optional<Table> before, Optional<Table> after, RenameEvidence evidence) {
        this.before = before;
        this.after = after;
        this.evidence = evidence;
        Table table = after.or(() -> before).orElseThrow();
        table.primaryKey().ifPresent(key -> primary.addAll(key.columns()));
        table.members(ForeignKey.class).forEach(key -> foreign.addAll(key.columns()));
    }

    List<Map<String, Object>> columns() {
        List<Column> from = before.map(Table::columns).orElse(List.of());
        List<Column> to = after.map(Table::columns).orElse(List.of());
        var renamed = renamed(from, to);
        var columns = new ArrayList<Map<String, Object>>();
        for (Column column : from) {
            String name = renamed.getOrDefault(column.name(), column.name());
            columns.add(column(Optional.of(column), named(to, name)));
        }
        for (Column column : to) {
            if (named(from, column.name()).isEmpty() && !renamed.containsValue(column.name())) {
                columns.add(column(Optional.empty(), Optional.of(column)));
            }
        }
        return columns;
    }

    private static Optional<Column> named(List<Column> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    private Map<String, String> renamed(List<Column> from, List<Column> to) {
        var renamed = new HashMap<String, String>();
        for (Column column : from) {
            to.stream()
                    .filter(other -> named(to, column.name()).isEmpty())
                    .filter(other -> named(from, other.name()).isEmpty() && !renamed.containsValue(other.name()))
                    .filter(other -> same(column, other) && evidence.tells(column.name(), other.name()))
                    .findFirst()
                    .ifPresent(other -> renamed.put(column.name(), other.name()));
        }
        return renamed;
    }

    private static boolean same(Column column, Column other) {
        return column.details().equals(other.details());
    }

    private Map<String, Object> column(Optional<Column> from, Optional<Column> to) {
        Column column = to.or(() -> from).orElseThrow();
        var data = new LinkedHashMap<String, Object>();
        data.put("name", column.name());
        data.put("details", column.details());
        if (primary.contains(column.name()) || foreign.contains(column.name())) {
            data.put(
                    "key",
                    (primary.contains(column.name()) ? "PK" : "")
                            + (primary.contains(column.name()) && foreign.contains(column.name()) ? " " : "")
                            + (foreign.contains(column.name()) ? "FK" : ""));
        }
        if (from.isEmpty() || to.isEmpty()) {
            SchemaData.mark(data, after.isEmpty() || before.isEmpty() ? "" : from.isEmpty() ? "added" : "removed", "");
        } else if (!from.get().name().equals(column.name())) {
            SchemaData.mark(data, "renamed", from.get().name());
        } else if (!same(from.get(), column)) {
            SchemaData.mark(data, "changed", from.get().details());
        }
        return data;
    }

    /** Keys, indexes and what else is no column. Those of a table that comes, goes or gets another name do so with it. */
    List<Map<String, Object>> others() {
        boolean stays = before.isPresent()
                && after.isPresent()
                && before.get().name().equals(after.get().name());
        var from = stays ? before : after.or(() -> before);
        var to = stays ? after : from;
        Set<ObjectId> ids = new LinkedHashSet<>();
        Stream.of(from, to)
                .flatMap(Optional::stream)
                .flatMap(table -> table.members().stream())
                .map(SchemaObject::id)
                .filter(id -> !id.kind().equals(Column.KIND))
                .forEach(ids::add);
        return ids.stream()
                .map(id -> compared(from.flatMap(table -> table.member(id)), to.flatMap(table -> table.member(id))))
                .toList();
    }

    /** What is not in both is made or goes; what is in both and differs changes. At least one is there. */
    static Map<String, Object> compared(Optional<SchemaObject> from, Optional<SchemaObject> to) {
        SchemaObject object = to.or(() -> from).orElseThrow();
        var data = new LinkedHashMap<String, Object>();
        data.put("text", object.describe());
        if (from.isEmpty() || to.isEmpty()) {
            SchemaData.mark(data, from.isEmpty() ? "added" : "removed", "");
        } else if (!from.get().equals(object)) {
            SchemaData.mark(data, "changed", from.get().details());
        }
        return data;
    }
}
