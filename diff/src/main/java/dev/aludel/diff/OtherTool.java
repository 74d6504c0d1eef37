package dev.aludel.diff;

import dev.aludel.core.dialect.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The history of another migration tool that was found in a database. It is left as it is.
 *
 * @param name  {@code Flyway} or {@code Liquibase}
 * @param table its table, with the schema
 * @param at    the version or id that was applied last; empty when none was
 */
public record OtherTool(String name, String table, String at) {

    private static final List<OtherTool> KNOWN = List.of(
            new OtherTool(
                    "Flyway",
                    "flyway_schema_history",
                    "SELECT coalesce(version, description) FROM %s WHERE success ORDER BY installed_rank DESC"),
            new OtherTool("Liquibase", "databasechangelog", "SELECT id FROM %s ORDER BY orderexecuted DESC"));

    static List<OtherTool> in(Connection connection, Scope scope) throws SQLException {
        var found = new ArrayList<OtherTool>();
        for (String schema : scope.schemas()) {
            for (OtherTool tool : KNOWN) {
                try (var tables = connection.getMetaData().getTables(null, like(schema), like(tool.table), null)) {
                    if (tables.next()) {
                        String table = "\"" + schema.replace("\"", "\"\"") + "\".\"" + tool.table + "\"";
                        found.add(new OtherTool(
                                tool.name, schema + "." + tool.table, last(connection, tool.at.formatted(table))));
                    }
                }
            }
        }
        return found;
    }

    /** A name as a pattern that means nothing but itself. */
    private static String like(String name) {
        return name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }

    private static String last(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setMaxRows(1);
            try (var row = statement.executeQuery(query)) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    @Override
    public String toString() {
        return name + " (" + table + ")" + (at.isEmpty() ? "" : ", at " + at);
    }
}
