package dev.aludel.diff;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.RevisionWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes revision files during development. */
public final class Revisions {

    private final Autogen autogen;
    private final RevisionsBuilder settings;

    Revisions(Autogen autogen, RevisionsBuilder settings) {
        this.autogen = autogen;
        this.settings = settings;
    }

    public static RevisionsBuilder builder() {
        return new RevisionsBuilder();
    }

    /** The revisions of a directory: SQL files, and Java files compiled in this process. None when it is not there. */
    public static RevisionSource source(Path directory) {
        return builder().directory(directory).source();
    }

    /**
     * The revisions that are there, in the directory and in the further locations. Java files in the directory are
     * compiled in this process; a directory that is not there yet holds none.
     */
    public RevisionSource source() {
        return settings.source();
    }

    /**
     * Compares entities and database and writes one revision file with both directions. Objects that no revision made
     * and the entities do not know are left alone.
     *
     * @return the file that was written; empty when nothing changed
     * @throws RefusedException  if the database is not at the head of the chain, something could not be told, or something may
     *                           have been renamed; the message has the hints to choose from
     * @throws RevisionException if the chain has two heads
     */
    public Optional<RevisionFile> generate(String message) {
        RevisionSet chain = RevisionSet.read(List.of(source()));
        var parents = chain.graph().singleHead();
        requireAtHead(chain.graph());
        SchemaDiff diff = autogen.diff(chain);
        if (!diff.questions().isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.UNDECIDED,
                    "cannot tell whether something was renamed or is dropped; nothing was written; answer with a hint: "
                            + diff.questions().stream().map(Object::toString).collect(Collectors.joining("; ")),
                    diff.questions().stream().map(Object::toString).toList());
        }
        if (!diff.undecided().isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.DRIFT,
                    "cannot tell whether something changed; nothing was written: "
                            + diff.undecided().get(0),
                    diff.undecided().stream().map(Object::toString).toList());
        }
        return diff.upgrade().isEmpty()
                ? Optional.empty()
                : Optional.of(write(message, parents, diff.upgrade(), diff.origins()));
    }

    /**
     * Writes a revision that does nothing yet.
     *
     * @throws RevisionException if the chain has two heads
     */
    public RevisionFile empty(String message) {
        var parents = RevisionSet.read(List.of(source())).graph().singleHead();
        return write(message, parents, List.of(), Origins.NONE);
    }

    private RevisionFile write(String message, List<RevisionInfo> parents, List<Operation> upgrade, Origins origins) {
        var info = new RevisionInfo(
                settings.nextId(),
                parents.stream().map(RevisionInfo::id).toList(),
                List.of(),
                List.of(),
                message,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                settings.directory().toString());
        var writer = new RevisionWriter(settings.directory(), settings.format(), settings.packageName());
        return RevisionWriter.write(
                writer.render(info, upgrade, Operations.reverse(upgrade), origins, autogen.dialect(), serverVersion()));
    }

    private int serverVersion() {
        try (var connection = autogen.dataSource().getConnection()) {
            return autogen.dialect().inspect(connection).majorVersion();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private void requireAtHead(RevisionGraph graph) {
        Dialect dialect = autogen.dialect();
        try (var connection = autogen.dataSource().getConnection()) {
            var scope = autogen.scope(dialect.inspect(connection));
            String schema = settings.versionSchema().isEmpty() ? scope.defaultSchema() : settings.versionSchema();
            Set<String> at = dialect.versionTables().heads(connection, schema).orElse(Set.of()).stream()
                    .map(Head::revision)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> heads =
                    graph.heads().stream().map(RevisionInfo::id).collect(Collectors.toCollection(TreeSet::new));
            if (!at.equals(heads)) {
                throw new RefusedException(
                        RefusedException.Reason.NOT_AT_HEAD,
                        "Target database is not up to date: it is at " + (at.isEmpty() ? "base" : String.join(", ", at))
                                + ", the revisions are at " + String.join(", ", heads) + "; run upgrade head first");
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static DatabaseException unreachable(SQLException e) {
        return new DatabaseException(
                "cannot read the database: " + e.getMessage(), e.getSQLState() == null ? "" : e.getSQLState(), e);
    }
}
