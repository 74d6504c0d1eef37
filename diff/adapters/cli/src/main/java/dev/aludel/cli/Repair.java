package dev.aludel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "repair",
        description = "Shows what is broken between revisions and database, and puts it right with --apply.",
        footer = {"", "Example:", "  aludel repair", "  aludel repair --apply"})
final class Repair extends Verb {

    @Option(names = "--apply", description = "Puts it right, after asking.")
    private boolean apply;

    @Override
    Answer answer(Project project) {
        Place place = project.place();
        var plan = project.migrator().repairs();
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("repairs", shown(plan.repairs()));
        if (!apply || plan.isEmpty()) {
            return Answer.done(
                    plan.describe() + (plan.isEmpty() ? "" : "To put it right: aludel repair --apply\n"), data);
        }
        Safety.before(project, place)
                .allow(
                        "this repair",
                        plan.repairs().stream().map(Object::toString).toList());
        var done = plan.apply();
        data.put("done", shown(done));
        return Answer.done(plan.describe() + done.size() + " repaired\n", data);
    }

    private static List<Map<String, Object>> shown(List<dev.aludel.core.run.Repair> repairs) {
        return repairs.stream()
                .map(repair -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("what", repair.what());
                    one.put("how", repair.how());
                    return one;
                })
                .toList();
    }
}
