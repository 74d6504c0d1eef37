package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.testing.TestServer;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A transaction's settings are what was asked for, and end with it. */
class SessionSettingsTest {

    private static final List<String> NAMES =
            List.of("search_path", "lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout");

    @Test
    void settingsEndWithTheTransaction() throws SQLException {
        var scope = new Scope(
                List.of("Select \"x\"", "billing"), TestServer.shared().major());
        var settings = new TransactionSettings(Duration.ofMillis(200), Duration.ZERO);
        try (var database = TestServer.shared().database();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var before = show(statement);
            connection.setAutoCommit(false);
            statement.execute(String.join(";", SessionSettings.forTransaction(scope, settings)));
            assertThat(show(statement)).containsExactly("\"Select \"\"x\"\"\", pg_temp", "200ms", "0", "30s");
            connection.commit();
            connection.setAutoCommit(true);
            assertThat(show(statement)).isEqualTo(before);
        }
    }

    private static List<String> show(Statement statement) throws SQLException {
        var values = new ArrayList<String>();
        for (String name : NAMES) {
            try (var row = statement.executeQuery("SHOW " + name)) {
                row.next();
                values.add(row.getString(1));
            }
        }
        return values;
    }

    @Test
    void aTinyLimitIsNotNoLimit() {
        var settings = new TransactionSettings(Duration.ofNanos(1), Duration.ofDays(1));
        assertThat(SessionSettings.forTransaction(Scope.unqualified(18), settings))
                .containsExactly(
                        "SET LOCAL TimeZone = 'UTC'",
                        "SET LOCAL row_security = off",
                        "SET LOCAL lock_timeout = 1",
                        "SET LOCAL statement_timeout = 86400000",
                        "SET LOCAL idle_in_transaction_session_timeout = 30000",
                        "SET LOCAL transaction_timeout = 0");
    }
}
