package dev.aludel.cli;

import dev.aludel.core.Migrator;
import dev.aludel.core.run.UpgradeResult;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "upgrade",
        description = "Applies what is pending.",
        footer = {
            "",
            "Example:",
            "  aludel upgrade head",
            "  aludel upgrade +1 --dry-run",
            "  aludel upgrade --all-schemas 'tenant_%%'"
        })
final class Upgrade extends Verb {

    @Parameters(
            arity = "0..1",
            defaultValue = "head",
            paramLabel = "TARGET",
            description = "head (the default), heads, an id or the start of one, +N, label@head.")
    private String target = "head";

    @Option(names = "--dry-run", description = "Shows the statements, their locks and hazards; runs nothing.")
    private boolean dryRun;

    @Option(
            names = "--sql",
            description = "Writes a script for psql to standard output; runs nothing. FROM:TO is possible then.")
    private boolean sql;

    @Option(names = "--no-backup", description = "Backs up nothing, whatever BACKUP_BEFORE_MIGRATE says.")
    private boolean noBackup;

    @Mixin
    private TenantOptions tenants = new TenantOptions();

    @Mixin
    private Offline offline = new Offline();

    @Override
    Answer answer(Project project) {
        if (tenants.areMany() && (sql || dryRun)) {
            throw new IllegalArgumentException("--sql and --dry-run are about one schema; name it with --schemas");
        }
        if (sql) {
            return Script.answer(project.migrator(offline).sql(target));
        }
        requireNoRange(target);
        if (dryRun) {
            return Plan.answer(project, target);
        }
        Place place = project.place();
        Safety safety = Safety.before(project, place);
        if (tenants.areMany()) {
            return tenants.upgraded(project, target, place, safety);
        }
        Migrator migrator = noBackup ? project.migratorWithoutBackups() : project.migrator();
        confirmLosses(migrator, target, safety);
        return applied(project, migrator.upgradeTo(target), place);
    }

    /** An upgrade that drops what holds data is destructive. */
    static void confirmLosses(Migrator migrator, String target, Safety safety) {
        var losing = migrator.plan(target).losses();
        if (!losing.isEmpty()) {
            safety.allow("this upgrade", losing);
        }
    }

    static void requireNoRange(String target) {
        if (target.contains(":")) {
            throw new IllegalArgumentException("Range revision not allowed: a range such as " + target
                    + " goes with --sql; a database begins where it is");
        }
    }

    static Answer applied(Project project, UpgradeResult result, Place place) {
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("applied", Done.data(result.revisions()));
        data.put("heads", Done.sorted(result.heads()));
        data.put("backups", Kept.data(project, result.backedUp()));
        return Answer.done(
                Kept.text(project, result.backedUp()) + Done.text(result.revisions(), "applied", result.heads()), data);
    }
}
