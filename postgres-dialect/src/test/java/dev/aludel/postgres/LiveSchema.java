package dev.aludel.postgres;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.TableMember;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two managed schemas with nothing in them, to run a dialect's statements in and to read back what became of it. */
final class LiveSchema implements AutoCloseable {

    /** One for all tests: a database takes longer to make than most tests take. */
    private static final TestDatabase DATABASE = TestServer.shared().database();

    private static final String CLEAN = """
            DO $$ DECLARE s name; BEGIN
              FOR s IN SELECT nspname FROM pg_namespace
                WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
              LOOP EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP;
            END $$""";

    static final int MAJOR = TestServer.shared().major();

    final Dialect dialect = new PostgresDialect();
    final Scope scope;
    private final Connection connection;

    private LiveSchema(Connection connection, Scope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /** Managed: {@code app}, which is there, and {@code billing}, which is not. */
    static LiveSchema create() throws SQLException {
        return create("app", "billing");
    }

    static LiveSchema create(String first, String... others) throws SQLException {
        var schemas = new ArrayList<String>();
        schemas.add(first);
        schemas.addAll(List.of(others));
        var live = new LiveSchema(DATABASE.dataSource().getConnection(), new Scope(schemas, MAJOR));
        live.run(CLEAN);
        live.run("CREATE SCHEMA " + Sql.ident(first));
        live.run("SET search_path = " + Sql.ident(first) + ", pg_temp");
        return live;
    }

    /** Another connection to the same database. */
    static Connection another() throws SQLException {
        return DATABASE.dataSource().getConnection();
    }

    Connection connection() {
        return connection;
    }

    /** Runs the script on its connection. */
    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** The first column of the first row as text. */
    String ask(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    void run(List<Statement> statements) throws SQLException {
        for (Statement statement : statements) {
            try {
                run(statement.sql());
            } catch (SQLException e) {
                throw new SQLException(statement.sql() + "\n" + e.getMessage(), e.getSQLState(), e);
            }
        }
    }

    void make(SchemaObject... objects) throws SQLException {
        for (SchemaObject object : objects) {
            run(support(object).create(object, scope));
        }
    }

    void drop(SchemaObject... objects) throws SQLException {
        for (SchemaObject object : objects) {
            run(support(object).drop(object, scope));
        }
    }

    void change(SchemaObject before, SchemaObject after, TableMember... users) throws SQLException {
        run(support(before).alter(before, after, Using.NONE, List.of(users), scope));
    }

    void rename(ObjectId from, ObjectId to) throws SQLException {
        run(dialect.rename(from, to, scope));
    }

    @SuppressWarnings("unchecked")
    ObjectSupport<SchemaObject> support(SchemaObject object) {
        return (ObjectSupport<SchemaObject>) (ObjectSupport<?>) dialect.support(object.getClass());
    }

    SchemaModel read() throws SQLException {
        return dialect.read(connection, scope, Set.of());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
