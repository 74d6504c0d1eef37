package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.RevisionException.Reason;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people write to say where they want to go: {@code head}, {@code heads}, {@code base}, an id or the start of one, a
 * branch's label, {@code +2}, {@code -1}, {@code ae10+2}; before all of them a branch, as in {@code billing@head} or
 * {@code billing@-1}, where a branch is a label or any revision on it. As Alembic reads them.
 */
public final class Target {

    private static final Pattern RELATIVE = Pattern.compile("([0-9a-zA-Z_.-]*?)([+-]\\d{1,6})");

    /** An id of so many characters is written out; a longer one may be cut where it is still the only one. */
    private static final int SHORT = 3;

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
        var branch = branch(text);
        String target = text.strip().substring(text.strip().indexOf('@') + 1);
        Matcher relative = RELATIVE.matcher(target);
        if (relative.matches() && !isName(target)) {
            int steps = Integer.parseInt(relative.group(2));
            String symbol = relative.group(1);
            var start = symbol.isEmpty() ? start(text, current, branch) : symbol(symbol, branch);
            return walk(text, start, steps, branch);
        }
        return symbol(target, branch);
    }

    /**
     * The revisions of the branch that a target names; empty if it names none and all are meant.
     *
     * @throws RevisionException if there is no such branch
     */
    public Optional<Set<String>> branch(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? Optional.empty()
                : Optional.of(graph.branch(one(text.substring(0, at).strip(), Optional.empty())));
    }

    private boolean isName(String text) {
        return graph.contains(text) || graph.labelled(text).isPresent();
    }

    private Set<String> symbol(String symbol, Optional<Set<String>> branch) {
        return switch (symbol) {
            case "base" -> Set.of();
            case "heads" -> heads(branch);
            case "head" -> {
                var heads = heads(branch);
                if (heads.size() > 1) {
                    throw graph.multipleHeads(heads.stream().map(graph::get).toList());
                }
                yield heads;
            }
            default -> Set.of(one(symbol, branch));
        };
    }

    private Set<String> heads(Optional<Set<String>> branch) {
        if (branch.isEmpty()) {
            return ids(graph.heads());
        }
        var heads = new TreeSet<>(branch.get());
        branch.get().forEach(id -> heads.removeAll(graph.get(id).revises()));
        return heads;
    }

    private static Set<String> ids(List<RevisionInfo> revisions) {
        return new TreeSet<>(revisions.stream().map(RevisionInfo::id).toList());
    }

    private String one(String text, Optional<Set<String>> branch) {
        Optional<String> named = graph.labelled(text).or(() -> Optional.of(text).filter(graph::contains));
        if (named.isPresent() && branch.map(ids -> ids.contains(named.get())).orElse(true)) {
            return named.get();
        }
        var matches = graph.all().stream()
                .map(RevisionInfo::id)
                .filter(id -> !text.isEmpty() && id.length() > SHORT && id.startsWith(text))
                .filter(id -> branch.map(ids -> ids.contains(id)).orElse(true))
                .toList();
        if (matches.isEmpty()) {
            throw graph.unknown(text);
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

    /** Where a relative target starts: at the database's one head, or where it is on the branch. */
    private Set<String> start(String text, Collection<String> current, Optional<Set<String>> branch) {
        if (branch.isEmpty()) {
            if (current.size() > 1) {
                throw new RevisionException(
                        Reason.AMBIGUOUS,
                        "\"" + text + "\" could start at any of the database's heads: " + String.join(", ", current)
                                + "; say from which with: " + verb(text.contains("-")) + " "
                                + new TreeSet<>(current).first() + "@" + text.strip(),
                        List.copyOf(current));
            }
            return new TreeSet<>(current);
        }
        var applied = graph.ancestors(current);
        applied.retainAll(branch.get());
        return graph.latest(applied);
    }

    private Set<String> walk(String text, Set<String> start, int steps, Optional<Set<String>> branch) {
        Set<String> at = start;
        for (int i = 0; i < Math.abs(steps); i++) {
            var next = new HashSet<>(steps > 0 ? graph.followers(at) : parents(at));
            branch.ifPresent(next::retainAll);
            if (next.size() > 1 || at.size() > 1) {
                throw new RevisionException(
                        Reason.AMBIGUOUS,
                        "\"" + text + "\" could mean several revisions, because the chain branches there; name the one"
                                + " that you mean"
                                + (next.isEmpty() ? "" : " with: " + each(verb(steps < 0), new TreeSet<>(next))),
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

    private static String verb(boolean back) {
        return back ? "downgrade" : "upgrade";
    }

    private static String each(String verb, Collection<String> ids) {
        return ids.stream().map(id -> verb + " " + id).collect(Collectors.joining(", or: "));
    }

    private Set<String> parents(Collection<String> at) {
        var parents = new TreeSet<String>();
        at.forEach(id -> parents.addAll(graph.get(id).revises()));
        return parents;
    }
}
