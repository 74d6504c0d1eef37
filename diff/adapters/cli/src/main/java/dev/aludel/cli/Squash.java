package dev.aludel.cli;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Target;
import dev.aludel.diff.Against;
import dev.aludel.diff.Draft;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "squash",
        description = "Replaces draft revisions by one, and proves that the same comes of it.",
        footer = {"", "Example:", "  aludel squash ae10:head -m \"Add complete feature schema\""})
final class Squash extends Verb {

    @Parameters(paramLabel = "FROM:TO", description = "The first and the last that are replaced.")
    private String range = "";

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What the new one is for.")
    private String message = "";

    @Mixin
    private DraftOptions draft = new DraftOptions();

    @Override
    Answer answer(Project project) {
        return squashed(project, range, draft.draft(message));
    }

    static Answer squashed(Project project, String range, Draft draft) {
        Place place = project.place();
        Safety safety = Safety.before(project, place);
        var applied = applied(project, place, range);
        if (!applied.isEmpty()) {
            safety.allow("this squash", applied);
        }
        var file = project.revisionsBuilder()
                .autogen(project.anyEntities(RenameHints.none()))
                .against(Against.LIVE)
                .protectedDatabase(safety.isProtected())
                .build()
                .squash(range, draft);
        return Written.answer(project, file);
    }

    /** What the database has applied of it. */
    private static List<String> applied(Project project, Place place, String range) {
        int colon = range.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("which revisions? write FROM:TO, such as ae10:head");
        }
        var graph = project.graph();
        var target = new Target(graph);
        var known =
                graph.standing(place.heads()).stream().filter(graph::contains).toList();
        var applied = graph.ancestors(known);
        return graph
                .range(
                        target.resolve(range.substring(0, colon), graph.standing(place.heads())),
                        target.resolve(range.substring(colon + 1), graph.standing(place.heads())),
                        Optional.empty())
                .stream()
                .filter(revision -> applied.contains(revision.id()))
                .map(RevisionInfo::title)
                .map(title -> title + " is applied there")
                .toList();
    }
}
