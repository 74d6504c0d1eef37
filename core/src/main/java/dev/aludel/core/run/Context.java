package dev.aludel.core.run;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.error.RefusedException;
import java.util.List;

/** What is known about the database at the other end of a run. */
record Context(ServerInfo server, Scope scope, String versionSchema) {

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
        return new Context(server, new Scope(schemas, server.majorVersion()), version);
    }
}
