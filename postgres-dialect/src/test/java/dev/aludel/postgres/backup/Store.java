package dev.aludel.postgres.backup;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.backup.FullDump;
import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A database with rows in it, and a directory for its backups. */
final class Store implements AutoCloseable {

    /** A revision of operations that are there already. */
    record Change(RevisionInfo info, List<Operation> up, List<Operation> down) implements RevisionScript {

        @Override
        public List<Operation> upgrade(UnaryOperator<String> normalType) {
            return up;
        }

        @Override
        public List<Operation> downgrade(UnaryOperator<String> normalType) {
            return down;
        }
    }

    private final TestDatabase database = TestServer.shared().database();
    private final Path backups;

    Store(Path directory) {
        this.backups = directory.resolve("backups");
    }

    TestDatabase itself() {
        return database;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    Path backups() {
        return backups;
    }

    BackupSettings settings() {
        return BackupSettings.in(backups).fullDump(FullDump.NONE);
    }

    MigratorBuilder builder(RevisionScript... scripts) {
        return Migrator.builder()
                .dataSource(dataSource())
                .revisions(() -> List.of(scripts))
                .backups(settings());
    }

    Migrator migrator(RevisionScript... scripts) {
        return builder(scripts).build();
    }

    Store run(String sql) {
        database.execute(sql);
        return this;
    }

    List<String> ask(String sql) throws SQLException {
        try (var connection = dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    /** Of every table of the user's: its name, how many rows it has, and what they are, whatever their order and columns'. */
    List<String> rows() throws SQLException {
        var all = new ArrayList<String>();
        for (String table : ask("SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n"
                + " ON n.oid = relnamespace WHERE relkind IN ('r', 'p') AND nspname !~ '^(pg_|information_schema)'"
                + " AND relname !~ '^aludel_' ORDER BY 1")) {
            String columns = String.join(
                    ", ",
                    ask("SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '" + table.replace("'", "''")
                            + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname"));
            all.add(table + " "
                    + ask("SELECT count(*) || ' ' || coalesce(md5(string_agg(r, E'\\n' ORDER BY r)), '') FROM"
                                    + " (SELECT ROW(" + columns + ")::text AS r FROM ONLY " + table + ") AS x")
                            .get(0));
        }
        return all;
    }

    List<String> heads() throws SQLException {
        return ask("SELECT revision FROM aludel_head ORDER BY 1");
    }

    List<String> facts() throws SQLException {
        try (var connection = dataSource().getConnection()) {
            return CatalogFacts.read(connection);
        }
    }

    SchemaModel model() throws SQLException {
        try (var connection = dataSource().getConnection()) {
            return new PostgresDialect().read(connection, scope(), Set.of("aludel_head", "aludel_journal"));
        }
    }

    private static Scope scope() {
        return new Scope(List.of("public"), TestServer.shared().major());
    }

    /** What leads from here to where SQL leads, as a revision that was generated has it. */
    Change generated(String id, String setup, String sql) throws SQLException {
        SchemaModel before = model();
        try (TestDatabase other = TestServer.shared().database()) {
            other.execute(setup);
            other.execute(sql);
            try (var connection = other.dataSource().getConnection()) {
                SchemaModel after = new PostgresDialect().read(connection, scope(), Set.of());
                return new Change(
                        RevisionInfo.of(id, "change"), Differ.diff(before, after), Differ.diff(after, before));
            }
        }
    }

    /** A revision as it is written by hand. */
    static Change written(String id, String up, String down, String... revises) {
        return new Change(RevisionInfo.of(id, "change", revises), statements(up), statements(down));
    }

    static List<Operation> statements(String sql) {
        return SqlTokens.statements(sql).stream()
                .map(statement -> (Operation) new RunSql(statement, ""))
                .toList();
    }

    static List<Operation> operations(java.util.function.Consumer<Operations> body) {
        var operations = new Operations(new PostgresDialect()::normalType);
        body.accept(operations);
        return operations.recorded();
    }

    @Override
    public void close() {
        database.close();
    }
}
