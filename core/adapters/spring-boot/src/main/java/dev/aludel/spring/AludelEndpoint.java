package dev.aludel.spring;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.History;
import dev.aludel.core.run.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code /actuator/aludel}: where each database stands, what is pending, and what was applied when and by whom. Writes nothing.
 * Its keys are those of the command line's {@code --json}.
 */
@Endpoint(id = "aludel")
final class AludelEndpoint {

    private final Map<String, Migrator> migrators;

    AludelEndpoint(Map<String, Migrator> migrators) {
        this.migrators = migrators;
    }

    @ReadOperation
    Map<String, Object> aludel() {
        var all = new LinkedHashMap<String, Object>();
        migrators.forEach((name, migrator) -> all.put(name, told(migrator)));
        return Map.of("migrators", all);
    }

    private static Map<String, Object> told(Migrator migrator) {
        try {
            return told(migrator.status(), migrator.history());
        } catch (MigrationException e) {
            return Map.of("problem", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> told(Status status, History history) {
        var data = new LinkedHashMap<String, Object>();
        data.put("state", status.state().name());
        data.put("database", named(status.server()));
        data.put("current", List.copyOf(new TreeSet<>(status.current())));
        data.put("heads", status.heads().stream().map(RevisionInfo::id).toList());
        data.put("pending", status.pending().stream().map(AludelEndpoint::named).toList());
        data.put("findings", status.findings().stream().map(Object::toString).toList());
        status.model().ifPresent(differences -> data.put("differences", differences));
        data.put("history", history.lines().stream().map(AludelEndpoint::line).toList());
        if (!status.problem().isEmpty()) {
            data.put("problem", status.problem());
        }
        return data;
    }

    private static Map<String, Object> named(ServerInfo server) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", server.database());
        data.put("host", server.host());
        data.put("server", server.product() + " " + server.version());
        data.put("role", server.role());
        return data;
    }

    private static Map<String, Object> named(RevisionInfo revision) {
        var data = new LinkedHashMap<String, Object>();
        data.put("revision", revision.id());
        data.put("message", revision.message());
        return data;
    }

    private static Map<String, Object> line(History.Line line) {
        var data = named(line.revision());
        data.put("revises", line.revision().revises());
        data.put("applied", line.applied());
        data.put("journal", line.journal().stream().map(AludelEndpoint::entry).toList());
        return data;
    }

    private static Map<String, Object> entry(Entry entry) {
        var data = new LinkedHashMap<String, Object>();
        data.put("direction", entry.direction());
        data.put("state", entry.state());
        data.put("at", entry.at().toString());
        data.put("millis", entry.took().toMillis());
        data.put("role", entry.role());
        data.put("client", entry.client());
        data.put("error", entry.error());
        return data;
    }
}
