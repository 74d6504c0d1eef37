package dev.aludel.cli;

import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Revisions in Alembic's lines. */
final class Lines {

    private final RevisionGraph graph;
    private final Set<String> current;
    private final Set<String> heads;
    private final Set<String> effectiveHeads;
    private final Set<String> branchPoints;

    /**
     * @param current the database's heads, to be marked; empty for none
     */
    Lines(RevisionGraph graph, Set<String> current) {
        this.graph = graph;
        this.current = current;
        this.heads = ids(graph.heads());
        this.effectiveHeads = ids(graph.effectiveHeads());
        this.branchPoints = ids(graph.branchPoints());
    }

    static Set<String> ids(List<RevisionInfo> revisions) {
        return revisions.stream().map(RevisionInfo::id).collect(Collectors.toSet());
    }

    /**
     * {@code bbbb -> cccc (billing) (head), add order}.
     *
     * @param before how many characters stand before the arrow at least
     */
    String step(RevisionInfo revision, int before) {
        String parents = parents(revision);
        return parents + " ".repeat(Math.max(0, before - parents.length())) + " -> " + mark(revision, true, true)
                + doc(revision);
    }

    /** So many that arrows stand below each other, but for those of merges. */
    int beforeArrow(List<RevisionInfo> revisions) {
        return revisions.stream()
                .filter(revision ->
                        revision.revises().size() < 2 && revision.dependsOn().isEmpty())
                .mapToInt(revision -> parents(revision).length())
                .max()
                .orElse(0);
    }

    /** {@code cccc (billing) (head)}. */
    String head(RevisionInfo revision) {
        return mark(revision, true, false);
    }

    /** {@code cccc (head)}. */
    String plain(RevisionInfo revision) {
        return mark(revision, false, true);
    }

    private String mark(RevisionInfo revision, boolean labels, boolean tree) {
        String id = revision.id();
        var text = new StringBuilder(id);
        if (labels && !graph.labels(id).isEmpty()) {
            text.append(" (").append(String.join(", ", graph.labels(id))).append(")");
        }
        mark(text, effectiveHeads::contains, id, "head");
        mark(
                text,
                heads.stream().filter(head -> !effectiveHeads.contains(head)).toList()::contains,
                id,
                "effective head");
        mark(text, current::contains, id, "current");
        if (tree) {
            mark(text, branchPoints::contains, id, "branchpoint");
            mark(text, other -> revision.revises().size() > 1, id, "mergepoint");
        }
        return text.toString();
    }

    private static void mark(StringBuilder text, Predicate<String> is, String id, String mark) {
        if (is.test(id)) {
            text.append(" (").append(mark).append(")");
        }
    }

    private static String parents(RevisionInfo revision) {
        String parents = revision.revises().isEmpty() ? "<base>" : String.join(", ", revision.revises());
        return parents + (revision.dependsOn().isEmpty() ? "" : " (" + String.join(", ", revision.dependsOn()) + ")");
    }

    private static String doc(RevisionInfo revision) {
        return revision.message().isEmpty() ? "" : ", " + oneLine(revision.message());
    }

    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    /** All that is known of a revision. */
    String verbose(RevisionInfo revision) {
        var lines = new ArrayList<String>();
        lines.add("Rev: " + mark(revision, false, true));
        lines.add(
                revision.revises().size() > 1
                        ? "Merges: " + String.join(", ", revision.revises())
                        : "Parent: "
                                + (revision.revises().isEmpty()
                                        ? "<base>"
                                        : revision.revises().get(0)));
        add(lines, "Also depends on: ", revision.dependsOn());
        if (branchPoints.contains(revision.id())) {
            add(
                    lines,
                    "Branches into: ",
                    children(revision).map(RevisionInfo::id).toList());
        }
        add(lines, "Branch names: ", graph.labels(revision.id()));
        add(lines, "Replaces: ", revision.replaces());
        lines.add("Path: " + oneLine(revision.source()));
        lines.add("");
        revision.message().lines().forEach(line -> lines.add("    " + oneLine(line)));
        lines.add("");
        lines.add("    Revision ID: " + revision.id());
        lines.add("    Revises: " + String.join(", ", revision.revises()));
        if (revision.created() != null) {
            lines.add("    Create Date: " + revision.created());
        }
        lines.add("");
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static void add(List<String> lines, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            lines.add(name + String.join(", ", values));
        }
    }

    /** A branch point and what follows it. */
    String branches(RevisionInfo revision) {
        String indent = " ".repeat(revision.id().length());
        return plain(revision) + "\n"
                + children(revision)
                        .map(child -> indent + " -> " + mark(child, true, true) + doc(child) + "\n")
                        .collect(Collectors.joining());
    }

    private Stream<RevisionInfo> children(RevisionInfo revision) {
        return graph.all().stream().filter(other -> other.revises().contains(revision.id()));
    }

    Map<String, Object> data(RevisionInfo revision) {
        var data = new LinkedHashMap<String, Object>();
        data.put("revision", revision.id());
        data.put("message", revision.message());
        data.put("revises", revision.revises());
        data.put("dependsOn", revision.dependsOn());
        data.put("labels", graph.labels(revision.id()));
        data.put("replaces", revision.replaces());
        data.put("created", Optional.ofNullable(revision.created()));
        data.put("source", revision.source());
        data.put("head", effectiveHeads.contains(revision.id()));
        data.put("branchPoint", branchPoints.contains(revision.id()));
        if (current.contains(revision.id())) {
            data.put("current", true);
        }
        return data;
    }
}
