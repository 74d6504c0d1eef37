package dev.aludel.postgres;

import dev.aludel.core.dialect.Leftover;
import dev.aludel.core.dialect.Leftover.State;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement outside a transaction has left that did not come to its end. {@code IF NOT EXISTS} is no help: it takes an
 * index that is not valid for the one that is wanted.
 */
final class Leftovers {

    private static final String INDEX = """
            SELECT i.indisvalid AND i.indisready AND i.indislive,
                   EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p
                            WHERE p.index_relid OPERATOR(pg_catalog.=) c.oid
                              AND NOT p.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid())
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
              JOIN pg_catalog.pg_index i ON i.indexrelid OPERATOR(pg_catalog.=) c.oid
             WHERE n.nspname OPERATOR(pg_catalog.=) ? AND c.relname OPERATOR(pg_catalog.=) ?""";

    /** What {@code REINDEX CONCURRENTLY} builds beside, or has replaced. */
    private static final String BESIDE = """
            SELECT n.nspname, c.relname
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
              JOIN pg_catalog.pg_index i ON i.indexrelid OPERATOR(pg_catalog.=) c.oid
             WHERE NOT i.indisvalid AND c.relname OPERATOR(pg_catalog.~) '_cc(new|old)[0-9]*$'
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p
                                WHERE p.index_relid OPERATOR(pg_catalog.=) c.oid)""";

    private static final String DETACHING = """
            SELECT i.inhdetachpending
              FROM pg_catalog.pg_inherits i
             WHERE i.inhrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?)::pg_catalog.oid
               AND i.inhparent OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?)::pg_catalog.oid""";

    private final Connection connection;
    private final Scope scope;
    private final String sql;
    private final boolean before;
    private final TokenCursor cursor;

    private Leftovers(Connection connection, String sql, Scope scope, boolean before) {
        this.connection = connection;
        this.scope = scope;
        this.sql = sql;
        this.before = before;
        this.cursor = new TokenCursor(sql);
    }

    static Leftover of(Connection connection, String sql, Scope scope, boolean before) throws SQLException {
        try {
            return new Leftovers(connection, sql, scope, before).look();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Leftover.NOTHING;
        }
    }

    private Leftover look() throws SQLException {
        return switch (cursor.next()) {
            case "create" -> created();
            case "drop" -> before ? dropped() : Leftover.NOTHING;
            case "reindex" -> before ? reindexed() : Leftover.NOTHING;
            case "alter" -> before ? detached() : Leftover.NOTHING;
            default -> Leftover.NOTHING;
        };
    }

    private Leftover created() throws SQLException {
        cursor.skip("unique");
        cursor.expect("index");
        cursor.expect("concurrently");
        cursor.skip("if", "not", "exists");
        if (cursor.is("on")) {
            return Leftover.NOTHING;
        }
        String name = cursor.ident();
        cursor.expect("on");
        cursor.skip("only");
        Name index = Name.of(in(cursor.path()).schema(), name);
        String object = "index " + index;
        try (var query = connection.prepareStatement(INDEX)) {
            query.setString(1, index.schema());
            query.setString(2, index.local());
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    return Leftover.NOTHING;
                } else if (!row.getBoolean(1)) {
                    return row.getBoolean(2)
                            ? new Leftover(State.RUNNING, object, List.of())
                            : new Leftover(State.BROKEN, object, List.of(drop(index)));
                }
            }
        }
        return new Leftover(isTheSame(index) ? State.DONE : State.DIFFERENT, object, List.of());
    }

    private static String drop(Name index) {
        return "DROP INDEX CONCURRENTLY IF EXISTS " + Sql.reference(index);
    }

    private Name in(List<String> path) {
        return path.size() > 1
                ? Name.of(path.get(path.size() - 2), path.get(path.size() - 1))
                : Name.of(scope.defaultSchema(), path.get(0));
    }

    /** Is the index that is there the one that the statement makes? Where nobody can tell, it is if it was begun before. */
    private boolean isTheSame(Name name) throws SQLException {
        SchemaModel live = PostgresCatalog.read(connection, scope, Set.of());
        var found = live.everything().values().stream()
                .filter(object -> object instanceof Index index
                        && index.name().equals(name.local())
                        && schema(index.table()).equals(name.schema()))
                .map(Index.class::cast)
                .findFirst();
        if (found.isEmpty()) {
            return before;
        }
        var without = live.without(found.get().id());
        Optional<SchemaModel> made = DdlReader.applied(sql, without, scope);
        if (made.isEmpty()) {
            return before;
        }
        var normal = Normalizer.normalize(connection, made.get(), live, scope);
        return normal.model().find(found.get().id()).equals(found.map(SchemaObject.class::cast));
    }

    private String schema(Name table) {
        return table.schema().isEmpty() ? scope.defaultSchema() : table.schema();
    }

    private Leftover dropped() throws SQLException {
        cursor.expect("index");
        cursor.expect("concurrently");
        cursor.skip("if", "exists");
        Name index = in(cursor.path());
        if (!cursor.atEnd()) {
            return Leftover.NOTHING;
        }
        try (var query = connection.prepareStatement(INDEX)) {
            query.setString(1, index.schema());
            query.setString(2, index.local());
            try (var row = query.executeQuery()) {
                return row.next() ? Leftover.NOTHING : new Leftover(State.DONE, "index " + index, List.of());
            }
        }
    }

    private Leftover reindexed() throws SQLException {
        var cleanup = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(BESIDE)) {
            while (row.next()) {
                if (scope.schemas().contains(row.getString(1))) {
                    cleanup.add(drop(Name.of(row.getString(1), row.getString(2))));
                }
            }
        }
        return cleanup.isEmpty() ? Leftover.NOTHING : new Leftover(State.BROKEN, "an index beside another", cleanup);
    }

    private Leftover detached() throws SQLException {
        cursor.expect("table");
        cursor.skip("if", "exists");
        Name parent = in(cursor.path());
        cursor.expect("detach");
        cursor.expect("partition");
        Name partition = in(cursor.path());
        cursor.expect("concurrently");
        try (var query = connection.prepareStatement(DETACHING)) {
            query.setString(1, Sql.reference(partition));
            query.setString(2, Sql.reference(parent));
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    return new Leftover(State.DONE, "partition " + partition, List.of());
                }
                return row.getBoolean(1)
                        ? new Leftover(
                                State.DONE,
                                "partition " + partition,
                                List.of("ALTER TABLE " + Sql.reference(parent) + " DETACH PARTITION "
                                        + Sql.reference(partition) + " FINALIZE"))
                        : Leftover.NOTHING;
            }
        }
    }
}
