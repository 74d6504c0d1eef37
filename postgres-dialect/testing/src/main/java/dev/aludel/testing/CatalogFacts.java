package dev.aludel.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a database's catalog holds, one fact a line, such as {@code column public.invoice.amount type numeric(10,2)}. An
 * oracle for tests: read before and after, and the differences tell exactly what changed. It shares no code with Aludel's
 * own catalog reader, so that neither can hide the other's mistakes.
 *
 * <p>A stored expression is told in the form that the planner gives it, because its stored text changes when a column's
 * type does or when it is created again. The order of a table's columns is deliberately no fact; neither is any data.
 */
public final class CatalogFacts {
    private static final String SETTINGS = """
            SELECT set_config(name, value, true)
            FROM (VALUES ('search_path', 'pg_catalog'), ('quote_all_identifiers', 'off'), ('DateStyle', 'ISO'), ('IntervalStyle', 'postgres'),
                         ('TimeZone', 'UTC'), ('bytea_output', 'hex'), ('extra_float_digits', '1'), ('jit', 'off')) AS s (name, value)
            """;
    private static final String USER_SCHEMAS =
            "SELECT array_agg(nspname::text) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'";

    private CatalogFacts() {}

    /**
     * Reads all facts about some schemas: their tables, columns, constraints, indexes, sequences, types, views, functions,
     * triggers, policies, comments and grants, and of the whole database extensions, casts, event triggers and publications. What
     * belongs to an extension counts as one fact, the extension.
     *
     * <p>Changes nothing: runs in a read-only transaction of its own, or inside the connection's open one, whose settings it
     * leaves as they were.
     *
     * @param schemas names as stored, unquoted; none means all but PostgreSQL's own
     * @return the facts, sorted
     * @throws SQLException the connection is unusable, or its transaction has already failed
     */
    public static List<String> read(Connection connection, String... schemas) throws SQLException {
        boolean ownTransaction = connection.getAutoCommit();
        if (ownTransaction) {
            connection.setAutoCommit(false);
        }
        try {
            if (ownTransaction) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                }
            }
            Savepoint before = connection.setSavepoint();
            try {
                return readHere(connection, schemas);
            } finally {
                connection.rollback(before);
                connection.releaseSavepoint(before);
            }
        } finally {
            if (ownTransaction) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<String> readHere(Connection connection, String... schemas) throws SQLException {
        Object[] names = schemas;
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            if (schemas.length == 0) {
                try (ResultSet result = statement.executeQuery(USER_SCHEMAS)) {
                    result.next();
                    names = (Object[]) result.getArray(1).getArray();
                }
            }
        }
        FactQueries queries = new FactQueries(connection, names);
        Stream<String> expressions =
                new PlannedExpressions(connection, queries.scopes()).texts(queries.expressions()).stream();
        return Stream.concat(queries.facts().stream().map(ArraySpelling::uniform), expressions)
                .map(fact -> fact.replace("\r", "\\r").replace("\n", "\\n"))
                .sorted()
                .toList();
    }

    /**
     * Compares two readings.
     *
     * @return {@code - fact} for what only {@code before} has and {@code + fact} for what only {@code after} has, sorted by
     *     fact so that the two sides of a change stand together; empty if both hold the same
     */
    public static List<String> differences(List<String> before, List<String> after) {
        TreeMap<String, Integer> surplus = new TreeMap<>();
        before.forEach(fact -> surplus.merge(fact, -1, Integer::sum));
        after.forEach(fact -> surplus.merge(fact, 1, Integer::sum));
        List<String> lines = new ArrayList<>();
        surplus.forEach((fact, count) -> {
            for (int i = 0; i < Math.abs(count); i++) {
                lines.add((count < 0 ? "- " : "+ ") + fact);
            }
        });
        return List.copyOf(lines);
    }
}
