package dev.aludel.postgres;

import dev.aludel.core.dialect.Findings;
import dev.aludel.core.dialect.Kept;
import dev.aludel.core.dialect.Loss;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.SequenceValue;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks up what of a loss is there: which tables lose rows, and which columns lose values. */
final class LossReader {

    /** What a drop takes along is what depends on it, as the server itself finds out ("Dependency Tracking" in its manual). */
    private static final String GONE = """
            WITH RECURSIVE named AS (
              SELECT w.* FROM ROWS FROM (unnest(?::text[]), unnest(?::text[]), unnest(?::text[]), unnest(?::text[]))
                AS w(kind, schema, local, member)
            ), gone(classid, objid, objsubid) AS (
              SELECT * FROM (
                SELECT 'pg_class'::regclass::oid, c.oid, 0
                  FROM named w JOIN pg_namespace n ON n.nspname = w.schema
                  JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.local
                 WHERE w.kind IN ('table', 'sequence')
                UNION ALL
                SELECT 'pg_class'::regclass::oid, c.oid, a.attnum
                  FROM named w JOIN pg_namespace n ON n.nspname = w.schema
                  JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.local
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = w.member AND NOT a.attisdropped
                 WHERE w.kind = 'column'
                UNION ALL
                SELECT 'pg_type'::regclass::oid, t.oid, 0
                  FROM named w JOIN pg_namespace n ON n.nspname = w.schema
                  JOIN pg_type t ON t.typnamespace = n.oid AND t.typname = w.local
                 WHERE w.kind = 'composite type'
                UNION ALL
                SELECT 'pg_namespace'::regclass::oid, n.oid, 0
                  FROM named w JOIN pg_namespace n ON n.nspname = w.local WHERE w.kind = 'schema'
                UNION ALL
                SELECT 'pg_extension'::regclass::oid, e.oid, 0
                  FROM named w JOIN pg_extension e ON e.extname = w.local WHERE w.kind = 'extension') AS roots
              UNION
              SELECT x.classid, x.objid, x.objsubid
                FROM gone g, LATERAL (
                  SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
                   WHERE d.refclassid = g.classid AND d.refobjid = g.objid
                     AND (g.objsubid = 0 OR d.refobjsubid = g.objsubid)
                  UNION ALL
                  SELECT 'pg_type'::regclass::oid, c.reltype, 0 FROM pg_class c
                   WHERE g.classid = 'pg_class'::regclass AND c.oid = g.objid AND c.relkind = 'c') AS x
            )
            SELECT DISTINCT c.oid, g.objsubid, c.relkind::text,
                   (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = g.objsubid AND g.objsubid > 0)
              FROM gone g JOIN pg_class c ON g.classid = 'pg_class'::regclass AND c.oid = g.objid
             WHERE c.relkind IN ('r', 'p', 'S') ORDER BY 1, 2""";

    private static final String NAMED = """
            SELECT c.oid, coalesce(a.attname, ''), pg_catalog.format_type(a.atttypid, a.atttypmod)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = ? AND NOT a.attisdropped
             WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'f')""";

    /** Tables that hang on these, whose rows are rows of theirs too. */
    private static final String CHILDREN = """
            WITH RECURSIVE below AS (
              SELECT c.oid FROM pg_class c WHERE c.oid = ANY (?)
              UNION
              SELECT i.inhrelid FROM below b JOIN pg_inherits i ON i.inhparent = b.oid)
            SELECT oid FROM below""";

    private static final String POINTING = """
            SELECT k.conrelid, k.confdeltype::text, a.attname
              FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
             WHERE k.contype = 'f' AND k.confrelid = ANY (?)""";

    private final Connection connection;
    private final Scope scope;
    private final Set<Long> rows = new LinkedHashSet<>();
    private final Map<Long, Set<String>> columns = new TreeMap<>();
    private final Set<Long> sequences = new TreeSet<>();
    private boolean structural;

    private LossReader(Connection connection, Scope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    static Findings read(Connection connection, Scope scope, Loss loss) throws SQLException {
        var reader = new LossReader(connection, scope);
        reader.gone(loss.gone());
        for (ObjectId table : loss.emptied()) {
            reader.emptied(reader.table(table.name()), false);
        }
        for (ObjectId table : loss.truncated()) {
            reader.emptied(reader.table(table.name()), true);
        }
        reader.structural = !loss.gone().isEmpty()
                || !loss.truncated().isEmpty()
                || !loss.retyped().isEmpty();
        for (ObjectId column : loss.overwritten()) {
            reader.overwritten(column, null);
        }
        for (Map.Entry<ObjectId, SqlType> column : loss.retyped().entrySet()) {
            reader.overwritten(column.getKey(), column.getValue());
        }
        return reader.findings(true);
    }

    /** All rows of tables, which are not locked: one snapshot shows them as they are at one moment. */
    static Findings tables(Connection connection, Scope scope, Collection<Long> oids) throws SQLException {
        var reader = new LossReader(connection, scope);
        reader.rows.addAll(oids);
        return reader.findings(false);
    }

    private void gone(Set<ObjectId> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        var list = ids.stream().map(this::qualified).toList();
        try (PreparedStatement statement = connection.prepareStatement(GONE)) {
            texts(statement, 1, list.stream().map(ObjectId::kind).toList());
            texts(statement, 2, list.stream().map(id -> id.name().schema()).toList());
            texts(statement, 3, list.stream().map(id -> id.name().local()).toList());
            texts(statement, 4, list.stream().map(ObjectId::member).toList());
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    long oid = row.getLong(1);
                    if (row.getString(3).equals("S")) {
                        sequences.add(oid);
                    } else if (row.getInt(2) == 0) {
                        rows.add(oid);
                    } else {
                        columns.computeIfAbsent(oid, none -> new LinkedHashSet<>())
                                .add(row.getString(4));
                    }
                }
            }
        }
        for (var one : List.copyOf(columns.entrySet())) {
            for (long child : below(Set.of(one.getKey()))) {
                columns.computeIfAbsent(child, none -> new LinkedHashSet<>()).addAll(one.getValue());
            }
        }
    }

    private ObjectId qualified(ObjectId id) {
        boolean inSchema = !Set.of("schema", SqlLoss.EXTENSION).contains(id.kind());
        return inSchema ? new ObjectId(id.kind(), scope.qualify(id.name()), id.member()) : id;
    }

    private void texts(PreparedStatement statement, int index, List<String> values) throws SQLException {
        statement.setArray(index, connection.createArrayOf("text", values.toArray()));
    }

    private Set<Long> table(Name name) throws SQLException {
        return lookUp(name, "").keySet();
    }

    /** The table's oid, and the type of the column. */
    private Map<Long, String> lookUp(Name name, String column) throws SQLException {
        Name table = scope.qualify(name);
        var found = new LinkedHashMap<Long, String>();
        try (PreparedStatement statement = connection.prepareStatement(NAMED)) {
            statement.setString(1, column);
            statement.setString(2, table.schema());
            statement.setString(3, table.local());
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(row.getLong(1), row.getString(2).isEmpty() ? "" : row.getString(3));
                }
            }
        }
        return found;
    }

    private Set<Long> below(Collection<Long> oids) throws SQLException {
        var all = new LinkedHashSet<Long>();
        try (PreparedStatement statement = connection.prepareStatement(CHILDREN)) {
            statement.setArray(1, connection.createArrayOf("oid", oids.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(row.getLong(1));
                }
            }
        }
        return all;
    }

    /** Rows that go take along rows that point at them, or what these point with. */
    private void emptied(Set<Long> tables, boolean truncated) throws SQLException {
        var fresh = below(tables);
        fresh.removeAll(rows);
        if (fresh.isEmpty()) {
            return;
        }
        rows.addAll(fresh);
        var along = new LinkedHashSet<Long>();
        try (PreparedStatement statement = connection.prepareStatement(POINTING)) {
            statement.setArray(1, connection.createArrayOf("oid", fresh.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    String action = row.getString(2);
                    if (truncated || action.equals("c")) {
                        along.add(row.getLong(1));
                    } else if (action.equals("n") || action.equals("d")) {
                        columns.computeIfAbsent(row.getLong(1), none -> new LinkedHashSet<>())
                                .add(row.getString(3));
                    }
                }
            }
        }
        emptied(along, truncated);
    }

    private void overwritten(ObjectId column, @org.jspecify.annotations.Nullable SqlType to) throws SQLException {
        for (var found : lookUp(column.name(), column.member()).entrySet()) {
            boolean fits = to != null
                    && !found.getValue().isEmpty()
                    && SqlType.of(SqlTypes.normal(found.getValue())).fitsInto(to);
            if (fits || found.getValue().isEmpty() && !column.member().equals(SqlLoss.ALL)) {
                continue;
            }
            for (long table : below(Set.of(found.getKey()))) {
                columns.computeIfAbsent(table, none -> new LinkedHashSet<>()).add(column.member());
            }
        }
    }

    private Findings findings(boolean locking) throws SQLException {
        columns.keySet().removeAll(rows);
        var all = new LinkedHashSet<>(rows);
        all.addAll(columns.keySet());
        var tables = new KeptTables(connection, all).read();
        var kept = new ArrayList<Kept>();
        var under = new LinkedHashSet<Long>();
        for (var table : tables) {
            // rows of a partition are rows of what it is a part of
            if (table.roots().stream().anyMatch(all::contains)) {
                under.add(table.oid());
                continue;
            }
            kept.add(table.kept(columns.getOrDefault(table.oid(), Set.of())));
        }
        kept.removeIf(one -> one.columns().isEmpty());
        if (locking) {
            lock(kept);
        }
        return new Findings(kept, sequenceValues(), List.of());
    }

    private void lock(List<Kept> kept) throws SQLException {
        if (kept.isEmpty()) {
            return;
        }
        String names = String.join(
                ", ",
                kept.stream()
                        .map(Kept::table)
                        .distinct()
                        .sorted()
                        .map(Sql::reference)
                        .toList());
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(
                    "LOCK TABLE " + names + " IN " + (structural ? "ACCESS EXCLUSIVE" : "EXCLUSIVE") + " MODE");
        }
    }

    private List<SequenceValue> sequenceValues() throws SQLException {
        var values = new ArrayList<SequenceValue>();
        var names = new LinkedHashMap<Name, List<String>>();
        String owned = """
                SELECT n.nspname, c.relname, coalesce(tn.nspname, n.nspname), coalesce(t.relname, c.relname), coalesce(a.attname, '')
                  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                  LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                       AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
                  LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
                  LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
                  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
                 WHERE c.relkind = 'S' AND (c.oid = ANY (?) OR t.oid = ANY (?)) ORDER BY 1, 2""";
        try (PreparedStatement statement = connection.prepareStatement(owned)) {
            statement.setArray(1, connection.createArrayOf("oid", sequences.toArray()));
            statement.setArray(2, connection.createArrayOf("oid", rows.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    names.put(
                            Name.of(row.getString(1), row.getString(2)),
                            List.of(row.getString(3), row.getString(4), row.getString(5)));
                }
            }
        }
        for (var sequence : names.entrySet()) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "SELECT last_value, is_called FROM " + Sql.reference(sequence.getKey()))) {
                row.next();
                var of = sequence.getValue();
                values.add(new SequenceValue(
                        sequence.getKey(),
                        Name.of(of.get(0), of.get(1)),
                        of.get(2),
                        row.getLong(1),
                        row.getBoolean(2)));
            }
        }
        return values;
    }
}
