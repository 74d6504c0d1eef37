package dev.aludel.postgres.changes;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** One of the two databases that a row is about: the live one or the wanted one. Emptied for every row. */
final class Side implements AutoCloseable {

    private static final String EMPTY = """
            DO $$
            DECLARE name text;
            BEGIN
              FOR name IN SELECT format('EVENT TRIGGER %I', evtname) FROM pg_event_trigger
                  UNION ALL SELECT format('PUBLICATION %I', pubname) FROM pg_publication
                  UNION ALL SELECT format('FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper LOOP
                EXECUTE 'DROP ' || name;
              END LOOP;
              FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                EXECUTE format('DROP SCHEMA %I CASCADE', name);
              END LOOP;
              CREATE SCHEMA public;
            END $$""";

    final Dialect dialect = new PostgresDialect();
    /** Of all later connections of {@link #dataSource}; empty for the server's own. */
    String searchPath = "";

    private final TestDatabase database;
    private final Connection connection;

    private Side(TestDatabase database) throws SQLException {
        this.database = database;
        this.connection = dataSource().getConnection();
    }

    static Side open() throws SQLException {
        return new Side(TestServer.shared().database());
    }

    static int major() {
        return TestServer.shared().major();
    }

    /** In a zone of its own, because nothing may depend on where a migration is run from. */
    DataSource dataSource() {
        DataSource all = database.dataSource();
        InvocationHandler inZone = (proxy, method, arguments) -> {
            Object result = method.invoke(all, arguments);
            if (result instanceof Connection connection) {
                inZone(connection);
            }
            return result;
        };
        return (DataSource)
                Proxy.newProxyInstance(Side.class.getClassLoader(), new Class<?>[] {DataSource.class}, inZone);
    }

    private void inZone(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'Asia/Kolkata'");
            if (!searchPath.isEmpty()) {
                statement.execute("SET search_path = " + searchPath);
            }
        }
    }

    Connection connection() {
        return connection;
    }

    /** Makes everything anew; names without a schema mean the first managed one. */
    void load(List<String> schemas, List<String> scripts) throws SQLException {
        searchPath = "";
        run(EMPTY);
        run("SET search_path = \"" + schemas.get(0) + "\"");
        for (String script : scripts) {
            run(script);
        }
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** The first column of all rows as text. */
    List<String> ask(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var answers = new ArrayList<String>();
            while (row.next()) {
                answers.add(String.valueOf(row.getString(1)));
            }
            return answers;
        }
    }

    SchemaModel read(List<String> schemas) throws SQLException {
        return dialect.read(
                connection, new Scope(schemas, major()), dialect.versionTables().tables());
    }

    /** Where each table of the schemas is stored, by its oid: another place when it was written anew. */
    Map<String, String> files(List<String> schemas) throws SQLException {
        String names = schemas.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        var files = new HashMap<String, String>();
        ask("SELECT oid || ' ' || pg_relation_filenode(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace IN"
                        + " (SELECT oid FROM pg_namespace WHERE nspname IN (" + names + "))")
                .forEach(line -> files.put(line.split(" ")[0], line.split(" ")[1]));
        return files;
    }

    List<String> facts(List<String> schemas) throws SQLException {
        return CatalogFacts.read(connection, schemas.toArray(String[]::new));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
