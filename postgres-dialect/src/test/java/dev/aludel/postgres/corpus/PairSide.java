package dev.aludel.postgres.corpus;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Statements;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of the two databases of a pair, made for it and dropped after it. */
final class PairSide implements AutoCloseable {

    private static final TransactionSettings LIMITS =
            new TransactionSettings(Duration.ofSeconds(10), Duration.ofSeconds(30));
    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'"
            + " AND nspname NOT IN ('information_schema', 'public') ORDER BY nspname";
    // a database with a subscription cannot be dropped
    private static final String RELEASE = """
            DO $$ DECLARE name text; BEGIN
              FOR name IN SELECT subname FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
                          WHERE d.datname = current_database()
              LOOP EXECUTE format('DROP SUBSCRIPTION %I', name); END LOOP;
            END $$""";

    private final Dialect dialect = new PostgresDialect();
    private final TestDatabase database = TestServer.shared().database();
    private final Connection connection;

    PairSide() throws SQLException {
        connection = database.dataSource().getConnection();
    }

    /** Runs a script, each statement in a transaction of its own. */
    void load(String script) throws SQLException {
        run("SET statement_timeout = '30s'");
        for (String statement : SqlTokens.statements(script)) {
            try {
                Roles.run(statement, this::run);
            } catch (SQLException e) {
                throw new RefusedStatement(statement, e);
            }
        }
        run("DISCARD ALL");
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** All schemas of users but {@code public}. */
    List<String> schemas() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(SCHEMAS)) {
            var names = new ArrayList<String>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }

    SchemaModel read(Scope scope) throws SQLException {
        return dialect.read(connection, scope, dialect.versionTables().tables());
    }

    Facts facts() throws SQLException {
        return new Facts(CatalogFacts.read(connection));
    }

    /** The operations in one transaction, cut in two around each statement that the server refuses in one. */
    void apply(List<Operation> operations, Scope scope) throws SQLException {
        connection.setAutoCommit(false);
        try {
            begin(scope);
            for (List<Statement> statements : Statements.of(operations, dialect, scope)) {
                for (Statement statement : statements) {
                    apply(statement, scope);
                }
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void begin(Scope scope) throws SQLException {
        for (String setting : dialect.sessionForTransaction(scope, LIMITS)) {
            run(setting);
        }
    }

    private void apply(Statement statement, Scope scope) throws SQLException {
        if (!statement.transactional()) {
            connection.commit();
            connection.setAutoCommit(true);
        }
        try {
            run(statement.sql());
        } catch (SQLException e) {
            throw new RefusedStatement(statement.sql(), e);
        }
        if (!statement.transactional()) {
            connection.setAutoCommit(false);
            begin(scope);
        }
    }

    /** The SQL of operations, for people. */
    List<String> sql(List<Operation> operations, Scope scope) {
        return Statements.of(operations, dialect, scope).stream()
                .flatMap(List::stream)
                .map(Statement::sql)
                .toList();
    }

    @Override
    public void close() throws SQLException {
        run(RELEASE);
        connection.close();
        database.close();
    }
}
