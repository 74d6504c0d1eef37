package dev.aludel.cli;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "heads",
        description = "The revisions that no other follows.",
        footer = {"", "Example:", "  aludel heads -v"})
final class Heads extends Verb {

    @Option(
            names = {"-v", "--verbose"},
            description = "All that is known of each.")
    private boolean verbose;

    @Option(names = "--resolve-dependencies", description = "Without those that another revision depends on.")
    private boolean resolveDependencies;

    @Override
    Answer answer(Project project) {
        var graph = project.graph();
        var lines = new Lines(graph, Set.of());
        var heads = resolveDependencies ? graph.effectiveHeads() : graph.heads();
        return Answer.done(
                heads.stream()
                        .map(head -> verbose ? lines.verbose(head) : lines.head(head) + "\n")
                        .collect(Collectors.joining()),
                Map.of("heads", heads.stream().map(lines::data).toList()));
    }
}
