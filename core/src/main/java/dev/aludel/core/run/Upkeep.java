package dev.aludel.core.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands beside a database's revisions.
 *
 * @param watcher what is said of the watcher; empty where nobody told the migrator its settings
 * @param backups before what there is one
 * @param folder  where backups go
 * @param last    the newest backup of this database there
 * @param problem why the folder could not be read; empty when it could
 */
public record Upkeep(
        Optional<Watching> watcher, Backing backups, Path folder, Optional<LastBackup> last, String problem) {

    /** When backups are made. */
    public enum Backing {
        /** when somebody asks for one */
        OFF,
        /** before the development watcher applies something */
        WATCHER,
        /** before anything is applied or rolled back */
        ON
    }

    /** How the development watcher is set, whether one runs or not. */
    public record Watching(boolean on, boolean generates, boolean applies, Duration every) {}

    /**
     * @param size in bytes
     */
    public record LastBackup(Instant at, long size) {}

    /** The same, with a folder as somebody wants to see it. */
    public Upkeep in(Path shown) {
        return new Upkeep(watcher, backups, shown, last, problem);
    }
}
