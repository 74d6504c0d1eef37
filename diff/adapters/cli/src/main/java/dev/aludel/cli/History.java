package dev.aludel.cli;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        description = "The revisions, newest first.",
        footer = {"", "Example:", "  aludel history -r base:current", "  aludel history -i"})
final class History extends Verb {

    @Option(
            names = {"-r", "--rev-range"},
            paramLabel = "[FROM]:[TO]",
            description = "From one revision to another, both included; each side as for upgrade, or current.")
    private @Nullable String range;

    @Option(
            names = {"-v", "--verbose"},
            description = "All that is known of each.")
    private boolean verbose;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Marks those that the database is at.")
    private boolean indicateCurrent;

    @Option(
            names = "--journal",
            description = "What the database says of each: applied when, by whom, how long it took.")
    private boolean journal;

    @Override
    Answer answer(Project project) {
        if (journal) {
            return journal(project);
        }
        var graph = project.graph();
        boolean database = indicateCurrent || range != null && range.matches(".*current.*|[+-].*|.*:[+-].*");
        Set<String> current = database ? graph.standing(project.place().heads()) : Set.of();
        var lines = new Lines(graph, indicateCurrent ? current : Set.of());
        var revisions = range == null ? newestFirst(graph) : between(graph, range, current);
        int before = project.console().isTerminal() ? lines.beforeArrow(revisions) : 0;
        return Answer.done(
                revisions.stream()
                        .map(revision -> verbose ? lines.verbose(revision) : lines.step(revision, before) + "\n")
                        .collect(Collectors.joining()),
                Map.of("revisions", revisions.stream().map(lines::data).toList()));
    }

    private Answer journal(Project project) {
        if (range != null) {
            throw new IllegalArgumentException("--journal is about all revisions; leave the range out");
        }
        var history = project.migrator().history();
        var lines = new Lines(project.graph(), Set.of());
        var data = new LinkedHashMap<String, Object>();
        data.put(
                "revisions",
                history.lines().stream()
                        .map(line -> {
                            var one = lines.data(line.revision());
                            one.put("applied", line.applied());
                            one.put(
                                    "journal",
                                    line.journal().stream().map(History::data).toList());
                            return one;
                        })
                        .toList());
        data.put("others", history.others().stream().map(History::data).toList());
        return Answer.done(verbose ? history.verbose() : history.describe(), data);
    }

    private static Map<String, Object> data(Entry entry) {
        var data = new LinkedHashMap<String, Object>();
        data.put("revision", entry.revision());
        data.put("direction", entry.direction());
        data.put("state", entry.state());
        data.put("at", entry.at());
        data.put("millis", entry.took().toMillis());
        data.put("role", entry.role());
        data.put("client", entry.client());
        data.put("error", entry.error());
        return data;
    }

    private static List<RevisionInfo> newestFirst(RevisionGraph graph) {
        var all = new ArrayList<>(graph.all());
        Collections.reverse(all);
        return all;
    }

    private static List<RevisionInfo> between(RevisionGraph graph, String range, Set<String> current) {
        int colon = range.indexOf(':');
        if (colon < 0 || range.indexOf(':', colon + 1) >= 0) {
            throw new IllegalArgumentException(
                    "a range is written [FROM]:[TO], such as ae10:head or :current, and not " + range);
        }
        Set<String> lower = side(graph, range.substring(0, colon), "base", current);
        Set<String> upper = side(graph, range.substring(colon + 1), "heads", current);
        return graph.range(lower, upper, Optional.empty());
    }

    private static Set<String> side(RevisionGraph graph, String text, String otherwise, Set<String> current) {
        if (text.equals("current")) {
            return current;
        }
        return new Target(graph).resolve(text.isEmpty() ? otherwise : text, current);
    }
}
