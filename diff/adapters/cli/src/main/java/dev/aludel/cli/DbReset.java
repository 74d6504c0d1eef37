package dev.aludel.cli;

import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

@Command(
        name = "reset",
        description = {
            "Drops all that is in the managed schemas and applies all revisions anew. Extensions, tables of other migration"
                    + " tools and other schemas stay."
        },
        footer = {"", "Example:", "  aludel db reset --yes"})
final class DbReset extends Verb {

    @Override
    Answer answer(Project project) {
        Place place = project.place();
        Safety safety = Safety.before(project, place);
        var migrator = project.migrator();
        var drops = migrator.resetting().stream().map(drop -> drop.describe()).toList();
        if (!drops.isEmpty()) {
            safety.allow("this reset", drops);
        }
        var result = migrator.reset();
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("dropped", drops);
        data.put("applied", Done.data(result.revisions()));
        data.put("backups", Kept.data(project, result.backedUp()));
        data.put("heads", Done.sorted(result.heads()));
        return Answer.done(
                Kept.text(project, result.backedUp()) + drops.size() + " dropped; "
                        + Done.text(result.revisions(), "applied", result.heads()),
                data);
    }
}
