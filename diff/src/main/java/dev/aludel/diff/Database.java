package dev.aludel.diff;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionGraph;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the database of an {@link Autogen} stands.
 *
 * @param versionSchema where its version tables are; empty for the first managed schema
 */
record Database(Autogen autogen, String versionSchema) {

    /** Empty at base, and where there are no version tables. */
    Set<String> heads() {
        return with(connection -> ids(rows(connection)));
    }

    void requireAt(RevisionGraph graph) {
        Set<String> at = graph.standing(heads());
        Set<String> heads = Chain.ids(graph.effectiveHeads());
        if (!at.equals(heads)) {
            throw new RefusedException(
                    RefusedException.Reason.NOT_AT_HEAD,
                    "Target database is not up to date: it is at " + (at.isEmpty() ? "base" : String.join(", ", at))
                            + ", the revisions are at " + (heads.isEmpty() ? "base" : String.join(", ", heads))
                            + "; run upgrade head first");
        }
    }

    /** The histories of other migration tools that are in the managed schemas. */
    List<OtherTool> otherTools() {
        return with(
                connection -> OtherTool.in(connection, autogen.scope(dialect().inspect(connection))));
    }

    /**
     * Puts one revision in the place of another, as the database's head and in its journal.
     *
     * @param revision as the database says
     * @throws RefusedException if somebody else is migrating at this moment
     */
    void replace(String revision, String by, String message) {
        with(connection -> {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                var tables = dialect().versionTables();
                String schema = schema(connection);
                if (!tables.tryLock(connection, schema)) {
                    throw new RefusedException(
                            RefusedException.Reason.CONNECTION, "the database is being migrated; try again later");
                }
                Set<Head> from = rows(connection);
                var to = new TreeSet<>(ids(from));
                to.remove(revision);
                to.add(by);
                var entry = new Entry(
                        by,
                        message,
                        "stamp",
                        "done",
                        "",
                        List.of(),
                        List.copyOf(to),
                        Instant.now(),
                        Duration.ZERO,
                        dialect().inspect(connection).role(),
                        "squash of " + revision,
                        "",
                        "");
                for (String sql : tables.advance(schema, from, to, entry)) {
                    statement.execute(sql);
                }
                connection.commit();
                return to;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private Dialect dialect() {
        return autogen.dialect();
    }

    private String schema(Connection connection) throws SQLException {
        return versionSchema.isEmpty()
                ? autogen.scope(dialect().inspect(connection)).defaultSchema()
                : versionSchema;
    }

    private Set<Head> rows(Connection connection) throws SQLException {
        return dialect().versionTables().heads(connection, schema(connection)).orElse(Set.of());
    }

    private static Set<String> ids(Set<Head> heads) {
        return heads.stream().map(Head::revision).collect(Collectors.toCollection(TreeSet::new));
    }

    private interface Question<T> {

        T ask(Connection connection) throws SQLException;
    }

    private <T> T with(Question<T> question) {
        try (var connection = autogen.dataSource().getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot read the database: " + e.getMessage(), e.getSQLState() == null ? "" : e.getSQLState(), e);
        }
    }
}
