package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.VersionTables.Store;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.Text;
import dev.aludel.core.schema.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Looks before anything is touched: may this role, on this server, do all that is pending? */
final class Preflight {

    private final Dialect dialect;
    private final RunSettings settings;

    Preflight(Dialect dialect, RunSettings settings) {
        this.dialect = dialect;
        this.settings = settings;
    }

    /**
     * @param virgin there are no version tables yet, so that they will have to be made
     * @throws RefusedException if it may not
     */
    Context look(Connection connection, List<Step> steps, boolean virgin) throws SQLException {
        ServerInfo server = dialect.inspect(connection);
        if (server.readOnly() || connection.isReadOnly()) {
            throw new RefusedException(
                    RefusedException.Reason.READ_ONLY,
                    "the database \"" + server.database() + "\" accepts no writes ("
                            + (server.readOnly() ? server.readOnlyWhy() : "the data source makes connections read-only")
                            + "); nothing was changed. Connect to the primary, or make the session writable");
        }
        Context context = Context.of(server, settings);
        requireSegments(context, steps);
        requireRights(connection, context, steps, virgin);
        return context.with(
                virgin
                        ? new Store(true, Optional.empty())
                        : dialect.versionTables().store(connection, context.versionSchema()));
    }

    /** Can they run as they are to, on this connection? */
    private void requireSegments(Context context, List<Step> steps) {
        for (Step step : steps) {
            var segments = settings.singleTransaction()
                    ? List.of(context.whole(step, dialect))
                    : context.segments(step, dialect);
            var alone = segments.stream()
                    .filter(segment -> !segment.transactional())
                    .findFirst();
            if (alone.isPresent() && context.server().pooled()) {
                throw new RefusedException(
                        RefusedException.Reason.CONNECTION,
                        Failures.title(step)
                                + " has a statement that must not run in a transaction, and between here and"
                                + " the server is a pooler, which may give the session to somebody else in the middle of"
                                + " it; nothing was changed. Give the migrator connections past the pooler, with"
                                + " .directDataSource(…). Statement: "
                                + Text.oneLine(Secrets.hidden(
                                        alone.get().statements().get(0).sql())));
            }
        }
    }

    private void requireRights(Connection connection, Context context, List<Step> steps, boolean virgin)
            throws SQLException {
        var needs = Needs.of(steps, context, dialect.versionTables().tables(), virgin);
        var missing = dialect.missingRights(connection, context.scope(), needs);
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.PRIVILEGES,
                    "role \"" + context.server().role() + "\" cannot do all that is pending; nothing was changed."
                            + " Missing: " + String.join("; ", missing),
                    missing);
        }
    }
}
