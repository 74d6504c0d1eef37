package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.RevisionException.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people write to say where they want to go: {@code head}, {@code heads}, {@code base}, an id or the start of one,
 * {@code +2}, {@code -1}, {@code ae10+2}.
 */
public final class Target {

    private static final Pattern RELATIVE = Pattern.compile("([0-9a-z_]*)([+-]\\d{1,6})");

    /** A shorter start of an id is soon the start of another one. */
    private static final int SHORTEST = 4;

    private final RevisionGraph graph;

    public Target(RevisionGraph graph) {
        this.graph = graph;
    }

    /**
     * The revisions meant; none for base.
     *
     * @param current heads that the database is at, for relative ones
     * @throws RevisionException if nothing, or more than one thing, is meant
     */
    public Set<String> resolve(String text, Collection<String> current) {
        String target = text.strip();
        switch (target) {
            case "base":
                return Set.of();
            case "heads":
                return ids(graph.heads());
            case "head":
                return ids(graph.singleHead());
            default:
        }
        Matcher relative = RELATIVE.matcher(target);
        if (relative.matches() && !graph.contains(target)) {
            int steps = Integer.parseInt(relative.group(2));
            var start = relative.group(1).isEmpty() ? current : resolve(relative.group(1), current);
            return walk(target, start, steps);
        }
        return Set.of(one(target));
    }

    private static Set<String> ids(List<RevisionInfo> revisions) {
        return new TreeSet<>(revisions.stream().map(RevisionInfo::id).toList());
    }

    private String one(String text) {
        if (graph.contains(text)) {
            return text;
        }
        var matches = graph.all().stream()
                .map(RevisionInfo::id)
                .filter(id -> !text.isEmpty() && id.startsWith(text))
                .toList();
        if (matches.isEmpty()) {
            throw graph.unknown(text);
        }
        if (text.length() < SHORTEST) {
            throw new RevisionException(
                    Reason.UNKNOWN_REVISION,
                    "there is no revision \"" + text + "\"; write at least " + SHORTEST
                            + " characters of an id, or all of it",
                    matches);
        }
        if (matches.size() == 1) {
            return matches.get(0);
        }
        throw new RevisionException(
                Reason.AMBIGUOUS,
                "\"" + text + "\" is the start of several revisions: " + String.join(", ", matches)
                        + "; write more of it",
                matches);
    }

    private Set<String> walk(String text, Collection<String> start, int steps) {
        Set<String> at = new TreeSet<>(start);
        for (int i = 0; i < Math.abs(steps); i++) {
            var next = steps > 0 ? graph.followers(at) : parents(at);
            if (next.size() > 1 || at.size() > 1) {
                throw new RevisionException(
                        Reason.AMBIGUOUS,
                        "\"" + text + "\" could mean several revisions, because the chain branches there; name the one"
                                + " that you mean",
                        List.copyOf(next));
            }
            if (steps > 0 ? next.isEmpty() : at.isEmpty()) {
                throw new RevisionException(
                        Reason.UNKNOWN_REVISION,
                        "\"" + text + "\" goes " + Math.abs(steps) + " revision(s) " + (steps > 0 ? "ahead" : "back")
                                + ", but there are only " + i,
                        List.of());
            }
            at = next;
        }
        return at;
    }

    private Set<String> parents(Collection<String> at) {
        var parents = new TreeSet<String>();
        at.forEach(id -> parents.addAll(graph.get(id).revises()));
        return parents;
    }
}
