package dev.aludel.postgres;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.schema.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a transaction of ours sets for itself. */
final class SessionSettings {

    // a client that was stopped or cut off must not hold its locks for ever
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** The first major version that has a limit for whole transactions. */
    private static final int TRANSACTION_TIMEOUT = 17;

    private static final String SET_NOW = """
            SELECT 'role', pg_catalog.current_setting('role')
            UNION ALL
            SELECT name, setting FROM pg_catalog.pg_settings WHERE source OPERATOR(pg_catalog.=) 'session'""";

    private SessionSettings() {}

    static List<String> forTransaction(Scope scope, TransactionSettings settings) {
        return set("SET LOCAL ", scope, settings);
    }

    /** A client that stops right after it took the lock must not keep it. */
    static String idle() {
        return timeout("SET LOCAL ", "idle_in_transaction_session_timeout", IDLE);
    }

    /** For what runs outside a transaction, where nothing is local; {@link #restoring} takes it back. */
    static List<String> forStatement(Scope scope, TransactionSettings settings) {
        return set("SET ", scope, settings);
    }

    private static List<String> set(String set, Scope scope, TransactionSettings settings) {
        var statements = new ArrayList<String>();
        if (!scope.schemas().isEmpty()) {
            statements.add(searchPath(set, scope));
        }
        // what is converted must not depend on where it is done
        statements.add(set + "TimeZone = 'UTC'");
        // rows that a policy hides would be passed over in silence; an error says so
        statements.add(set + "row_security = off");
        statements.add(timeout(set, "lock_timeout", settings.lockTimeout()));
        statements.add(timeout(set, "statement_timeout", settings.statementTimeout()));
        statements.add(timeout(set, "idle_in_transaction_session_timeout", IDLE));
        if (scope.majorVersion() >= TRANSACTION_TIMEOUT) {
            // a role's own limit is not meant for what builds tables anew
            statements.add(timeout(set, "transaction_timeout", Duration.ZERO));
        }
        return statements;
    }

    /** So that a client that was cut off, or that died in the middle of a statement, is missed within half a minute. */
    static List<String> keepingAlive(String set) {
        return List.of(
                set + "tcp_keepalives_idle = 10",
                set + "tcp_keepalives_interval = 5",
                set + "tcp_keepalives_count = 3",
                set + "tcp_user_timeout = 25000",
                set + "client_connection_check_interval = 2000");
    }

    /**
     * Statements that reset what was not set now and will be, and set again what is set now, with the rights of the session's
     * own user. Settings of the one transaction end with it; a seed cannot be read.
     */
    static List<String> restoring(Connection connection) throws SQLException {
        String role = "";
        var settings = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(SET_NOW)) {
            while (row.next()) {
                String set = "pg_catalog.set_config(" + Sql.literal(row.getString(1)) + ", "
                        + Sql.literal(row.getString(2)) + ", false)";
                if (row.getString(1).equals("role")) {
                    role = set;
                } else {
                    settings.add(set);
                }
            }
        }
        // looking for what is not as it was would cost the server a millisecond each time
        settings.add(role);
        return List.of(
                "SET SESSION ROLE NONE",
                "RESET ALL",
                "DO " + VersionSql.body("BEGIN\n  PERFORM " + String.join(";\n  PERFORM ", settings) + ";\nEND"));
    }

    /** Views cannot be locked in every mode, and what is not there yet needs no lock. */
    static String lock(Name table, LockLevel level, Scope scope) {
        if (level == LockLevel.NONE) {
            return "DO " + VersionSql.body("BEGIN END");
        }
        String name = Sql.name(table, scope);
        return "DO "
                + VersionSql.body(
                        """
                BEGIN
                  IF EXISTS (SELECT FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p')
                      AND oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(%s)::pg_catalog.oid) THEN
                    LOCK TABLE %s IN %s MODE;
                  END IF;
                END""".formatted(Sql.literal(name), name, level.name().replace('_', ' ')));
    }

    /** pg_catalog stays implicitly first for look-ups; pg_temp last, where it cannot shadow anything. */
    static String searchPath(Scope scope) {
        return searchPath("SET LOCAL ", scope);
    }

    private static String searchPath(String set, Scope scope) {
        return set + "search_path = " + Sql.ident(scope.defaultSchema()) + ", pg_temp";
    }

    private static String timeout(String set, String setting, Duration limit) {
        // 0 means no limit to the server, so that less than a millisecond must not become 0
        long millis = limit.isZero() ? 0 : Math.max(1, limit.toMillis());
        return set + setting + " = " + millis;
    }
}
