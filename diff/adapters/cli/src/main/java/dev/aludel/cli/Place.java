package dev.aludel.cli;

import dev.aludel.core.Settings;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.DatabaseException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Which database it is, and where it stands.
 *
 * @param environment what it is for, such as {@code production}
 * @param heads       the revisions that it is at; empty at base or without version tables
 */
record Place(ServerInfo server, Optional<String> environment, Set<String> heads) {

    static Place of(Dialect dialect, DataSource dataSource, Settings settings) {
        try (var connection = dataSource.getConnection()) {
            ServerInfo server = dialect.inspect(connection);
            String schema = settings.versionSchema()
                    .orElseGet(() -> settings.schemas().stream().findFirst().orElse(server.currentSchema()));
            Set<String> heads = dialect.versionTables().heads(connection, schema).orElse(Set.of()).stream()
                    .map(Head::revision)
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Place(server, settings.environment(), heads);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot reach the database: " + e.getMessage(), e.getSQLState() == null ? "" : e.getSQLState(), e);
        }
    }

    /** {@code shop @ localhost:5432 (PostgreSQL 18.1, role app, environment staging)}. */
    @Override
    public String toString() {
        return server.database() + (server.host().isEmpty() ? "" : " @ " + server.host()) + " (" + server.product()
                + " " + server.version() + ", role " + server.role()
                + environment.map(name -> ", environment " + name).orElse("") + ")";
    }

    Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", server.database());
        data.put("host", server.host());
        data.put("server", server.product() + " " + server.version());
        data.put("role", server.role());
        data.put("environment", environment);
        return data;
    }
}
