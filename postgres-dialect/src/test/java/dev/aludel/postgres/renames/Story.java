package dev.aludel.postgres.renames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An application whose entities change from release to release, with its database and its files of revisions. */
final class Story implements AutoCloseable {

    private final TestDatabase database = TestServer.shared().database();
    private final Path directory;
    private final RevisionFormat format;
    private RenameHints hints = RenameHints.none();

    Story(Path directory, RevisionFormat format) {
        this.directory = directory.resolve(format.name().toLowerCase(java.util.Locale.ROOT));
        this.format = format;
    }

    Story hints(RenameHints value) {
        hints = value;
        return this;
    }

    private Autogen autogen(Class<?>... entities) {
        return Autogen.builder()
                .entities(entities)
                .dataSource(database.dataSource())
                .schemas("public")
                .renames(hints)
                .revisions(Revisions.source(directory))
                .build();
    }

    SchemaDiff diff(Class<?>... entities) {
        return autogen(entities).diff();
    }

    List<String> lines(Class<?>... entities) {
        return diff(entities).describe().lines().toList();
    }

    Optional<RevisionFile> generate(Class<?>... entities) {
        return Revisions.builder()
                .autogen(autogen(entities))
                .directory(directory)
                .format(format)
                .versionSchema("aludel")
                .build()
                .generate("Next");
    }

    Migrator migrator() {
        return Migrator.builder()
                .dataSource(database.dataSource())
                .schemas("public")
                .versionSchema("aludel")
                .revisions(Revisions.source(directory))
                .build();
    }

    /** A release: a revision is generated and applied, and then nothing is left to do. */
    RevisionFile release(Class<?>... entities) {
        RevisionFile file = generate(entities).orElseThrow();
        migrator().upgradeToHead();
        assertThat(lines(entities)).as("a second difference").isEmpty();
        assertThat(generate(entities)).isEmpty();
        return file;
    }

    /** Back by one release and up again. */
    void thereAndBack(List<String> before, Runnable between) throws SQLException {
        List<String> after = facts();
        migrator().downgradeTo("-1");
        assertThat(CatalogFacts.differences(before, facts()))
                .as("after the downgrade")
                .isEmpty();
        between.run();
        migrator().upgradeToHead();
        assertThat(CatalogFacts.differences(after, facts()))
                .as("after the second upgrade")
                .isEmpty();
    }

    void run(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Its rows, the columns of each joined by commas. */
    List<String> ask(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join(",", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> facts() throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection, "public");
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
