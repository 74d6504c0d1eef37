package dev.aludel.cli;

import dev.aludel.core.backup.Backup;
import dev.aludel.core.backup.Manifest.Kind;
import dev.aludel.core.run.BackedUp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Backups, in words and as data. */
final class Kept {

    private Kept() {}

    static String text(Project project, Backup backup) {
        var manifest = backup.manifest();
        long files = manifest.parts().stream()
                .filter(part -> part.rows().isPresent())
                .count();
        String what = manifest.kind() == Kind.DUMP
                ? "the whole database"
                : manifest.rows() + (manifest.rows() == 1 ? " row" : " rows") + " of " + files
                        + (files == 1 ? " table" : " tables");
        return what + " at " + Done.at(manifest.heads()) + " to " + project.shown(backup.path()) + " ("
                + size(backup.size()) + ")\n";
    }

    static String size(long bytes) {
        return bytes < 1000
                ? bytes + " bytes"
                : bytes < 1_000_000
                        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static String notes(List<String> notes) {
        return notes.stream().map(note -> "Note: " + note + "\n").collect(Collectors.joining());
    }

    /** What a run kept before something went. */
    static String text(Project project, BackedUp backedUp) {
        return backedUp.backups().stream()
                        .map(path -> "Backed up to " + project.shown(path) + "\n")
                        .collect(Collectors.joining())
                + notes(backedUp.notes());
    }

    static Map<String, Object> data(Project project, BackedUp backedUp) {
        var data = new LinkedHashMap<String, Object>();
        data.put("made", backedUp.backups().stream().map(project::shown).toList());
        data.put("notes", backedUp.notes());
        return data;
    }

    static Map<String, Object> data(Project project, Backup backup) {
        var manifest = backup.manifest();
        var data = new LinkedHashMap<String, Object>();
        data.put("path", project.shown(backup.path()));
        data.put("kind", manifest.kind());
        data.put("made", manifest.made());
        data.put("database", manifest.database().name());
        data.put("revision", manifest.revision());
        data.put("direction", manifest.direction());
        data.put("heads", Done.sorted(manifest.heads()));
        data.put("rows", manifest.rows());
        data.put("bytes", backup.size());
        data.put("notes", manifest.notes());
        return data;
    }
}
