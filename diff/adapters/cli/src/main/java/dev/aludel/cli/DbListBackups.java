package dev.aludel.cli;

import dev.aludel.core.backup.Backup;
import dev.aludel.core.backup.Manifest.Kind;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "list-backups",
        description = "The backups in BACKUP_DIR, the newest first. Asks no database.",
        footer = {"", "Example:", "  aludel db list-backups --json"})
final class DbListBackups extends Verb {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    Answer answer(Project project) {
        var all = project.backups().list();
        var text = new StringBuilder();
        all.forEach(backup -> text.append(line(project, backup)));
        return Answer.done(
                all.isEmpty() ? "No backups in " + project.shown(project.backupDirectory()) + "\n" : text.toString(),
                Map.of(
                        "backups",
                        all.stream().map(one -> Kept.data(project, one)).toList()));
    }

    private static String line(Project project, Backup backup) {
        var manifest = backup.manifest();
        String what = manifest.kind() == Kind.DUMP
                ? "full dump"
                : manifest.kind() == Kind.TABLES
                        ? manifest.rows() + " rows of tables"
                        : manifest.rows() + " rows before the " + manifest.direction() + " of " + manifest.revision();
        return TIME.format(manifest.made()) + "  " + project.shown(backup.path()) + "  "
                + manifest.database().name() + " at " + Done.at(manifest.heads()) + ", " + what + ", "
                + Kept.size(backup.size()) + "\n";
    }
}
