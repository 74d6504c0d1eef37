package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the parts of a table that list columns have in common. */
final class Members {

    private Members() {}

    static List<String> columns(String what, List<String> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(what + " has no columns; it needs at least one");
        }
        return List.copyOf(columns);
    }

    static Set<ObjectId> needs(Name table, Iterable<String> columns) {
        var needs = new HashSet<ObjectId>();
        needs.add(ObjectId.table(table));
        columns.forEach(column -> needs.add(ObjectId.column(table, column)));
        return needs;
    }

    static List<String> follow(Renaming renaming, Name table, List<String> columns) {
        return columns.stream().map(column -> renaming.column(table, column)).toList();
    }

    static String list(List<String> columns) {
        return columns.stream().map(Identifiers::plain).collect(Collectors.joining(", ", "(", ")"));
    }

    static String key(Key key) {
        String columns = list(key.columns());
        String period =
                key.withoutOverlaps() ? columns.substring(0, columns.length() - 1) + " without overlaps)" : columns;
        return period + (key.include().isEmpty() ? "" : " include " + list(key.include()));
    }

    /** Tables, indexes, sequences and the indexes behind keys share one space of names in a schema. */
    static String relation(Name table, String name) {
        return "relation " + new Name(table.schema(), name);
    }

    /** The constraints of one table share one space of names. */
    static String constraint(Name table, String name) {
        return "constraint " + table + "." + name;
    }
}
