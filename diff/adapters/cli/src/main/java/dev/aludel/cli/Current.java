package dev.aludel.cli;

import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "current",
        description = "The revisions that the database is at, one line each; none at base.",
        footer = {"", "Example:", "  aludel current --check-heads"})
final class Current extends Verb {

    @Option(
            names = {"-v", "--verbose"},
            description = "All that is known of each.")
    private boolean verbose;

    @Option(
            names = {"-c", "--check-heads"},
            description = "Ends with 2 when the database is not at all heads.")
    private boolean checkHeads;

    @Override
    Answer answer(Project project) {
        Place place = project.place();
        var graph = project.graph();
        Set<String> heads = graph.standing(place.heads());
        var unknown = heads.stream().filter(id -> !graph.contains(id)).toList();
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.UNKNOWN_REVISION,
                    "the database is at revision " + String.join(", ", unknown)
                            + ", which is not among the revisions here; look for its file on other branches");
        }
        var lines = new Lines(graph, Set.of());
        List<RevisionInfo> at = graph.all().stream()
                .filter(revision -> heads.contains(revision.id()))
                .toList();
        boolean atHeads = Lines.ids(graph.effectiveHeads()).equals(heads);
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("current", at.stream().map(lines::data).toList());
        data.put("atHeads", atHeads);
        String text = at.stream()
                .map(revision -> verbose ? lines.verbose(revision) : lines.plain(revision) + "\n")
                .collect(Collectors.joining());
        if (verbose) {
            text = "Current revision(s) for " + place + ":\n" + text;
        }
        if (checkHeads && !atHeads) {
            return new Answer(Exit.DIFFERENT, text + "Database is not on all head revisions\n", data);
        }
        return Answer.done(text, data);
    }
}
