package dev.aludel.core;

import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.backup.Backups;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.run.RunSettings;
import dev.aludel.core.run.Upkeep;
import java.util.Optional;

/**
 * What {@link Migrator#onStartup} goes by.
 *
 * @param told     in code
 * @param settings given in code; empty for those of the process, which are read when the application starts
 */
record Beginning(Told told, Optional<Settings> settings, Optional<Seed> seed) {

    Settings said() {
        return settings.orElseGet(Settings::load);
    }

    BackupSettings backups() {
        return told.backups(settings.orElseGet(Settings::none));
    }

    Beginning with(Settings said) {
        return new Beginning(told, Optional.of(said), seed);
    }

    /**
     * @param there is there a database that can be asked which one it is?
     */
    Upkeep upkeep(Backups all, boolean there) {
        var watcher = settings.map(said ->
                new Upkeep.Watching(said.watcher(), said.autoGenerate(), said.autoApply(), said.watchInterval()));
        var kept = backups();
        boolean watcherOnly = settings.filter(said -> told.backups().isEmpty()
                        && said.watcher()
                        && said.backupBeforeMigrate().isEmpty())
                .isPresent();
        var backing =
                kept.beforeMigrate() ? Upkeep.Backing.ON : watcherOnly ? Upkeep.Backing.WATCHER : Upkeep.Backing.OFF;
        Optional<Upkeep.LastBackup> last = Optional.empty();
        String problem = "";
        try {
            last = there
                    ? all.last()
                            .map(backup ->
                                    new Upkeep.LastBackup(backup.manifest().made(), backup.size()))
                    : last;
        } catch (MigrationException e) {
            problem = String.valueOf(e.getMessage());
        }
        return new Upkeep(watcher, backing, kept.directory(), last, problem);
    }

    /** How a run behaves by settings that nobody gave in code: they do not say where it happens. */
    RunSettings run(RunSettings built, Settings said) {
        RunSettings run = told.runSettings(said);
        return new RunSettings(
                built.schemas(),
                built.versionSchema(),
                run.lockWait(),
                run.lockTimeout(),
                run.statementTimeout(),
                run.singleTransaction(),
                run.rollbackOnFail());
    }
}
