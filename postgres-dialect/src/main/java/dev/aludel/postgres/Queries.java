package dev.aludel.postgres;

import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Asks PostgreSQL's planner what whole queries mean. Nothing of them is run: they are asked for no rows. */
final class Queries {

    /**
     * What a query is to the server.
     *
     * @param columns names and types of what it gives
     * @param error   why nothing is known of it; empty when something is
     */
    record Plan(List<String> columns, String plan, String error) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Plan that
                    && error.isEmpty()
                    && that.error.isEmpty()
                    && columns.equals(that.columns)
                    && plan.equals(that.plan);
        }

        @Override
        public int hashCode() {
            return plan.hashCode();
        }
    }

    private final Statement statement;
    private final Map<String, Plan> plans = new HashMap<>();

    private Queries(Statement statement) {
        this.statement = statement;
    }

    /** One flight; where something cannot be planned, a few more to find out which it is. */
    static Map<String, Plan> ask(Connection connection, Scope scope, List<String> queries) throws SQLException {
        if (queries.isEmpty()) {
            return Map.of();
        }
        Aside aside = Aside.on(connection);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            var asking = new Queries(statement);
            try {
                statement.execute(
                        aside.begin() + ";\n" + SessionSettings.searchPath(scope) + ";\nSAVEPOINT aludel_item");
                asking.plan(List.copyOf(new LinkedHashSet<>(queries)));
                statement.execute(aside.end());
            } finally {
                aside.recover(connection, statement);
            }
            return asking.plans;
        }
    }

    /** All together; if that fails, each half by itself. */
    private void plan(List<String> queries) throws SQLException {
        var script = new ArrayList<String>();
        for (String query : queries) {
            script.add("EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) " + query);
            script.add(query + " WHERE false");
        }
        try {
            boolean result = statement.execute(String.join(";\n", script));
            for (String query : queries) {
                String plan = text(result);
                statement.getMoreResults();
                plans.put(query, new Plan(columns(), plan, ""));
                result = statement.getMoreResults();
            }
        } catch (SQLException e) {
            Failure failure = ServerProbe.classify(e);
            if (failure != Failure.STATEMENT && failure != Failure.PRIVILEGE) {
                throw e;
            }
            statement.execute("ROLLBACK TO SAVEPOINT aludel_item");
            if (queries.size() == 1) {
                plans.put(queries.get(0), new Plan(List.of(), "", Planner.firstLine(e)));
                return;
            }
            int half = queries.size() / 2;
            plan(queries.subList(0, half));
            plan(queries.subList(half, queries.size()));
        }
    }

    private String text(boolean result) throws SQLException {
        var text = new StringBuilder();
        try (ResultSet rows = statement.getResultSet()) {
            while (result && rows.next()) {
                text.append(rows.getString(1));
            }
        }
        return text.toString();
    }

    private List<String> columns() throws SQLException {
        var columns = new ArrayList<String>();
        try (ResultSet rows = statement.getResultSet()) {
            var data = rows.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.add(data.getColumnLabel(i) + " " + data.getColumnTypeName(i) + "(" + data.getPrecision(i) + ", "
                        + data.getScale(i) + ")");
            }
        }
        return columns;
    }
}
