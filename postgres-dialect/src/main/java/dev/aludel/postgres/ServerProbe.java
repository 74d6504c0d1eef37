package dev.aludel.postgres;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.ServerInfo;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;

/** What server this is, and what its errors mean. */
final class ServerProbe {

    private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://(?:[^/?@]*@)?([^/?]*)(?:[/?].*)?");

    private static final Set<String> UNREACHABLE = Set.of("57P01", "57P02", "25P03", "25P04");

    private static final String QUERY = """
            SELECT pg_catalog.current_setting('server_version'),
                   pg_catalog.current_setting('server_version_num')::pg_catalog.int4,
                   pg_catalog.current_database(),
                   current_user,
                   coalesce(pg_catalog.current_schema(), ''),
                   pg_catalog.pg_is_in_recovery(),
                   pg_catalog.current_setting('default_transaction_read_only'),
                   pg_catalog.current_setting('transaction_read_only'),
                   pg_catalog.pg_backend_pid(),
                   pg_catalog.current_setting('max_locks_per_transaction')::pg_catalog.int4 OPERATOR(pg_catalog.*)
                     (pg_catalog.current_setting('max_connections')::pg_catalog.int4 OPERATOR(pg_catalog.+)
                      pg_catalog.current_setting('max_prepared_transactions')::pg_catalog.int4)""";

    private ServerProbe() {}

    /** One round trip, whatever transaction the connection is in. */
    static ServerInfo inspect(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(QUERY)) {
            row.next();
            String why = readOnlyWhy(row.getBoolean(6), row.getString(7), row.getString(8));
            return new ServerInfo(
                    "PostgreSQL",
                    row.getString(1),
                    row.getInt(2) / 10_000,
                    row.getString(3),
                    host(connection.getMetaData().getURL()),
                    row.getString(4),
                    row.getString(5),
                    !why.isEmpty(),
                    why,
                    connection.isWrapperFor(PGConnection.class)
                            && connection.unwrap(PGConnection.class).getBackendPID() != row.getInt(9),
                    row.getInt(10));
        }
    }

    private static String readOnlyWhy(boolean recovery, String byDefault, String now) {
        if (recovery) {
            return "the server is a hot standby";
        }
        if (byDefault.equals("on")) {
            return "default_transaction_read_only is on for this role, database or session";
        }
        return now.equals("on") ? "the transaction is read-only" : "";
    }

    /** As the driver knows from the server's last answer. */
    static boolean inTransaction(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    /** Host and port of a JDBC URL; several with commas. Never its user or password. */
    static String host(@Nullable String url) {
        if (url == null) {
            return "";
        }
        var matcher = HOSTS.matcher(url);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Within the statement; not within a command that something in it runs. */
    static int position(SQLException error) {
        var said = error instanceof PSQLException ours ? ours.getServerErrorMessage() : null;
        return said == null ? 0 : said.getPosition();
    }

    /** The server is there and tells of a connection of its own, as to a publisher or a foreign server, that broke. */
    private static boolean isOfAnother(SQLException error) {
        SQLException root = error;
        while (root instanceof BatchUpdateException && root.getNextException() != null) {
            root = root.getNextException();
        }
        return root instanceof PSQLException told
                && told.getServerErrorMessage() != null
                && "ERROR".equals(told.getServerErrorMessage().getSeverity());
    }

    /** By SQLSTATE, as "PostgreSQL Error Codes" in its manual lists them. */
    static Dialect.Failure classify(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.startsWith("08") || UNREACHABLE.contains(state)) {
            return isOfAnother(error) ? Dialect.Failure.STATEMENT : Dialect.Failure.UNREACHABLE;
        }
        if (state.startsWith("28") || state.equals("3D000")) {
            return Dialect.Failure.LOGIN;
        }
        return switch (state) {
            case "53300", "57P03" -> Dialect.Failure.LATER;
            case "55P03", "40P01", "40001" -> Dialect.Failure.RETRY;
            case VersionSql.OVERTAKEN -> Dialect.Failure.OVERTAKEN;
            case "42501" -> Dialect.Failure.PRIVILEGE;
            case "25006" -> Dialect.Failure.READ_ONLY;
            default -> Dialect.Failure.STATEMENT;
        };
    }
}
