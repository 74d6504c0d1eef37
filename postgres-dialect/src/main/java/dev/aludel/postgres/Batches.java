package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Updates a table in the order of its primary key, a page at a time. */
final class Batches {

    private static final String KEY = """
            SELECT a.attname
              FROM pg_catalog.pg_index i
              CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k(attnum, n)
              JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) i.indrelid
                                            AND a.attnum OPERATOR(pg_catalog.=) k.attnum
             WHERE i.indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(%s)::pg_catalog.oid
               AND i.indisprimary AND k.n OPERATOR(pg_catalog.<=) i.indnkeyatts
             ORDER BY k.n""";

    private Batches() {}

    static List<String> primaryKey(Connection connection, Name table, Scope scope) throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(KEY.formatted(Sql.literal(Sql.name(table, scope))))) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    /** The columns of the page have names of their own, because the assignments name the table's. */
    static String updateNext(
            Name table, String assignments, String where, List<String> key, List<String> after, int rows, Scope scope) {
        String name = Sql.name(table, scope);
        String columns = all(key, i -> Sql.ident(key.get(i)));
        String page = all(key, i -> Sql.ident(key.get(i)) + " AS aludel_key_" + i);
        var conditions = new ArrayList<String>();
        if (!after.isEmpty()) {
            conditions.add("(" + columns + ") > (" + all(after, i -> Sql.literal(after.get(i))) + ")");
        }
        if (!where.isBlank()) {
            conditions.add("(" + where + "\n)");
        }
        String same = IntStream.range(0, key.size())
                .mapToObj(i -> name + "." + Sql.ident(key.get(i)) + " = aludel_page.aludel_key_" + i)
                .collect(Collectors.joining(" AND "));
        return "WITH aludel_page AS MATERIALIZED (SELECT " + page + " FROM " + name
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " ORDER BY " + columns
                + " LIMIT " + rows + " FOR UPDATE), aludel_done AS (UPDATE " + name + " SET " + assignments
                + "\n FROM aludel_page WHERE " + same + " RETURNING 1)"
                + " SELECT (SELECT pg_catalog.count(*) FROM aludel_done), "
                + all(key, i -> "aludel_key_" + i + "::pg_catalog.text") + " FROM aludel_page ORDER BY "
                + all(key, i -> "aludel_page.aludel_key_" + i + " DESC") + " LIMIT 1";
    }

    private static String all(List<String> key, IntFunction<String> one) {
        return IntStream.range(0, key.size()).mapToObj(one).collect(Collectors.joining(", "));
    }
}
