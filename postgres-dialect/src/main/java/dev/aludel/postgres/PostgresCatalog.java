package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.SchemaModel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a live catalog: a handful of queries in one flight, however many tables there are, in one snapshot. The
 * connection is left as it was found.
 */
final class PostgresCatalog {

    private static final int TRIES = 5;

    /** What the server says when a name that it wants to print has just been dropped. */
    private static final String CACHE_LOOKUP = "XX000";

    private final Connection connection;
    private final Scope scope;
    private final Set<String> exclude;
    private final List<CatalogQuery> queries;

    private PostgresCatalog(Connection connection, Scope scope, Set<String> exclude) {
        this.connection = connection;
        this.scope = scope;
        this.exclude = exclude;
        this.queries = new Supports(List.of()).queries();
    }

    /**
     * Reads the managed schemas. When somebody changes the schema meanwhile, it is read again, a few times.
     *
     * @throws IllegalArgumentException if the scope names no schema
     */
    static SchemaModel read(Connection connection, Scope scope, Set<String> exclude) throws SQLException {
        if (scope.schemas().isEmpty()) {
            throw new IllegalArgumentException("no schema to read; name at least one");
        }
        return new PostgresCatalog(connection, scope, exclude).read();
    }

    private SchemaModel read() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once();
            } catch (TornCatalog e) {
                if (attempt == TRIES) {
                    throw gaveUp(e.getMessage(), e);
                }
            } catch (SQLException e) {
                if (!CACHE_LOOKUP.equals(e.getSQLState())) {
                    throw e;
                }
                if (attempt == TRIES) {
                    throw gaveUp("the schema changed while it was read: " + e.getMessage(), e);
                }
            } catch (RuntimeException e) {
                // what is torn may also look like nothing that there can be
                if (attempt == TRIES) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    private static SQLException gaveUp(String why, Exception cause) {
        return new SQLException(why + "; gave up after " + TRIES + " tries", CACHE_LOOKUP, cause);
    }

    /** Changes often come together. */
    private static void pause(int attempt) throws SQLException {
        try {
            Thread.sleep(10L << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while the schema was read", e);
        }
    }

    private SchemaModel once() throws SQLException {
        var catalog = new CatalogBuilder(scope, exclude);
        var fingerprints = new ArrayList<String>();
        Aside aside = Aside.on(connection);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(0);
            try {
                boolean rows = statement.execute(script(aside));
                rows = take(statement, rows, row -> fingerprints.add(row.getString(1)));
                for (CatalogQuery query : queries) {
                    rows = take(statement, rows, row -> query.read(row, catalog));
                }
                take(statement, rows, row -> fingerprints.add(row.getString(1)));
            } catch (SQLException | RuntimeException e) {
                aside.recover(connection, statement);
                throw e;
            }
        }
        if (!fingerprints.get(0).equals(fingerprints.get(1))) {
            throw new TornCatalog("its state at the start");
        }
        return catalog.build();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static boolean take(Statement statement, boolean rows, RowReader reader) throws SQLException {
        boolean found = rows;
        while (!found) {
            found = statement.getMoreResults();
        }
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                reader.read(result);
            }
        }
        return statement.getMoreResults();
    }

    private String script(Aside aside) {
        var script = new ArrayList<String>();
        script.add(aside.begin());
        if (aside.isOwn()) {
            script.add("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        }
        // expressions then print the first managed schema's names without their schema, and all others with it
        script.add("SET LOCAL search_path = " + Sql.ident(scope.defaultSchema()) + ", pg_temp");
        // and texts are spelled for such a reader
        script.add(VersionSql.STRINGS);
        String schemas = Sql.literals(scope.schemas());
        script.add(CatalogFingerprint.sql());
        queries.forEach(query -> script.add(query.sql(scope, schemas)));
        // the second one needs a snapshot of its own, which an open transaction that reads repeatably does not give it
        script.addAll(
                aside.isOwn()
                        ? List.of(aside.end(), CatalogFingerprint.sql())
                        : List.of(CatalogFingerprint.sql(), aside.end()));
        return String.join(";\n", script);
    }
}
