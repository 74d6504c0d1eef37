package dev.aludel.postgres;

import dev.aludel.core.error.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;

/** The databases of a server, from the outside. */
final class Databases {

    private static final List<String> MAINTENANCE = List.of("postgres", "template1");

    private static final String NO_DATABASE = "3D000";

    private static final String DUPLICATE = "42P04";

    private Databases() {}

    /** Another database of the same server, with the same login. */
    static PGSimpleDataSource other(DataSource dataSource, String database) throws SQLException {
        if (!(dataSource instanceof BaseDataSource) && !dataSource.isWrapperFor(BaseDataSource.class)) {
            throw new RefusedException(
                    RefusedException.Reason.CONNECTION,
                    "the data source leads to one database only; give a url(…) for what concerns others");
        }
        BaseDataSource base =
                dataSource instanceof BaseDataSource given ? given : dataSource.unwrap(BaseDataSource.class);
        var other = new PGSimpleDataSource();
        other.setURL(base.getURL());
        other.setUser(base.getUser());
        other.setPassword(base.getPassword());
        other.setDatabaseName(database);
        return other;
    }

    /**
     * @return false when it was there already
     */
    static boolean create(PGSimpleDataSource wanted) throws SQLException {
        try (Connection there = wanted.getConnection()) {
            return there.isClosed();
        } catch (SQLException e) {
            if (!NO_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
        try (Connection connection = maintenance(wanted)) {
            execute(connection, "CREATE DATABASE " + Sql.ident(String.valueOf(wanted.getDatabaseName())));
            return true;
        } catch (SQLException e) {
            if (DUPLICATE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Some database that one can always connect to. */
    private static Connection maintenance(DataSource dataSource) throws SQLException {
        SQLException first = null;
        for (String name : MAINTENANCE) {
            try {
                return other(dataSource, name).getConnection();
            } catch (SQLException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw first == null ? new SQLException("there is no maintenance database") : first;
    }

    /** An empty one with the encoding and collation of the one that is connected to. */
    static DataSource createLike(DataSource dataSource, Connection connection, String name) throws SQLException {
        DataSource other = other(dataSource, name);
        String like;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype"
                        + " FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()")) {
            row.next();
            like = " TEMPLATE template0 ENCODING " + Sql.literal(row.getString(1)) + " LC_COLLATE "
                    + Sql.literal(row.getString(2)) + " LC_CTYPE " + Sql.literal(row.getString(3));
        }
        try (Connection outside = maintenance(dataSource)) {
            execute(outside, "CREATE DATABASE " + Sql.ident(name) + like);
        }
        return other;
    }

    /** {@code ALTER DATABASE … RENAME} needs that nobody is connected. In between there is a moment without the name. */
    static void swap(DataSource dataSource, String name, String by, String aside) throws SQLException {
        try (Connection connection = maintenance(dataSource)) {
            connection.setAutoCommit(false);
            execute(connection, "ALTER DATABASE " + Sql.ident(name) + " RENAME TO " + Sql.ident(aside));
            execute(connection, "ALTER DATABASE " + Sql.ident(by) + " RENAME TO " + Sql.ident(name));
            connection.commit();
        }
    }

    /** What libpq is to know of a connection, in variables that nobody else sees; a password that is not known is its to find. */
    static Map<String, String> login(DataSource dataSource, Connection connection) throws SQLException {
        var login = new HashMap<String, String>();
        var options = new java.util.Properties();
        String url = connection.getMetaData().getURL();
        var parsed = org.postgresql.Driver.parseURL(url, options);
        if (parsed != null) {
            login.put("PGHOST", first(parsed.getProperty("PGHOST", "localhost")));
            login.put("PGPORT", first(parsed.getProperty("PGPORT", "5432")));
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_catalog.current_database(), session_user")) {
            row.next();
            login.put("PGDATABASE", row.getString(1));
            login.put("PGUSER", row.getString(2));
        }
        login.put("PGAPPNAME", "aludel");
        login.put("PGCLIENTENCODING", "UTF8");
        if (dataSource instanceof BaseDataSource || dataSource.isWrapperFor(BaseDataSource.class)) {
            BaseDataSource base =
                    dataSource instanceof BaseDataSource given ? given : dataSource.unwrap(BaseDataSource.class);
            if (base.getPassword() != null) {
                login.put("PGPASSWORD", base.getPassword());
            }
            if (base.getSslMode() != null) {
                login.put("PGSSLMODE", base.getSslMode());
            }
        }
        return login;
    }

    /** One host or port of several. */
    private static String first(String several) {
        return several.split(",")[0];
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
