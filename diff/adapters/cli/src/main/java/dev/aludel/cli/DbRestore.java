package dev.aludel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Restores a backup, if it is whole, of this database, and of where this database is: what a step destroyed in"
                    + " place, with the step taken back; rows of tables in place of those that are there; a full dump into a"
                    + " new database."
        },
        footer = {
            "",
            "Example:",
            "  aludel db restore backups/backup_20261121_143022_123_ae10",
            "  aludel db restore backup_20261121_143022_456_ae10 --swap"
        })
final class DbRestore extends Verb {

    @Parameters(paramLabel = "BACKUP", description = "Its path, or its name in BACKUP_DIR.")
    private @Nullable Path backup;

    @Option(
            names = "--swap",
            description =
                    "The new database of a full dump takes the place of this one, which is kept under another name.")
    private boolean swap;

    @Override
    Answer answer(Project project) {
        if (backup == null) {
            throw new IllegalArgumentException("which backup?");
        }
        Path given = project.resolve(backup);
        Path path = Files.exists(given) ? given : project.backupDirectory().resolve(backup);
        Place place = project.place();
        Safety.before(project, place).allow("this restore", List.of("puts back " + project.shown(path)));
        var backups = project.migrator().backups();
        var result = swap ? backups.restoreAndSwap(path) : backups.restore(path);
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("backup", Kept.data(project, result.backup()));
        data.put("rows", result.rows());
        data.put("restoredInto", result.database());
        data.put("aside", result.aside());
        data.put("heads", Done.sorted(result.heads()));
        String at = ", now at " + Done.at(result.heads()) + "\n";
        String text = result.database().isEmpty()
                ? "Restored " + result.rows() + (result.rows() == 1 ? " row" : " rows") + at
                : "Restored into database " + result.database()
                        + (result.aside().isEmpty()
                                ? "; " + place.server().database() + " was not touched. To take its place: --swap"
                                : "; what was there is now called " + result.aside())
                        + at;
        return Answer.done(text, data);
    }
}
