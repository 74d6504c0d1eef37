package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What server this is, and what its errors mean. */
class ServerProbeTest {

    @Test
    void tellsWhereItIsInOneFlight() throws Exception {
        try (var database = TestServer.shared().database();
                var counted = new CountedConnection(database)) {
            var info = ServerProbe.inspect(counted.connection);
            assertThat(counted.taken()).isEqualTo(1);
            assertThat(info.product()).isEqualTo("PostgreSQL");
            assertThat(info.majorVersion()).isEqualTo(TestServer.shared().major());
            assertThat(info.version()).startsWith(info.majorVersion() + ".");
            assertThat(info.database()).isEqualTo(database.name());
            assertThat(info.currentSchema()).isEqualTo("public");
            assertThat(info.host()).contains(":").doesNotContain("@", "?", "/");
            assertThat(info.readOnly()).isFalse();
            assertThat(info.readOnlyWhy()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SET default_transaction_read_only = on, default_transaction_read_only is on",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY, default_transaction_read_only is on"
    })
    void tellsWhyItTakesNoWrites(String sql, String why) throws SQLException {
        try (var database = TestServer.shared().database();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            var info = ServerProbe.inspect(connection);
            assertThat(info.readOnly()).isTrue();
            assertThat(info.readOnlyWhy()).startsWith(why);
        }
    }

    @Test
    void aSearchPathThatLeadsNowhereIsEmpty() throws SQLException {
        try (var database = TestServer.shared().database();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET search_path = nowhere; SET default_transaction_read_only = off");
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            var info = ServerProbe.inspect(connection);
            assertThat(info.currentSchema()).isEmpty();
            assertThat(info.readOnlyWhy()).isEqualTo("the transaction is read-only");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "jdbc:postgresql://localhost:5432/db, localhost:5432",
                "jdbc:postgresql://u:secret@localhost:5432/db?password=secret, localhost:5432",
                "'jdbc:postgresql://a:1,[::1]:2/db?user=u&password=secret', 'a:1,[::1]:2'",
                "jdbc:other://u:secret@host/db, ''",
                "-, ''"
            })
    void theHostNeverShowsWhoLogsIn(String url, String host) {
        assertThat(ServerProbe.host(url)).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "08006, UNREACHABLE",
                "57P01, UNREACHABLE",
                "57P03, LATER",
                "53300, LATER",
                "28P01, LOGIN",
                "28000, LOGIN",
                "3D000, LOGIN",
                "55P03, RETRY",
                "40P01, RETRY",
                "40001, RETRY",
                "42501, PRIVILEGE",
                "25006, READ_ONLY",
                "42P01, STATEMENT",
                "AL001, STATEMENT",
                "-, STATEMENT"
            })
    void errorsAreToldApartByTheirState(String state, Failure failure) {
        assertThat(ServerProbe.classify(new SQLException("x", state))).isEqualTo(failure);
    }

    @Test
    void realErrorsToo() throws SQLException {
        try (var database = TestServer.shared().database()) {
            for (String user : List.of("nobody_is_called_this")) {
                try (var connection = database.asRole(user, "wrong").getConnection()) {
                    assertThat(connection).isNull();
                } catch (SQLException e) {
                    assertThat(ServerProbe.classify(e)).isEqualTo(Failure.LOGIN);
                }
            }
        }
        try (var connection =
                PostgresUrl.dataSource("postgresql://localhost:1/x").getConnection()) {
            assertThat(connection).isNull();
        } catch (SQLException e) {
            assertThat(ServerProbe.classify(e)).isEqualTo(Failure.UNREACHABLE);
        }
    }
}
