package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.RevisionException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The chain of revisions: a directed graph without cycles, in which a revision follows none, one or several others.
 * Pure: reads nothing, knows no database.
 */
public final class RevisionGraph {

    private final Map<String, RevisionInfo> revisions = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final List<RevisionInfo> ordered = new ArrayList<>();

    private RevisionGraph() {}

    /**
     * @throws RevisionException for two revisions with one id, a parent that is not there, or a cycle
     */
    public static RevisionGraph of(Collection<RevisionInfo> revisions) {
        var graph = new RevisionGraph();
        for (RevisionInfo revision : revisions) {
            RevisionInfo other = graph.revisions.put(revision.id(), revision);
            if (other != null) {
                throw new RevisionException(
                        Reason.DUPLICATE,
                        "two revisions have the id " + revision.id() + ": " + other.source() + " and "
                                + revision.source() + "; give one of them another id",
                        List.of(revision.id()));
            }
        }
        graph.link();
        graph.order();
        return graph;
    }

    private void link() {
        for (RevisionInfo revision : revisions.values()) {
            for (String parent : required(revision)) {
                if (!revisions.containsKey(parent)) {
                    throw new RevisionException(
                            Reason.MISSING_PARENT,
                            "revision " + revision.title() + " in " + revision.source() + " needs revision " + parent
                                    + ", which is not there; restore its file or correct the reference",
                            List.of(revision.id(), parent));
                }
                children.computeIfAbsent(parent, id -> new ArrayList<>()).add(revision.id());
            }
        }
    }

    private static List<String> required(RevisionInfo revision) {
        if (revision.dependsOn().isEmpty()) {
            return revision.revises();
        }
        var required = new ArrayList<>(revision.revises());
        revision.dependsOn().stream().filter(id -> !required.contains(id)).forEach(required::add);
        return required;
    }

    /** Puts each revision after what it needs; what has no place then is in a cycle. */
    private void order() {
        var missing = new HashMap<String, Integer>();
        var ready = new PriorityQueue<String>();
        for (RevisionInfo revision : revisions.values()) {
            int needs = required(revision).size();
            missing.put(revision.id(), needs);
            if (needs == 0) {
                ready.add(revision.id());
            }
        }
        while (!ready.isEmpty()) {
            String id = ready.remove();
            ordered.add(revisions.get(id));
            for (String child : children.getOrDefault(id, List.of())) {
                if (missing.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        if (ordered.size() < revisions.size()) {
            var rest = new TreeSet<>(revisions.keySet());
            ordered.forEach(revision -> rest.remove(revision.id()));
            throw new RevisionException(
                    Reason.CYCLE,
                    "revisions follow each other in a circle: " + String.join(", ", rest)
                            + "; correct what one of them revises",
                    List.copyOf(rest));
        }
    }

    public boolean isEmpty() {
        return revisions.isEmpty();
    }

    public boolean contains(String id) {
        return revisions.containsKey(id);
    }

    /**
     * @throws RevisionException if there is no such revision
     */
    public RevisionInfo get(String id) {
        RevisionInfo revision = revisions.get(id);
        if (revision == null) {
            throw unknown(id);
        }
        return revision;
    }

    /** All revisions, each after what it needs. */
    public List<RevisionInfo> all() {
        return Collections.unmodifiableList(ordered);
    }

    /** The revisions that follow one of these directly; the first ones of all for none. */
    Set<String> followers(Collection<String> ids) {
        var followers = new TreeSet<String>();
        if (ids.isEmpty()) {
            ordered.stream()
                    .filter(revision -> revision.revises().isEmpty())
                    .forEach(revision -> followers.add(revision.id()));
        }
        for (String id : ids) {
            for (String child : children.getOrDefault(id, List.of())) {
                if (get(child).revises().contains(id)) {
                    followers.add(child);
                }
            }
        }
        return followers;
    }

    private List<RevisionInfo> sorted(Set<String> ids) {
        return ordered.stream().filter(revision -> ids.contains(revision.id())).toList();
    }

    /** The revisions that no other follows. */
    public List<RevisionInfo> heads() {
        var heads = new LinkedHashSet<>(revisions.keySet());
        revisions.values().forEach(revision -> revision.revises().forEach(heads::remove));
        return sorted(heads);
    }

    /**
     * The one head; an empty list for an empty graph.
     *
     * @throws RevisionException if there are several
     */
    public List<RevisionInfo> singleHead() {
        var heads = heads();
        if (heads.size() > 1) {
            throw multipleHeads(heads);
        }
        return heads;
    }

    private RevisionException multipleHeads(List<RevisionInfo> heads) {
        var ids = heads.stream().map(RevisionInfo::id).toList();
        String titles =
                String.join(" and ", heads.stream().map(RevisionInfo::title).toList());
        return new RevisionException(
                Reason.MULTIPLE_HEADS,
                "multiple head revisions are present: " + titles + "; merge them with: merge " + String.join(" ", ids)
                        + ", or name one as the target",
                ids);
    }

    /** The given revisions and all that come before them. */
    public Set<String> ancestors(Collection<String> ids) {
        return reach(ids, id -> required(get(id)));
    }

    /** The given revisions and all that come after them. */
    public Set<String> descendants(Collection<String> ids) {
        return reach(ids, id -> children.getOrDefault(id, List.of()));
    }

    private static Set<String> reach(Collection<String> start, Function<String, List<String>> next) {
        var reached = new HashSet<String>();
        var pending = new ArrayDeque<>(start);
        while (!pending.isEmpty()) {
            String id = pending.remove();
            if (reached.add(id)) {
                pending.addAll(next.apply(id));
            }
        }
        return reached;
    }

    /** What has to be applied to get from {@code current} heads to {@code targets}, in order. */
    public List<RevisionInfo> pending(Collection<String> current, Collection<String> targets) {
        var pending = ancestors(targets);
        pending.removeAll(ancestors(current));
        return sorted(pending);
    }

    /** What has to be undone so that nothing after {@code target} is left, last first; all for an empty target. */
    public List<RevisionInfo> undone(Collection<String> current, Collection<String> target) {
        var applied = ancestors(current);
        var undone = target.isEmpty() ? new HashSet<>(applied) : descendants(target);
        undone.retainAll(applied);
        undone.removeAll(ancestors(target));
        var order = new ArrayList<>(sorted(undone));
        Collections.reverse(order);
        return order;
    }

    /** The heads after applying a revision: it takes the place of what it follows or depends on. */
    public Set<String> headsAfterUpgrade(Set<String> heads, RevisionInfo revision) {
        var after = new TreeSet<>(heads);
        required(revision).forEach(after::remove);
        after.add(revision.id());
        return after;
    }

    /**
     * The heads after undoing a revision: what it followed or depended on comes back unless another applied revision
     * still does.
     */
    public Set<String> headsAfterDowngrade(Set<String> heads, RevisionInfo revision) {
        var after = new TreeSet<>(heads);
        after.remove(revision.id());
        var applied = ancestors(after);
        var back = required(revision).stream()
                .filter(parent -> !applied.contains(parent))
                .toList();
        back.stream()
                .filter(parent -> back.stream()
                        .noneMatch(other -> !other.equals(parent)
                                && ancestors(List.of(other)).contains(parent)))
                .forEach(after::add);
        return after;
    }

    /** The error for a revision that is not in this graph. */
    public RevisionException unknown(String id) {
        var near = revisions.keySet().stream()
                .filter(other -> id.length() > 2 && other.startsWith(id.substring(0, 3)))
                .limit(3)
                .toList();
        return new RevisionException(
                Reason.UNKNOWN_REVISION,
                "there is no revision \"" + Text.oneLine(id) + "\""
                        + (near.isEmpty() ? "" : "; near it: " + String.join(", ", near)),
                List.of());
    }
}
