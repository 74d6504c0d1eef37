package dev.aludel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The queries in the folder {@code facts}, one file for each kind of object, about some schemas of a database. */
record FactQueries(Connection connection, Object[] schemas) {
    private static final List<String> FACTS = List.of(
            "schemas",
            "relations",
            "columns",
            "constraints",
            "indexes",
            "sequences",
            "types",
            "functions",
            "triggers",
            "comments",
            "grants",
            "foreign",
            "others");
    private static final List<String> EXPRESSIONS =
            List.of("column-expressions", "constraint-expressions", "index-expressions", "type-expressions");

    /** A fact that ends in a stored expression; {@code scope} identifies what the expression can name. */
    record Expression(String fact, String text, long scope) {}

    /** What an expression can name: {@code columns} is a column definition list, {@code alias} what qualifies its names. */
    record Scope(String alias, String columns) {}

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    List<String> facts() throws SQLException {
        List<String> facts = new ArrayList<>();
        for (String name : FACTS) {
            facts.addAll(run(name, row -> row.getString(1)));
        }
        return facts;
    }

    List<Expression> expressions() throws SQLException {
        List<Expression> expressions = new ArrayList<>();
        for (String name : EXPRESSIONS) {
            expressions.addAll(run(name, row -> new Expression(row.getString(1), row.getString(2), row.getLong(3))));
        }
        return expressions;
    }

    Map<Long, Scope> scopes() throws SQLException {
        Map<Long, Scope> scopes = new TreeMap<>();
        run("columns-in-scope", row -> scopes.put(row.getLong(1), new Scope(row.getString(2), row.getString(3))));
        return scopes;
    }

    private <T> List<T> run(String name, Row<T> reader) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql("scope") + sql(name))) {
            query.setArray(1, connection.createArrayOf("text", schemas));
            List<T> rows = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        }
    }

    private static String sql(String name) {
        try (InputStream file = FactQueries.class.getResourceAsStream("facts/" + name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("no resource facts/" + name + ".sql");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
