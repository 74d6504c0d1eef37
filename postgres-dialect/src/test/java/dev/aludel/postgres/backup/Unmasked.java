package dev.aludel.postgres.backup;

import dev.aludel.core.Migrator;
import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.backup.FullDump;
import java.nio.file.Path;
import java.util.List;

/** Makes a backup in a process of its own. */
final class Unmasked {

    private Unmasked() {}

    public static void main(String[] args) {
        Migrator.builder()
                .url(args[0])
                .revisions(() -> List.of())
                .backups(BackupSettings.in(Path.of(args[1], "deep", "down")).fullDump(FullDump.NONE))
                .build()
                .backups()
                .create(List.of());
    }
}
