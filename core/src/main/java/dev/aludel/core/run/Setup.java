package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A database and the revisions for it.
 *
 * @param direct  past a pooler, for what runs outside a transaction
 * @param offline major version of the server that is written for when there is no database; 0 when there is one
 * @param scratch an empty database to rehearse revisions in; without one they are rehearsed in a schema of the database
 * @param probe   knows what the entities want; empty in an application that has none of that
 */
public record Setup(
        DataSource dataSource,
        Optional<DataSource> direct,
        Dialect dialect,
        RunSettings settings,
        RevisionSet revisions,
        int offline,
        Optional<DataSource> scratch,
        Optional<ModelProbe> probe) {

    /** The same over another database. */
    public Setup over(DataSource source) {
        return new Setup(source, Optional.empty(), dialect, settings, revisions, offline, scratch, probe);
    }

    RevisionGraph graph() {
        return revisions.graph();
    }

    Planner planner() {
        return new Planner(revisions, dialect);
    }

    /** The same, but a run behaves otherwise. */
    public Setup with(RunSettings other) {
        return new Setup(dataSource, direct, dialect, other, revisions, offline, scratch, probe);
    }

    /** The same in one schema, which has the version tables, too. */
    public Setup in(String schema) {
        return with(settings.in(schema));
    }

    /** Is there a place where nobody sees it? */
    boolean canRehearse() {
        return scratch.isPresent() || !isOffline();
    }

    Rehearsal rehearsal() {
        return scratch.map(empty -> Rehearsal.inEmptyDatabase(empty, dialect, settings))
                .orElseGet(() -> Rehearsal.inScratchSchema(dataSource, dialect, settings));
    }

    boolean isOffline() {
        return offline > 0;
    }

    /** Asks the server, where there is one. */
    Context context() {
        if (isOffline()) {
            return Context.of(dialect.offline(offline), settings);
        }
        try (Session session = Session.open(dataSource, dialect)) {
            return context(session);
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "asking what server this is");
        }
    }

    /** What names without a schema mean there, and on which server. */
    public Scope scope() {
        return context().scope();
    }

    Context context(Session session) throws SQLException {
        ServerInfo server = dialect.inspect(session.connection());
        return Context.of(server, settings);
    }
}
