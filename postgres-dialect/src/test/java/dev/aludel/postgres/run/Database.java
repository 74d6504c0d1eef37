package dev.aludel.postgres.run;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database of its own, and questions that are put to it past Aludel. */
public final class Database implements AutoCloseable {

    private final TestDatabase database = TestServer.shared().database();

    public TestDatabase itself() {
        return database;
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    public MigratorBuilder builder(List<? extends RevisionScript> scripts) {
        return Migrator.builder().dataSource(dataSource()).revisions(() -> List.copyOf(scripts));
    }

    public Migrator migrator(List<? extends RevisionScript> scripts) {
        return builder(scripts).build();
    }

    public Migrator migrator(RevisionScript... scripts) {
        return migrator(List.of(scripts));
    }

    public void run(String sql) {
        database.execute(sql);
    }

    /** All rows, the columns of each joined by {@code |}. */
    public List<String> ask(String sql) throws SQLException {
        try (var connection = dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }

    public List<String> heads() throws SQLException {
        return ask("SELECT revision FROM aludel_head ORDER BY 1");
    }

    /** Direction, revision, state and the heads afterwards, oldest first. */
    public List<String> journal() throws SQLException {
        return ask("SELECT direction || ' ' || revision || ' ' || state || ' ' || heads_after::text"
                + " FROM aludel_journal ORDER BY seq");
    }

    /** The user's tables in all schemas, without our own. */
    public List<String> tables() throws SQLException {
        return ask("SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r'"
                + " AND nspname !~ '^(pg_|information_schema)' AND relname !~ '^aludel_' ORDER BY 1");
    }

    public List<String> facts() throws SQLException {
        try (var connection = dataSource().getConnection()) {
            return CatalogFacts.read(connection);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
