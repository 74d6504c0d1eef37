package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.SchemaModel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Reads a live catalog: a handful of queries in one flight, however many tables there are, in one snapshot. The
 * connection is left as it was found.
 */
final class PostgresCatalog {

    private static final int TRIES = 5;

    /** What the server says when a name that it wants to print has just been dropped. */
    private static final String CACHE_LOOKUP = "XX000";

    private static final String SAVEPOINT = "aludel_read";

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
        boolean within = isWithinTransaction();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(within);
            } catch (TornCatalog e) {
                if (attempt == TRIES) {
                    throw new SQLException(e.getMessage() + "; gave up after " + TRIES + " tries", CACHE_LOOKUP, e);
                }
            } catch (SQLException e) {
                if (attempt == TRIES || !CACHE_LOOKUP.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    /** One try. A fingerprint of the catalog before and after would go around this. */
    private SchemaModel once(boolean within) throws SQLException {
        var catalog = new CatalogBuilder(scope, exclude);
        String end = within ? "ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT : "COMMIT";
        boolean finished = false;
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(0);
            boolean rows = statement.execute(script(within, end));
            for (CatalogQuery query : queries) {
                while (!rows) {
                    rows = statement.getMoreResults();
                }
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        query.read(result, catalog);
                    }
                }
                rows = statement.getMoreResults();
            }
            finished = true;
        } finally {
            if (!finished) {
                end(within, end);
            }
        }
        return catalog.build();
    }

    private String script(boolean within, String end) throws SQLException {
        var script = new ArrayList<String>();
        if (within) {
            script.add("SAVEPOINT " + SAVEPOINT);
        } else {
            if (connection.getAutoCommit()) {
                script.add("BEGIN");
            }
            script.add("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        }
        // expressions then print the first managed schema's names without their schema, and all others with it
        script.add("SET LOCAL search_path = " + Sql.ident(scope.defaultSchema()) + ", pg_temp");
        String schemas = Sql.literals(scope.schemas());
        queries.forEach(query -> script.add(query.sql(scope, schemas)));
        script.add(end);
        return String.join(";\n", script);
    }

    /** After a failure the flight's own end was not reached, or was and this does no harm. */
    private void end(boolean within, String end) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (within) {
                if (state() == TransactionState.FAILED) {
                    statement.execute(end);
                }
            } else if (state() != TransactionState.IDLE) {
                statement.execute("ROLLBACK");
            }
        }
    }

    private boolean isWithinTransaction() throws SQLException {
        return state() != TransactionState.IDLE;
    }

    private TransactionState state() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState();
    }
}
