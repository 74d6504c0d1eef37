package dev.aludel.core;

import dev.aludel.core.backup.BackupSettings;
import java.util.Optional;

/**
 * What {@link Migrator#onStartup} goes by.
 *
 * @param told     in code
 * @param settings given in code; empty for those of the process, which are read when the application starts
 */
record Beginning(Told told, Optional<Settings> settings, Optional<Seed> seed) {

    BackupSettings backups() {
        return told.backups(settings.orElseGet(Settings::none));
    }
}
