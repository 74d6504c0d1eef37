package dev.aludel.core.backup;

import java.nio.file.Path;
import java.util.List;

/**
 * Where backups go, and when they are made.
 *
 * @param beforeMigrate  back up before anything is applied or rolled back
 * @param directory      where backups go; made when it is not there
 * @param keep           how many of a database's backups stay; older ones go when a run has made new ones
 * @param fullDump       for what is made before a run
 * @param largest        the size in bytes at which a backup fails, before it fills the disk
 * @param dumpPlaces     folders in which the program for full dumps is looked for; empty for {@code PATH} and the usual ones
 */
public record BackupSettings(
        boolean beforeMigrate, Path directory, int keep, FullDump fullDump, long largest, List<Path> dumpPlaces) {

    public BackupSettings {
        dumpPlaces = List.copyOf(dumpPlaces);
        if (keep < 1 || largest < 1) {
            throw new IllegalArgumentException("at least one backup stays, and it has at least one byte");
        }
    }

    /** No backups before a run; those asked for go into {@code backups}, and 10 stay. */
    public static BackupSettings off() {
        return in(Path.of("backups")).beforeMigrate(false);
    }

    /** Backups before every run: a full dump where that can be had, and always what a step destroys. */
    public static BackupSettings in(Path directory) {
        return new BackupSettings(true, directory, 10, FullDump.IF_AVAILABLE, Long.MAX_VALUE, List.of());
    }

    public BackupSettings beforeMigrate(boolean value) {
        return new BackupSettings(value, directory, keep, fullDump, largest, dumpPlaces);
    }

    public BackupSettings keep(int value) {
        return new BackupSettings(beforeMigrate, directory, value, fullDump, largest, dumpPlaces);
    }

    public BackupSettings fullDump(FullDump value) {
        return new BackupSettings(beforeMigrate, directory, keep, value, largest, dumpPlaces);
    }

    public BackupSettings largest(long bytes) {
        return new BackupSettings(beforeMigrate, directory, keep, fullDump, bytes, dumpPlaces);
    }

    public BackupSettings dumpPlaces(List<Path> folders) {
        return new BackupSettings(beforeMigrate, directory, keep, fullDump, largest, folders);
    }
}
