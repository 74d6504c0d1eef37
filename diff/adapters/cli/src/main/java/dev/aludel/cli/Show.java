package dev.aludel.cli;

import dev.aludel.core.revision.Target;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "All that is known of a revision.",
        footer = {"", "Example:", "  aludel show head", "  aludel show current"})
final class Show extends Verb {

    @Parameters(paramLabel = "REVISION", description = "An id or the start of one, head, heads, current, a label.")
    private String revision = "";

    @Override
    Answer answer(Project project) {
        var graph = project.graph();
        Set<String> ids = revision.equals("current")
                ? graph.standing(project.place().heads())
                : new Target(graph).resolve(revision, Set.of());
        var lines = new Lines(graph, Set.of());
        var found = ids.stream().sorted().map(graph::get).toList();
        return Answer.done(
                found.stream().map(lines::verbose).collect(Collectors.joining()),
                Map.of("revisions", found.stream().map(lines::data).toList()));
    }
}
