package dev.aludel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void isOneForTheWholeJvm() {
        assertThat(TestServer.shared()).isSameAs(server);
    }

    @Test
    void majorIsWhatTheServerSays() throws SQLException {
        try (TestDatabase database = server.database()) {
            assertThat(ask(database.dataSource(), "SELECT current_setting('server_version_num')::int / 10000"))
                    .isEqualTo(Integer.toString(server.major()));
        }
    }

    @Test
    void freshDatabasesAreAlikeOnEveryServer() throws SQLException {
        try (TestDatabase database = server.database()) {
            assertThat(ask(database.dataSource(), "SELECT datname FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo(database.name());
            assertThat(
                            ask(
                                    database.dataSource(),
                                    "SELECT pg_encoding_to_char(encoding) || ' ' || datcollate || ' ' || datctype FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("UTF8 C C");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "Mixed Case", "qu\"ote", "per%cent", "slash/question?amp&", "plus+ö", "$I"})
    void namesMayBeDifficult(String name) throws SQLException {
        try (TestDatabase database = server.database(name)) {
            assertThat(database.name()).endsWith("_" + name);
            assertThat(ask(database.dataSource(), "SELECT current_database()")).isEqualTo(database.name());
            try (Connection connection = DriverManager.getConnection(database.url())) {
                assertThat(connection.getCatalog()).isEqualTo(database.name());
            }
        }
    }

    @Test
    void namesThatPostgresWouldCutAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.database("x".repeat(60)))
                .withMessageContaining("63 bytes");
    }

    @Test
    void closingDropsWhoeverIsConnected() throws SQLException {
        TestDatabase database = server.database();
        try (Connection connected = database.dataSource().getConnection()) {
            assertThat(connected.isValid(1)).isTrue();
            database.close();
            database.close();
            assertThat(connected.isValid(1)).isFalse();
        }
        try (TestDatabase other = server.database()) {
            assertThat(ask(
                            other.dataSource(),
                            "SELECT count(*) FROM pg_database WHERE datname = '" + database.name() + "'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void rolesLogInWithTheirPasswordOnly() throws SQLException {
        TestRole role = server.role("CREATEROLE");
        try (TestDatabase database = server.database()) {
            assertThat(ask(
                            database.asRole(role),
                            "SELECT current_user || ' ' || rolcreaterole FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo(role.name() + " true");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> ask(database.asRole(role.name(), "wrong"), "SELECT 1"))
                    .matches(e -> e.getSQLState().equals("28P01"));
        }
    }

    @Test
    void refusedStatementsSayWhereAndWhat() {
        try (TestDatabase database = server.database()) {
            database.execute("CREATE TABLE a (b int); INSERT INTO a VALUES (1)");
            assertThatExceptionOfType(TestServerException.class)
                    .isThrownBy(() -> database.execute("SELECT c FROM a"))
                    .withMessageContainingAll(database.name(), "42703", "SELECT c FROM a")
                    .withCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    void anExistingServerIsLeftAsItWas() throws SQLException {
        try (TestDatabase base = server.database()) {
            TestServer existing = TestServer.start(new ServerChoice.Existing(base.url()));
            TestDatabase database = existing.database();
            TestRole role = existing.role();
            database.execute("CREATE SCHEMA mine AUTHORIZATION " + role.name());
            assertThat(ask(database.asRole(role), "SELECT current_user")).isEqualTo(role.name());
            existing.stop();
            assertThat(ask(
                            base.dataSource(),
                            "SELECT (SELECT count(*) FROM pg_database WHERE datname = '" + database.name()
                                    + "') + (SELECT count(*) FROM pg_roles WHERE rolname = '" + role.name() + "')"))
                    .isEqualTo("0");
        }
    }

    @Test
    void anUnreachableServerIsNamedWithoutItsPassword() {
        assertThatExceptionOfType(TestServerException.class)
                .isThrownBy(() -> TestServer.start(
                        new ServerChoice.Existing("jdbc:postgresql://localhost:1/x?user=me&password=s3cret")))
                .withMessageContainingAll("localhost:1", "aludel.test.postgres")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void aContainerThatCannotStartSaysWhatToDo() {
        assertThatExceptionOfType(TestServerException.class)
                .isThrownBy(() -> TestServer.start(new ServerChoice.Container("localhost:1/no-such-image:1")))
                .withMessageContainingAll("aludel.test.postgres", "Docker", "embedded");
    }

    private static String ask(DataSource dataSource, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
