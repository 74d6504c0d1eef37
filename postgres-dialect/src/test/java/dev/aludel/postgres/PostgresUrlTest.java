package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.testing.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** Each form of a URL leads to the same data source, and none gives a password away. */
class PostgresUrlTest {

    private static final String CANARY = "s3cr3t-canary";

    private static final Map<String, String> NOTHING = Map.of("PGUSER", "os");

    private static final Map<String, String> EVERYTHING = Map.of(
            "PGHOST",
            "env-host",
            "PGPORT",
            "6000",
            "PGDATABASE",
            "env-db",
            "PGUSER",
            "env-user",
            "PGPASSWORD",
            "env-pass");

    /**
     * @param read hosts, database, user, password
     */
    record Row(String url, Map<String, String> environment, String read) {}

    private static Row row(String url, String read) {
        return new Row(url, NOTHING, read);
    }

    static Stream<Row> urls() {
        return Stream.of(
                row("postgresql://u:p@h:1234/db", "h:1234 db u p"),
                row("postgres://u:p@h/db", "h:5432 db u p"),
                row("postgresql+psycopg2://u:p@h/db", "h:5432 db u p"),
                row("postgres+asyncpg://u:p@h/db", "h:5432 db u p"),
                row("jdbc:postgresql://h:1234/db?user=u&password=p", "h:1234 db u p"),
                row("jdbc:postgresql://u:p@h:1234/db", "h:1234 db u p"),
                row("jdbc:postgresql:db", "localhost:5432 db os null"),
                row("jdbc:postgresql:/", "localhost:5432 os os null"),
                row("  postgresql://u@h/db  ", "h:5432 db u null"),
                row("postgresql://", "localhost:5432 os os null"),
                row("postgresql://h", "h:5432 os os null"),
                row("postgresql://u@", "localhost:5432 u u null"),
                row("postgresql:///db", "localhost:5432 db os null"),
                row("postgresql:///db?host=h&port=7", "h:7 db os null"),
                row("postgresql:///?dbname=db&user=u&password=p", "localhost:5432 db u p"),
                row("postgresql://u%40x:p%3A%2F%3F%23%5B%5D%40@h/my%20db", "h:5432 my db u@x p:/?#[]@"),
                row("postgresql://u:p+q@h/a+b", "h:5432 a+b u p+q"),
                row("postgresql://u:p@ss@h/db", "h:5432 db u p@ss"),
                row("postgresql://u:p:q@h/db", "h:5432 db u p:q"),
                row("jdbc:postgresql://h/db?user=u&password=p@ss", "h:5432 db u p@ss"),
                row("postgresql://u:p@[::1]:1234/db", "[::1]:1234 db u p"),
                row("postgresql://[2001:db8::1]/db", "[2001:db8::1]:5432 db os null"),
                row("postgresql:///db?host=::1", "[::1]:5432 db os null"),
                row("postgresql://a:1,b,[::1]:3/db", "a:1,b:5432,[::1]:3 db os null"),
                row("postgresql:///db?host=a,b&port=1,2", "a:1,b:2 db os null"),
                row("postgresql://a,b/db?port=7", "a:7,b:7 db os null"),
                new Row("postgresql://", EVERYTHING, "env-host:6000 env-db env-user env-pass"),
                new Row("postgresql:///db", EVERYTHING, "env-host:6000 db env-user env-pass"),
                new Row("postgresql://u:p@h:1/db", EVERYTHING, "h:1 db u p"),
                new Row("postgresql://h", EVERYTHING, "h:6000 env-db env-user env-pass"));
    }

    private static String read(PGSimpleDataSource source) {
        var hosts = new StringBuilder();
        for (int i = 0; i < source.getServerNames().length; i++) {
            hosts.append(i == 0 ? "" : ",")
                    .append(source.getServerNames()[i])
                    .append(":")
                    .append(source.getPortNumbers()[i]);
        }
        return hosts + " " + source.getDatabaseName() + " " + source.getUser() + " " + source.getPassword();
    }

    @ParameterizedTest
    @MethodSource("urls")
    void isRead(Row row) {
        var source = PostgresUrl.dataSource(row.url(), row.environment()::get);
        assertThat(read(source)).isEqualTo(row.read());
        assertThat(source.getApplicationName()).isEqualTo("aludel");
        assertThat(source.getTcpKeepAlive()).isTrue();
        // the driver must read its own URL back
        Properties parsed = Driver.parseURL(source.getUrl(), new Properties());
        assertThat(parsed).isNotNull();
        assertThat(parsed.getProperty("PGHOST") + " " + parsed.getProperty("PGPORT"))
                .isEqualTo(String.join(",", source.getServerNames()) + " "
                        + String.join(
                                ",",
                                Arrays.stream(source.getPortNumbers())
                                        .mapToObj(Integer::toString)
                                        .toList()));
    }

    @Test
    void optionsReachTheDriverUnderTheirNamesOrLibpqs() {
        var source = PostgresUrl.dataSource(
                "postgresql://h/db?sslmode=verify-full&sslrootcert=%2Fca.pem&connect_timeout=7&application_name=me"
                        + "&target_session_attrs=read-write&options=-c%20geqo%3Doff&schema=billing&tcpKeepAlive=false",
                NOTHING::get);
        assertThat(source.getSslMode()).isEqualTo("verify-full");
        assertThat(source.getSslRootCert()).isEqualTo("/ca.pem");
        assertThat(source.getConnectTimeout()).isEqualTo(7);
        assertThat(source.getApplicationName()).isEqualTo("me");
        assertThat(source.getTargetServerType()).hasToString("primary");
        assertThat(source.getOptions()).isEqualTo("-c geqo=off");
        assertThat(source.getCurrentSchema()).isEqualTo("billing");
        assertThat(source.getTcpKeepAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://u:" + CANARY + "@h/db",
                "jdbc:mysql://u:" + CANARY + "@h/db",
                CANARY,
                "postgresql:u:" + CANARY + "@h:port:1/db?x",
                "postgresql://u:" + CANARY + "@h:port/db",
                "postgresql://u:" + CANARY + "@h:0/db",
                "postgresql://u:" + CANARY + "@h:70000/db",
                "postgresql://u:" + CANARY + "%zz@h/db",
                "postgresql://u:" + CANARY + "%2@h/db",
                "postgresql://u:x?" + CANARY + "=@h/db",
                "postgresql://u:x?" + CANARY + "@h/db",
                "postgresql://u:x?y=" + CANARY + "@h/db",
                "postgresql://u:x/" + CANARY + "@h/db",
                "postgresql://u:" + CANARY + "/x@h/db",
                "postgresql://u:" + CANARY + "@h/db?no_such_option=1",
                "postgresql://u:" + CANARY + "@h/db?connect_timeout=x",
                "postgresql://h/db?password=" + CANARY + "&sslmode",
                "postgresql://u:" + CANARY + "@%2Ftmp/db",
                "postgresql://u:" + CANARY + "@h/db?target_session_attrs=" + CANARY,
                "postgresql://u:" + CANARY + "@h:1:2/db"
            })
    void aUrlThatIsNotOneSaysWhatIsAndNoMore(String url) {
        try {
            // what is read, wrongly perhaps, may fail only later
            PostgresUrl.dataSource(url, NOTHING::get).getConnection().close();
            throw new AssertionError("connected");
        } catch (IllegalArgumentException e) {
            assertThat(trace(e)).doesNotContain(CANARY);
            assertThat(e.getMessage()).containsAnyOf("postgresql://", "option", "host");
        } catch (SQLException e) {
            assertThat(trace(e)).doesNotContain(CANARY);
        }
    }

    private static String trace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void unknownOptionsAreNamed() {
        assertThatThrownBy(() -> PostgresUrl.dataSource("postgresql://h/db?sslmod=require"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sslmod");
    }

    @ParameterizedTest
    @MethodSource("urls")
    void theDataSourceShowsNoPassword(Row row) {
        String url = row.url().replace(":p@", ":" + CANARY + "@").replace("password=p", "password=" + CANARY);
        var source = PostgresUrl.dataSource(url, row.environment()::get);
        assertThat(source + " " + source.getUrl() + " " + source.getDescription())
                .doesNotContain(CANARY);
    }

    @Test
    void connects() throws SQLException {
        var server = TestServer.shared();
        var role = server.role();
        try (var database = server.database("db with ? & %")) {
            var there = URI.create(database.url().substring("jdbc:".length()));
            String url = "postgres://" + role.name() + ":" + role.password() + "@" + there.getHost() + ":"
                    + there.getPort() + there.getRawPath().replace("+", "%20");
            try (var connection = PostgresUrl.dataSource(url).getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "SELECT current_database(), current_user, current_setting('application_name')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo(database.name());
                assertThat(row.getString(2)).isEqualTo(role.name());
                assertThat(row.getString(3)).isEqualTo("aludel");
            }
        }
    }
}
