package dev.aludel.postgres;

import dev.aludel.core.dialect.Kept;
import dev.aludel.core.schema.Name;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What has to be known of tables to keep rows of theirs. Those that point at others come before these. */
final class KeptTables {

    private static final String QUERY = """
            SELECT c.oid, n.nspname, c.relname,
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                          ORDER BY a.attnum) AS columns,
                   ARRAY(SELECT (SELECT pg_catalog.string_agg(a.attname, E'\\x01' ORDER BY k.at)
                                   FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k(attnum, at)
                                   JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                                  WHERE k.at <= i.indnkeyatts)
                           FROM pg_catalog.pg_index i
                          WHERE i.indrelid = c.oid AND i.indisunique AND i.indimmediate AND i.indisvalid
                            AND i.indpred IS NULL AND i.indexprs IS NULL
                            AND NOT EXISTS (SELECT FROM pg_catalog.unnest(i.indkey) AS k(attnum)
                                              JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                                             WHERE NOT a.attnotnull OR a.attgenerated <> '')
                          ORDER BY i.indisprimary DESC, i.indnkeyatts, i.indexrelid) AS keys,
                   ARRAY(WITH RECURSIVE above AS (
                           SELECT i.inhparent FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid AND c.relispartition
                           UNION
                           SELECT i.inhparent FROM above b JOIN pg_catalog.pg_inherits i ON i.inhrelid = b.inhparent)
                         SELECT inhparent::pg_catalog.int8 FROM above) AS roots,
                   ARRAY(SELECT k.confrelid::pg_catalog.int8 FROM pg_catalog.pg_constraint k
                          WHERE k.contype = 'f' AND k.conrelid = c.oid) AS targets
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) ORDER BY n.nspname, c.relname""";

    private final Connection connection;
    private final Collection<Long> oids;

    KeptTables(Connection connection, Collection<Long> oids) {
        this.connection = connection;
        this.oids = oids;
    }

    /**
     * A table.
     *
     * @param columns those that are not computed
     * @param keys    columns that tell its rows apart, the best first
     * @param roots   what it is a partition of
     * @param targets what its foreign keys point at
     */
    record Table(
            long oid, Name name, List<String> columns, List<List<String>> keys, Set<Long> roots, Set<Long> targets) {

        /**
         * @param lost columns whose values go; empty when rows go
         */
        Kept kept(Set<String> lost) {
            var stored = lost.contains(SqlLoss.ALL) ? new LinkedHashSet<>(columns) : new LinkedHashSet<>(lost);
            stored.retainAll(columns);
            if (lost.contains(SqlLoss.ALL) && !keys.isEmpty()) {
                keys.get(0).forEach(stored::remove);
            }
            if (stored.isEmpty()) {
                // only what is computed goes
                return new Kept(
                        name,
                        lost.isEmpty() ? columns : List.of(),
                        List.of(),
                        lost.isEmpty() ? key(stored) : List.of());
            }
            List<String> key = key(stored);
            var all = key.isEmpty() ? new LinkedHashSet<>(columns) : new LinkedHashSet<>(key);
            all.addAll(stored);
            return new Kept(name, List.copyOf(all), List.copyOf(stored), key);
        }

        private List<String> key(Set<String> lost) {
            return keys.stream()
                    .filter(key -> key.stream().noneMatch(lost::contains))
                    .findFirst()
                    .orElse(List.of());
        }
    }

    List<Table> read() throws SQLException {
        var tables = new ArrayList<Table>();
        if (oids.isEmpty()) {
            return tables;
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setArray(1, connection.createArrayOf("oid", oids.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var keys = new ArrayList<List<String>>();
                    for (String key : texts(row.getArray("keys"))) {
                        keys.add(List.of(key.split("\u0001")));
                    }
                    tables.add(new Table(
                            row.getLong("oid"),
                            Name.of(row.getString("nspname"), row.getString("relname")),
                            texts(row.getArray("columns")),
                            keys,
                            numbers(row.getArray("roots")),
                            numbers(row.getArray("targets"))));
                }
            }
        }
        return inOrder(tables);
    }

    /** Circles are broken anywhere. */
    private static List<Table> inOrder(List<Table> tables) {
        var waiting = new ArrayList<>(tables);
        var ordered = new ArrayList<Table>();
        while (!waiting.isEmpty()) {
            Table next = waiting.stream()
                    .filter(table -> waiting.stream()
                            .noneMatch(
                                    other -> other != table && other.targets().contains(table.oid())))
                    .findFirst()
                    .orElse(waiting.get(0));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Set<Long> numbers(Array array) throws SQLException {
        return Set.of((Long[]) array.getArray());
    }
}
