package dev.aludel.cli;

import dev.aludel.core.run.Stamping;
import dev.aludel.core.run.Verify;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stamp",
        description = "Says that the database is at a revision, without running anything.",
        footer = {"", "Example:", "  aludel stamp head", "  aludel stamp ae10 --no-verify"})
final class Stamp extends Verb {

    @Parameters(
            arity = "1..*",
            paramLabel = "TARGET",
            description = "head, heads, base, ids or the starts of some; with --sql FROM:TO.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--no-verify", description = "Does not make sure that the catalog is what it would be there.")
    private boolean noVerify;

    @Option(names = "--purge", description = "Whatever the database says now does not count, known or not.")
    private boolean purge;

    @Option(
            names = "--forget",
            description = "Applied revisions that do not follow may be forgotten: one side of a merge.")
    private boolean forget;

    @Option(names = "--sql", description = "Writes a script for psql instead.")
    private boolean sql;

    @Mixin
    private Offline offline = new Offline();

    @Override
    Answer answer(Project project) {
        if (sql) {
            if (purge || targets.size() > 1) {
                throw new IllegalArgumentException("--sql goes with one target and without --purge");
            }
            return Script.answer(project.migrator(offline).stampSql(targets.get(0)));
        }
        Place place = project.place();
        Safety safety = Safety.before(project, place);
        if (purge && !place.heads().isEmpty()) {
            safety.allow("stamp --purge", List.of("forgets " + String.join(", ", place.heads())));
        }
        var stamping = Stamping.to(targets.toArray(String[]::new));
        stamping = noVerify ? stamping.verify(Verify.NONE) : stamping;
        stamping = forget ? stamping.allowForgetting() : stamping;
        var result = project.migrator().stamp(purge ? stamping.purge() : stamping);
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("before", Done.sorted(result.before()));
        data.put("heads", Done.sorted(result.heads()));
        return Answer.done("Stamped, now at " + Done.at(result.heads()) + "; nothing was run\n", data);
    }
}
