package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A database of its own for tests that change settings, roles or transactions; managed: {@code app}, then {@code billing}. */
final class Scratch implements AutoCloseable {

    final TestDatabase database;
    final Connection connection;
    final Scope scope = new Scope(List.of("app", "billing"), TestServer.shared().major());

    Scratch() throws SQLException {
        database = TestServer.shared().database();
        connection = database.dataSource().getConnection();
        run("CREATE SCHEMA app; SET search_path = app");
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    String ask(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    SchemaModel read() throws SQLException {
        return PostgresCatalog.read(connection, scope, Set.of());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
