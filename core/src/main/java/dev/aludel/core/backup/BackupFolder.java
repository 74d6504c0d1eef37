package dev.aludel.core.backup;

import dev.aludel.core.dialect.DatabaseIdentity;
import dev.aludel.core.error.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The directory in which backups are. */
final class BackupFolder {

    private static final Pattern NAME = Pattern.compile("backup_[0-9]{8}_[0-9]{6}_[0-9]{3}_.+");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss_SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;

    BackupFolder(Path directory) {
        this.directory = directory;
    }

    /** {@code backup_20261121_143022_123_2e2c946f2c92}. */
    static String name(Instant made, Collection<String> revisions) {
        String label = String.join("-", revisions).replaceAll("[^0-9A-Za-z_.-]", "_");
        return "backup_" + STAMP.format(made) + "_"
                + (label.isEmpty() ? "base" : label.length() > 100 ? label.substring(0, 100) : label);
    }

    static String stamp(Instant at) {
        return STAMP.format(at);
    }

    /** A name that still fits where something is added to it. */
    static String shortened(String name) {
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > 30) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }

    /** All backups, the newest first; what cannot be read as one is none. */
    List<Backup> list() {
        var backups = new ArrayList<Backup>();
        if (!Files.isDirectory(directory)) {
            return backups;
        }
        try (var paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                if (NAME.matcher(String.valueOf(path.getFileName())).matches()
                        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    try {
                        backups.add(BackupReader.read(path));
                    } catch (RefusedException e) {
                        // nobody could restore it
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw BackupReader.refused(directory, "it cannot be listed: " + Reasons.of(e));
        }
        backups.sort(Comparator.comparing((Backup one) -> one.manifest().made())
                .thenComparing(Backup::name)
                .reversed());
        return backups;
    }

    /**
     * Removes the oldest backups of a database.
     *
     * @param keep how many stay
     * @param made those that stay in any case
     */
    void prune(DatabaseIdentity database, int keep, Set<Path> made) {
        list().stream()
                .filter(one -> one.manifest().database().equals(database))
                .skip(keep)
                .filter(one -> !made.contains(one.path()))
                .forEach(one -> BackupWriter.delete(one.path()));
    }
}
