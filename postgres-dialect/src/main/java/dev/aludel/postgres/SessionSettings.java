package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.TransactionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a transaction of ours sets for itself. */
final class SessionSettings {

    // a client that was stopped or cut off must not hold its locks for ever
    private static final Duration IDLE = Duration.ofSeconds(60);

    private SessionSettings() {}

    static List<String> forTransaction(Scope scope, TransactionSettings settings) {
        var statements = new ArrayList<String>();
        if (!scope.schemas().isEmpty()) {
            statements.add(searchPath(scope));
        }
        statements.add(timeout("lock_timeout", settings.lockTimeout()));
        statements.add(timeout("statement_timeout", settings.statementTimeout()));
        statements.add(timeout("idle_in_transaction_session_timeout", IDLE));
        return statements;
    }

    /** pg_catalog stays implicitly first for look-ups; pg_temp last, where it cannot shadow anything. */
    static String searchPath(Scope scope) {
        return "SET LOCAL search_path = " + Sql.ident(scope.defaultSchema()) + ", pg_temp";
    }

    private static String timeout(String setting, Duration limit) {
        // 0 means no limit to the server, so that less than a millisecond must not become 0
        long millis = limit.isZero() ? 0 : Math.max(1, limit.toMillis());
        return "SET LOCAL " + setting + " = " + millis;
    }
}
