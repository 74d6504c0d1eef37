package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.TableSize;
import dev.aludel.core.schema.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How much tables hold, as {@code ANALYZE} or the server's statistics last counted, partitions with what they are parts of. */
final class TableSizes {

    // pg_table_size and the like would wait for a lock on the table
    private static final String QUERY = """
            SELECT t.number, pg_catalog.sum(s.rows)::pg_catalog.int8, pg_catalog.sum(s.bytes)::pg_catalog.int8
              FROM (VALUES %s) t (number, id)
              CROSS JOIN LATERAL (
                   SELECT CASE WHEN c.reltuples OPERATOR(pg_catalog.>) 0 THEN c.reltuples::pg_catalog.int8
                               ELSE pg_catalog.pg_stat_get_live_tuples(c.oid) END AS rows,
                          c.relpages::pg_catalog.int8 OPERATOR(pg_catalog.*)
                               pg_catalog.current_setting('block_size')::pg_catalog.int8 AS bytes
                     FROM pg_catalog.pg_class c
                    WHERE NOT c.relkind OPERATOR(pg_catalog.=) 'p'
                      AND (c.oid OPERATOR(pg_catalog.=) t.id
                           OR c.oid IN (SELECT p.relid FROM pg_catalog.pg_partition_tree(t.id::pg_catalog.regclass) p))) s
             GROUP BY t.number""";

    private TableSizes() {}

    static Map<Name, TableSize> of(Connection connection, Collection<Name> tables, Scope scope) throws SQLException {
        var sizes = new HashMap<Name, TableSize>();
        if (tables.isEmpty()) {
            return sizes;
        }
        var names = List.copyOf(tables);
        var numbers = new HashMap<Name, Integer>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        String values = names.stream()
                .map(name -> "(" + numbers.get(name) + ", pg_catalog.to_regclass(" + Sql.literal(Sql.name(name, scope))
                        + ")::pg_catalog.oid)")
                .collect(Collectors.joining(", "));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(QUERY.formatted(values))) {
            while (rows.next()) {
                sizes.put(names.get(rows.getInt(1)), new TableSize(rows.getLong(2), rows.getLong(3)));
            }
        }
        return sizes;
    }
}
