package dev.aludel.cli;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.Health;
import dev.aludel.core.run.Upkeep;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Where the database stands, at a glance; writes nothing.",
        footer = {"", "Example:", "  aludel status --json"})
final class Status extends Verb {

    @Override
    Answer answer(Project project) {
        var read = project.migratorBuilder()
                .dataSource(project.dataSource())
                .modelProbe((database, schemas) -> differences(project))
                .build()
                .status();
        var status = read.upkeep()
                .map(upkeep -> read.with(upkeep.in(Path.of(project.shown(upkeep.folder())))))
                .orElse(read);
        var data = new LinkedHashMap<String, Object>();
        data.put("state", status.state());
        data.put("database", project.place().data());
        data.put("current", Done.sorted(status.current()));
        data.put("heads", status.heads().stream().map(RevisionInfo::id).toList());
        data.put("pending", status.pending().stream().map(RevisionInfo::id).toList());
        status.upkeep().ifPresent(upkeep -> put(upkeep, data));
        data.put("health", health(Health.of(status, project.settings().toleratesUnknownRevision())));
        return Answer.done(status.describe(), data);
    }

    /** That the entities cannot be read is no reason to say nothing of the database. */
    private static Optional<List<String>> differences(Project project) {
        if (!project.hasEntities()) {
            return Optional.empty();
        }
        try {
            var diff = project.autogen(RenameHints.none(), new Offline()).diff();
            return Optional.of(
                    diff.isEmpty() ? List.of() : diff.describe().lines().toList());
        } catch (MigrationException | IllegalArgumentException e) {
            project.console().note("Note: the model was not checked: " + Lines.oneLine(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static void put(Upkeep upkeep, Map<String, Object> data) {
        upkeep.watcher().ifPresent(watcher -> {
            var said = new LinkedHashMap<String, Object>();
            said.put("on", watcher.on());
            said.put("generate", watcher.generates());
            said.put("apply", watcher.applies());
            said.put("everyMillis", watcher.every().toMillis());
            data.put("watcher", said);
        });
        var backups = new LinkedHashMap<String, Object>();
        backups.put("before", upkeep.backups());
        backups.put("directory", upkeep.folder().toString());
        backups.put("last", upkeep.last().map(Upkeep.LastBackup::at));
        backups.put("lastBytes", upkeep.last().map(Upkeep.LastBackup::size));
        data.put("backups", backups);
    }

    private static List<Map<String, Object>> health(Health health) {
        return health.checks().stream()
                .map(check -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("check", check.name());
                    one.put("good", check.good());
                    one.put("detail", check.detail());
                    return one;
                })
                .toList();
    }
}
