package dev.aludel.core.backup;

import dev.aludel.core.backup.Manifest.Kind;
import dev.aludel.core.dialect.DatabaseIdentity;
import dev.aludel.core.dialect.Dumper;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.dialect.Scope;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Full dumps as backups. */
final class Dumps {

    static final String FILE = "database.dump";

    private Dumps() {}

    /** What a backup that has nothing in it yet says about itself. */
    static Manifest manifest(
            Kind kind,
            DatabaseIdentity database,
            Scope scope,
            String revision,
            String direction,
            Set<String> heads,
            Set<String> headsAfter) {
        String version = Dumps.class.getPackage().getImplementationVersion();
        return new Manifest(
                kind,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                database,
                scope.majorVersion(),
                version == null ? "unreleased" : version,
                scope.schemas(),
                revision,
                direction,
                heads,
                headsAfter,
                List.of(),
                List.of(),
                List.of());
    }

    /** Makes one. The connection, which may be inside a transaction, is kept from being given up as idle. */
    static Backup make(
            BackupSettings settings,
            Safekeeping safekeeping,
            Connection connection,
            Scope scope,
            Set<String> heads,
            List<String> tables,
            Dumper dumper)
            throws IOException, SQLException {
        var manifest = manifest(Kind.DUMP, safekeeping.identity(connection), scope, "", "", heads, heads);
        var writer = BackupWriter.open(settings, BackupFolder.name(manifest.made(), new TreeSet<>(heads)));
        try {
            var part = writer.part(FILE, Optional.empty(), out -> {
                dumper.dump(tables, out, () -> beat(connection));
                return 0;
            });
            return writer.seal(manifest.with(List.of(part), List.of(), List.of("made by " + dumper.name())));
        } catch (IOException | SQLException | RuntimeException e) {
            writer.discardUnsealed();
            throw e;
        }
    }

    private static void beat(Connection connection) throws IOException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw new IOException("the connection broke meanwhile: " + e.getMessage(), e);
        }
    }
}
