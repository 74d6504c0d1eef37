package dev.aludel.core;

import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.run.RunSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a builder was told about a run; what it was not, the settings say. */
record Told(
        List<String> schemas,
        String versionSchema,
        Optional<Duration> lockWait,
        Optional<Duration> lockTimeout,
        Optional<Duration> statementTimeout,
        boolean singleTransaction,
        Optional<Boolean> rollbackOnFail,
        Optional<BackupSettings> backups) {

    RunSettings runSettings(Settings settings) {
        return new RunSettings(
                schemas.isEmpty() ? settings.schemas() : schemas,
                versionSchema.isEmpty() ? settings.versionSchema().orElse("") : versionSchema,
                lockWait.orElseGet(settings::lockWait),
                lockTimeout.orElseGet(settings::lockTimeout),
                statementTimeout.or(settings::statementTimeout).orElse(Duration.ZERO),
                singleTransaction,
                rollbackOnFail.orElseGet(settings::rollbackOnFail));
    }

    BackupSettings backups(Settings settings) {
        return backups.orElseGet(() -> BackupSettings.in(settings.backupDirectory())
                .keep(settings.backupKeep())
                .beforeMigrate(settings.backupBeforeMigrate().orElse(false)));
    }
}
