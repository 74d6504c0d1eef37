package dev.aludel.cli;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "branches",
        description = "The revisions that several others follow, and these.",
        footer = {"", "Example:", "  aludel branches"})
final class Branches extends Verb {

    @Option(
            names = {"-v", "--verbose"},
            description = "All that is known of each.")
    private boolean verbose;

    @Override
    Answer answer(Project project) {
        var graph = project.graph();
        var lines = new Lines(graph, Set.of());
        var points = graph.branchPoints();
        return Answer.done(
                points.stream()
                        .map(point -> (verbose ? lines.verbose(point) : "") + lines.branches(point))
                        .collect(Collectors.joining()),
                Map.of("branches", points.stream().map(lines::data).toList()));
    }
}
