package dev.aludel.testing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.aludel.testing.FactQueries.Expression;
import dev.aludel.testing.FactQueries.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stored expressions in the form that the planner gives them, constants folded. Two expressions that PostgreSQL plans
 * alike get the same text; nothing is created or locked to find out, since the columns are those of an empty function result.
 */
record PlannedExpressions(Connection connection, Map<Long, Scope> scopes) {
    // a target list holds 1664 entries at most
    private static final int CHUNK = 500;
    private static final String OUTPUTS = """
            SELECT e.text
            FROM unnest(?) WITH ORDINALITY AS p (plan, n)
            CROSS JOIN LATERAL json_array_elements_text(p.plan::json -> 0 -> 'Plan' -> 'Output') WITH ORDINALITY AS e (text, n)
            ORDER BY p.n, e.n
            """;

    /** Each expression's fact followed by the planned expression, or by the stored text where it cannot be planned. */
    List<String> texts(List<Expression> expressions) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i += CHUNK) {
            plan(expressions.subList(i, Math.min(expressions.size(), i + CHUNK)), texts);
        }
        return texts;
    }

    private void plan(List<Expression> expressions, List<String> texts) throws SQLException {
        TreeMap<Long, List<Expression>> byScope =
                expressions.stream().collect(groupingBy(Expression::scope, TreeMap::new, toList()));
        List<Expression> ordered =
                byScope.values().stream().flatMap(List::stream).toList();
        List<String> planned = planned(byScope);
        if (planned == null && expressions.size() > 1) {
            int half = expressions.size() / 2;
            plan(ordered.subList(0, half), texts);
            plan(ordered.subList(half, ordered.size()), texts);
            return;
        }
        for (int i = 0; i < ordered.size(); i++) {
            Expression expression = ordered.get(i);
            String stored = ArraySpelling.uniform(expression.text());
            texts.add(expression.fact() + " "
                    + (planned == null || hidesSomething(planned.get(i)) ? stored : planned.get(i)));
        }
    }

    private static boolean hidesSomething(String planned) {
        return planned.contains("SubPlan") || planned.contains("InitPlan");
    }

    /** Null when the server refused one of them. */
    private @Nullable List<String> planned(Map<Long, List<Expression>> byScope) throws SQLException {
        if (!scopes.keySet().containsAll(byScope.keySet())) {
            return null;
        }
        String sql = byScope.entrySet().stream()
                .map(group -> explain(scopes.get(group.getKey()), group.getValue()))
                .collect(joining(";\n"));
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            List<String> plans = new ArrayList<>();
            for (boolean more = statement.execute(sql); more; more = statement.getMoreResults()) {
                try (ResultSet plan = statement.getResultSet()) {
                    plan.next();
                    plans.add(plan.getString(1));
                }
            }
            List<String> outputs = outputs(plans);
            return outputs.size()
                            == byScope.values().stream().mapToInt(List::size).sum()
                    ? outputs
                    : null;
        } catch (SQLException e) {
            connection.rollback(before);
            return null;
        } finally {
            connection.releaseSavepoint(before);
        }
    }

    private static String explain(Scope scope, List<Expression> expressions) {
        return expressions.stream()
                .map(expression -> "(" + expression.text() + ")")
                .collect(joining(
                        ", ",
                        "EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) SELECT ",
                        " FROM json_to_recordset('[]') AS " + scope.alias() + " (" + scope.columns() + ")"));
    }

    private List<String> outputs(List<String> plans) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OUTPUTS)) {
            statement.setArray(1, connection.createArrayOf("text", plans.toArray()));
            List<String> outputs = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    outputs.add(row.getString(1));
                }
            }
            return outputs;
        }
    }
}
