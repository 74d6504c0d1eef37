package dev.aludel.cli;

import dev.aludel.core.run.Direction;
import dev.aludel.core.run.Planner;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "downgrade",
        description = "Takes the database back. Asks first, because data goes with what is undone.",
        footer = {"", "Example:", "  aludel downgrade -1", "  aludel downgrade base --yes"})
final class Downgrade extends Verb {

    @Parameters(arity = "0..1", paramLabel = "TARGET", description = "-N, an id or the start of one, base, label@-1.")
    private @Nullable String target;

    @Option(names = "--steps", paramLabel = "N", description = "The same as -N.")
    private @Nullable Integer steps;

    @Option(
            names = "--sql",
            description = "Writes a script for psql to standard output; runs nothing. FROM:TO is possible then.")
    private boolean sql;

    @Option(names = "--no-backup", description = "Backs up nothing, whatever BACKUP_BEFORE_MIGRATE says.")
    private boolean noBackup;

    @Option(
            names = "--restore-data",
            description = "Puts back from backups what was destroyed when the revisions were applied.")
    private boolean restoreData;

    @Mixin
    private Offline offline = new Offline();

    @Override
    Answer answer(Project project) {
        String to = target();
        if (sql) {
            return Script.answer(project.migrator(offline).downgradeSql(to));
        }
        Upgrade.requireNoRange(to);
        Place place = project.place();
        Safety safety = Safety.before(project, place);
        var undone = undone(project, place, to);
        if (!undone.isEmpty()) {
            safety.allow("this downgrade", undone);
        }
        var migrator = noBackup ? project.migratorWithoutBackups() : project.migrator();
        var result = restoreData ? migrator.downgradeRestoring(to) : migrator.downgradeTo(to);
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("undone", Done.data(result.revisions()));
        data.put("heads", Done.sorted(result.heads()));
        data.put("backups", Kept.data(project, result.backedUp()));
        return Answer.done(
                Kept.text(project, result.backedUp()) + Done.text(result.revisions(), "undone", result.heads()), data);
    }

    private String target() {
        if (target == null && steps != null && steps > 0) {
            return "-" + steps;
        }
        if (target == null || steps != null) {
            throw new IllegalArgumentException(
                    "how far back? say it once, as in: downgrade -1, downgrade base," + " downgrade --steps 2");
        }
        return target;
    }

    private static List<String> undone(Project project, Place place, String to) {
        var planner = new Planner(project.revisions(), project.dialect());
        return planner.downgrade(place.heads(), planner.resolve(to, place.heads()), planner.branch(to)).stream()
                .filter(step -> step.direction() == Direction.DOWNGRADE)
                .map(step -> "undoes " + step.revision().title())
                .toList();
    }
}
