package dev.aludel.core.backup;

import dev.aludel.core.dialect.Dumper;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.Runner;
import dev.aludel.core.run.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;

/** Restores a full dump into a new database beside the one that it is of; that one stays untouched. */
final class DumpRestorer {

    private final Setup setup;
    private final BackupSettings settings;
    private final Safekeeping safekeeping;

    DumpRestorer(Setup setup, BackupSettings settings) {
        this.setup = setup;
        this.settings = settings;
        this.safekeeping = Backups.safekeeping(setup.dialect());
    }

    RestoreResult restore(Backup backup, boolean swap) {
        var manifest = backup.manifest();
        String stamp = BackupFolder.stamp(Instant.now());
        String original = manifest.database().name();
        String made = BackupFolder.shortened(original) + "_restored_" + stamp;
        try {
            DataSource source;
            try (Connection connection = setup.dataSource().getConnection()) {
                Dumper dumper = safekeeping
                        .dumper(setup.dataSource(), connection, settings.dumpPlaces())
                        .orElseThrow(() -> new RefusedException(
                                RefusedException.Reason.BACKUP,
                                "backup \"" + backup.name() + "\" is a full dump, and " + missing(connection)
                                        + "; nothing was changed"));
                source = safekeeping.createLike(setup.dataSource(), connection, made);
                try (InputStream in = BackupReader.open(backup, manifest.parts().get(0))) {
                    dumper.restore(made, in);
                }
            }
            Set<String> heads = heads(source);
            if (!heads.equals(manifest.heads())) {
                throw BackupReader.refused(
                        backup.path(),
                        "database \"" + made + "\", restored from it, is at " + Manifest.named(heads) + ", not at "
                                + Manifest.named(manifest.heads()));
            }
            String aside = "";
            if (swap) {
                aside = BackupFolder.shortened(original) + "_before_" + stamp;
                safekeeping.swap(setup.dataSource(), original, made, aside);
            }
            return new RestoreResult(backup, 0, swap ? original : made, aside, heads);
        } catch (IOException e) {
            throw new RefusedException(
                    RefusedException.Reason.BACKUP,
                    "backup \"" + backup.name() + "\" cannot be restored: " + Reasons.of(e) + "; database \"" + original
                            + "\" was not touched. What there is of \"" + made + "\" can be dropped");
        } catch (SQLException e) {
            throw new DatabaseException(
                    "restoring backup \"" + backup.name() + "\" into database \"" + made + "\": " + Reasons.of(e)
                            + "; database \"" + original + "\" has its data as before",
                    String.valueOf(e.getSQLState()),
                    e);
        }
    }

    private String missing(Connection connection) {
        try {
            return safekeeping.noDumper(connection, settings.dumpPlaces());
        } catch (SQLException e) {
            return "the connection broke";
        }
    }

    private Set<String> heads(DataSource source) {
        return new Runner(setup.over(source), setup.settings(), MigrationListener.NONE)
                .heads()
                .orElse(Set.of());
    }
}
