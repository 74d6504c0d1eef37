package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.VersionTables.Store;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.Text;
import dev.aludel.core.schema.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * What is known about the database at the other end of a run.
 *
 * @param store what the version tables said of themselves when the run began
 */
record Context(ServerInfo server, Scope scope, String versionSchema, Store store) {

    private static final Store UNKNOWN = new Store(true, Optional.empty());

    /**
     * @throws RefusedException if no schema is configured and none is current
     */
    static Context of(ServerInfo server, RunSettings settings) {
        if (settings.schemas().isEmpty() && server.currentSchema().isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.CONNECTION,
                    "the connection's search path leads to no schema that exists; name the managed schemas with"
                            + " .schemas(…), or correct the role's search_path");
        }
        var schemas = settings.schemas().isEmpty() ? List.of(server.currentSchema()) : settings.schemas();
        String version = settings.versionSchema().isEmpty() ? schemas.get(0) : settings.versionSchema();
        return new Context(server, new Scope(schemas, server.majorVersion()), version, UNKNOWN);
    }

    Context with(Store store) {
        return new Context(server, scope, versionSchema, store);
    }

    List<Segment> segments(Step step, Dialect dialect) {
        return step.isOffChain()
                ? List.of(whole(step, dialect))
                : Segments.of(step.operations(), dialect, scope, server.locks());
    }

    /**
     * A step as one segment.
     *
     * @throws RefusedException if there is something in it that must not run within a transaction
     */
    Segment whole(Step step, Dialect dialect) {
        Segment whole = Segments.whole(step.operations(), dialect, scope);
        whole.statements().stream()
                .filter(statement -> !statement.transactional())
                .findFirst()
                .ifPresent(statement -> {
                    throw new RefusedException(
                            RefusedException.Reason.CONNECTION,
                            Failures.title(step) + " has to run in one transaction, but the server does not allow this"
                                    + " statement in one; nothing was changed. Leave singleTransaction out. Statement: "
                                    + Text.oneLine(Secrets.hidden(statement.sql())));
                });
        return whole;
    }
}
