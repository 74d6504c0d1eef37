package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sessions with a snapshot or a transaction number of their own. What builds an index while others write waits until they
 * are all gone.
 */
final class OldTransactions {

    private static final String SESSIONS = """
            SELECT pid, coalesce(application_name, ''), coalesce(usename::pg_catalog.text, ''), coalesce(state, 'hidden'),
                   coalesce(pg_catalog.to_char(pg_catalog.timezone('UTC', coalesce(xact_start, state_change)),
                       'YYYY-MM-DD HH24:MI:SS.MS'), '?'),
                   coalesce(pg_catalog.left(pg_catalog.regexp_replace(query, '\s+', ' ', 'g'), 120), '')
              FROM pg_catalog.pg_stat_activity
             WHERE datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
               AND NOT pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
               AND coalesce(backend_type, '') OPERATOR(pg_catalog.=) 'client backend'""";

    private static final String OLD = """

               AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)""";

    /** Its connections have the same name, role and address, and a session that is idle does nothing but wait. */
    private static final String OURS = """

               AND state OPERATOR(pg_catalog.~~) 'idle in transaction%'
               AND usename OPERATOR(pg_catalog.=) session_user
               AND application_name OPERATOR(pg_catalog.=) pg_catalog.current_setting('application_name')
               AND client_addr IS NOT DISTINCT FROM pg_catalog.inet_client_addr()""";

    /** Sessions that hold any lock on one of these tables. */
    private static final String HOLDING = """

               AND pid IN (SELECT l.pid FROM pg_catalog.pg_locks l
                            WHERE l.granted AND l.relation IN (%s)
                              AND l.database OPERATOR(pg_catalog.=) (SELECT d.oid FROM pg_catalog.pg_database d
                                    WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()))""";

    private OldTransactions() {}

    static List<String> holding(Connection connection, Collection<Name> tables, Scope scope) throws SQLException {
        if (tables.isEmpty()) {
            return of(connection, false);
        }
        String ids = tables.stream()
                .map(table -> "pg_catalog.to_regclass(" + Sql.literal(Sql.name(table, scope)) + ")::pg_catalog.oid")
                .collect(Collectors.joining(", "));
        return read(connection, SESSIONS + HOLDING.formatted(ids));
    }

    static List<String> of(Connection connection, boolean ours) throws SQLException {
        return read(connection, SESSIONS + OLD + (ours ? OURS : ""));
    }

    private static List<String> read(Connection connection, String query) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query + " ORDER BY xact_start, pid")) {
            while (row.next()) {
                String application = row.getString(2).isEmpty() ? "" : " \"" + row.getString(2) + "\"";
                lines.add("process " + row.getInt(1) + application + " of role " + row.getString(3) + ", "
                        + row.getString(4) + ", transaction since " + row.getString(5) + " UTC, last statement: "
                        + Secrets.hidden(row.getString(6)));
            }
        }
        return lines;
    }
}
