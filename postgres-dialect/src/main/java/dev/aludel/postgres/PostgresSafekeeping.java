package dev.aludel.postgres;

import dev.aludel.core.dialect.DatabaseIdentity;
import dev.aludel.core.dialect.Dumper;
import dev.aludel.core.dialect.Findings;
import dev.aludel.core.dialect.Kept;
import dev.aludel.core.dialect.Loss;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.SequenceValue;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** How rows are kept on PostgreSQL: by {@code COPY} through the driver, and whole databases by {@code pg_dump}. */
final class PostgresSafekeeping implements Safekeeping {

    private static final String CONTROL = "pg_catalog.pg_control_system()";

    private static final String IDENTITY = """
            SELECT d.datname, d.oid::text, pg_catalog.has_function_privilege('%s', 'EXECUTE')
              FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()""".formatted(CONTROL);

    @Override
    public DatabaseIdentity identity(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(IDENTITY)) {
            row.next();
            String name = row.getString(1);
            String oid = row.getString(2);
            if (!row.getBoolean(3)) {
                return new DatabaseIdentity(name, oid, "");
            }
            try (var asking = connection.createStatement();
                    var system = asking.executeQuery("SELECT system_identifier::text FROM " + CONTROL)) {
                system.next();
                return new DatabaseIdentity(name, oid, system.getString(1));
            }
        }
    }

    @Override
    public Loss loss(String statement) {
        return SqlLoss.of(statement);
    }

    @Override
    public Findings find(Connection connection, Scope scope, Loss loss) throws SQLException {
        return LossReader.read(connection, scope, loss);
    }

    @Override
    public Findings tables(Connection connection, Scope scope, Collection<Name> tables, Set<String> exclude)
            throws SQLException {
        var wanted = tables.stream().map(scope::qualify).collect(Collectors.toSet());
        var oids = new ArrayList<Long>();
        var found = new java.util.HashSet<Name>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT c.oid, n.nspname, c.relname
                          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname <> 'pg_catalog'
                           AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                                  AND d.deptype = 'e')""")) {
            while (row.next()) {
                Name name = Name.of(row.getString(2), row.getString(3));
                boolean ours = scope.schemas().contains(name.schema()) && !exclude.contains(name.local());
                if (wanted.isEmpty() ? ours : wanted.contains(name)) {
                    oids.add(row.getLong(1));
                    found.add(name);
                }
            }
        }
        wanted.stream().filter(name -> !found.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("there is no table " + name);
        });
        return LossReader.tables(connection, scope, oids);
    }

    @Override
    public long copyOut(Connection connection, Kept rows, OutputStream out) throws SQLException, IOException {
        return new RowCopy(connection).out(rows, out);
    }

    @Override
    public Optional<List<String>> apart(String statement, Scope scope, Set<ObjectId> filled) {
        return FilledLater.apart(statement, scope, filled);
    }

    @Override
    public boolean isThere(Connection connection, Kept rows) throws SQLException {
        return new RowCopy(connection).isThere(rows);
    }

    @Override
    public long putBack(Connection connection, Kept rows, InputStream in) throws SQLException, IOException {
        return new RowCopy(connection).back(rows, in);
    }

    @Override
    public void putBack(Connection connection, SequenceValue sequence) throws SQLException {
        String name = Sql.literal(Sql.reference(sequence.sequence()));
        String found = sequence.column().isEmpty()
                ? "pg_catalog.to_regclass(" + name + ")"
                : "CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass("
                        + Sql.literal(Sql.reference(sequence.table())) + ") AND NOT attisdropped AND attname = "
                        + Sql.literal(sequence.column()) + ") THEN coalesce(pg_catalog.pg_get_serial_sequence("
                        + Sql.literal(Sql.reference(sequence.table())) + ", " + Sql.literal(sequence.column())
                        + ")::pg_catalog.regclass, pg_catalog.to_regclass(" + name + ")) ELSE pg_catalog.to_regclass("
                        + name + ") END";
        try (var statement = connection.createStatement()) {
            String there;
            long increment;
            statement.setEscapeProcessing(false);
            try (var row =
                    statement.executeQuery("SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), s.seqincrement"
                            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                            + " JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid WHERE c.oid = " + found)) {
                if (!row.next()) {
                    return;
                }
                there = row.getString(1);
                increment = row.getLong(2);
            }
            String further = increment > 0 ? ">" : "<";
            statement.execute("SELECT pg_catalog.setval(" + Sql.literal(there) + ", " + sequence.value() + ", "
                    + sequence.called() + ") FROM " + there + " WHERE NOT (is_called AND last_value " + further + " "
                    + sequence.value() + ")");
        }
    }

    @Override
    public void empty(Connection connection, List<Kept> tables) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("TRUNCATE "
                    + tables.stream().map(Kept::table).map(Sql::reference).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public Optional<Dumper> dumper(DataSource dataSource, Connection connection, List<Path> places)
            throws SQLException {
        return PgDump.of(major(connection), places, Databases.login(dataSource, connection));
    }

    @Override
    public String noDumper(Connection connection, List<Path> places) throws SQLException {
        return PgDump.missing(major(connection), places);
    }

    private static int major(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    @Override
    public DataSource createLike(DataSource dataSource, Connection connection, String name) throws SQLException {
        return Databases.createLike(dataSource, connection, name);
    }

    @Override
    public boolean create(String url) throws SQLException {
        return Databases.create(PostgresUrl.dataSource(url, System::getenv));
    }

    @Override
    public void swap(DataSource dataSource, String name, String by, String aside) throws SQLException {
        Databases.swap(dataSource, name, by, aside);
    }
}
