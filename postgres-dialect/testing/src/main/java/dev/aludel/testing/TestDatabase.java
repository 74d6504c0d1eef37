package dev.aludel.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a {@link TestServer}, made for one test. Closing it drops it, whoever is still connected. */
public final class TestDatabase implements AutoCloseable {
    private final TestServer server;
    private final String name;

    TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** The whole name, unquoted. */
    public String name() {
        return name;
    }

    /** Connections as the server's superuser (on an existing server: as the URL's user). Not a pool: each call of {@code getConnection} opens one. */
    public DataSource dataSource() {
        return connecting();
    }

    /** Connections as the given role. */
    public DataSource asRole(TestRole role) {
        return asRole(role.name(), role.password());
    }

    /** Connections as the given role; the password is checked by the server when one is opened. */
    public DataSource asRole(String role, String password) {
        PGSimpleDataSource dataSource = connecting();
        dataSource.setUser(role);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** The JDBC URL that {@link #dataSource()} uses, with user and password. */
    public String url() {
        return server.url(name);
    }

    /**
     * Runs statements on a connection of their own: in one transaction, unless they contain transaction commands.
     *
     * @param sql one or more statements, separated by semicolons
     * @throws TestServerException the server refused one of them; the cause is the {@link SQLException}
     */
    public void execute(String sql) {
        try (Connection connection = connecting().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new TestServerException(
                    "database \"" + name + "\" refused (" + e.getSQLState() + "): " + e.getMessage() + "; in: " + sql,
                    e);
        }
    }

    /**
     * Drops the database and ends all its connections. Doing it twice does nothing.
     *
     * @throws TestServerException the server refused, for example because of a prepared transaction
     */
    @Override
    public void close() {
        server.drop(this);
    }

    private PGSimpleDataSource connecting() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(url());
        return dataSource;
    }

    @Override
    public String toString() {
        return name;
    }
}
