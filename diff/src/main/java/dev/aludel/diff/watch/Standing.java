package dev.aludel.diff.watch;

import dev.aludel.core.Protection;
import dev.aludel.core.Settings;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.RefusedException;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Which database it is, and where it stands.
 *
 * @param heads empty at base
 */
record Standing(ServerInfo server, Set<String> heads) {

    /**
     * @throws DatabaseException if it cannot be reached
     * @throws RefusedException  if nobody works there by himself
     */
    static Standing of(DataSource dataSource, Dialect dialect, Settings settings) {
        try (var connection = dataSource.getConnection()) {
            ServerInfo server = dialect.inspect(connection);
            Protection.of(settings, server).ifPresent(why -> {
                throw new RefusedException(
                        RefusedException.Reason.PROTECTED,
                        "the watcher is for development, and " + said(server) + " is " + why + "; nothing was changed");
            });
            String schema = settings.versionSchema()
                    .orElseGet(() -> settings.schemas().stream().findFirst().orElse(server.currentSchema()));
            var heads = dialect.versionTables().heads(connection, schema).orElse(Set.of()).stream()
                    .map(Head::revision)
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Standing(server, heads);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot reach the database: " + e.getMessage(), e.getSQLState() == null ? "" : e.getSQLState(), e);
        }
    }

    private static String said(ServerInfo server) {
        return server.database() + (server.host().isEmpty() ? "" : " @ " + server.host());
    }

    /** {@code shop @ localhost:5432 (PostgreSQL 18.1, role app)}. */
    @Override
    public String toString() {
        return said(server) + " (" + server.product() + " " + server.version() + ", role " + server.role() + ")";
    }
}
