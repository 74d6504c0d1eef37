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
import java.util.Optional;
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

    /** Those children that follow, not only depend. */
    private final Map<String, List<String>> followers = new HashMap<>();

    private final List<RevisionInfo> ordered = new ArrayList<>();

    /** The revision that declares a label. */
    private final Map<String, String> labels = new HashMap<>();

    private final Replacements replacements;

    private RevisionGraph(Replacements replacements) {
        this.replacements = replacements;
    }

    /**
     * @throws RevisionException for two revisions with one id, a parent that is not there, or a cycle
     */
    public static RevisionGraph of(Collection<RevisionInfo> revisions) {
        var graph = new RevisionGraph(Replacements.of(revisions));
        for (RevisionInfo revision : revisions) {
            RevisionInfo other = graph.revisions.put(revision.id(), graph.replacements.rebased(revision));
            if (other != null) {
                throw new RevisionException(
                        Reason.DUPLICATE,
                        "two revisions have the id " + revision.id() + ": " + other.source() + " and "
                                + revision.source(),
                        "give one of them another id",
                        List.of(revision.id()));
            }
        }
        graph.replacements.requireGone(graph.revisions);
        graph.labels();
        graph.link();
        graph.ordered.addAll(new InOrder(graph.revisions, graph.children).sorted(graph::required));
        return graph;
    }

    private void labels() {
        for (RevisionInfo revision : revisions.values()) {
            for (String label : revision.labels()) {
                String other = labels.putIfAbsent(label, revision.id());
                if (other != null || revisions.containsKey(label)) {
                    throw new RevisionException(
                            Reason.DUPLICATE,
                            "the label \"" + label + "\" of revision " + revision.title() + " is taken by revision "
                                    + (other == null ? label : other),
                            "give the branch another label",
                            List.of(revision.id()));
                }
            }
        }
    }

    private void link() {
        for (RevisionInfo revision : revisions.values()) {
            for (String parent : required(revision)) {
                if (!revisions.containsKey(parent)) {
                    throw replacements.missing(revision, parent);
                }
                children.computeIfAbsent(parent, id -> new ArrayList<>()).add(revision.id());
                if (revision.revises().contains(parent)) {
                    followers.computeIfAbsent(parent, id -> new ArrayList<>()).add(revision.id());
                }
            }
        }
    }

    private List<String> required(RevisionInfo revision) {
        if (revision.dependsOn().isEmpty()) {
            return revision.revises();
        }
        var required = new ArrayList<>(revision.revises());
        revision.dependsOn().stream()
                .map(id -> labels.getOrDefault(id, id))
                .filter(id -> !required.contains(id))
                .forEach(required::add);
        return required;
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

    /**
     * A database's heads in terms of these revisions: for the last of those that were squashed into one stands that one.
     * What is not known here, and what is in the middle of them, stays as it is.
     */
    public Set<String> standing(Collection<String> heads) {
        return replacements.standing(heads);
    }

    /** The revision into which this one was squashed. */
    public Optional<RevisionInfo> replacement(String id) {
        return replacements.by(id).map(by -> revisions.get(by.id()));
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
        ids.forEach(id -> followers.addAll(followersOf(id)));
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

    RevisionException multipleHeads(List<RevisionInfo> heads) {
        var ids = heads.stream().map(RevisionInfo::id).toList();
        String titles =
                String.join(" and ", heads.stream().map(RevisionInfo::title).toList());
        return new RevisionException(
                Reason.MULTIPLE_HEADS,
                "multiple head revisions are present: " + titles,
                "merge them with: merge " + String.join(" ", ids) + ", or name one as the target",
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

    /** What has to be undone so that nothing that follows {@code target} is left, last first; all for an empty target. */
    public List<RevisionInfo> undone(Collection<String> current, Collection<String> target) {
        return undone(current, target, revisions.keySet());
    }

    /**
     * The same on one branch: what else is applied stays, unless it needs something that is undone.
     *
     * @param branch the revisions of the branch
     */
    public List<RevisionInfo> undone(Collection<String> current, Collection<String> target, Set<String> branch) {
        var after = target.isEmpty() ? new HashSet<>(revisions.keySet()) : following(target);
        after.retainAll(branch);
        after.removeAll(ancestors(target));
        var undone = descendants(after);
        undone.retainAll(ancestors(current));
        var order = new ArrayList<>(sorted(undone));
        Collections.reverse(order);
        return order;
    }

    private Set<String> following(Collection<String> ids) {
        return reach(ids, this::followersOf);
    }

    private List<String> followersOf(String id) {
        return followers.getOrDefault(id, List.of());
    }

    /** The revision that a label names: the one that declares it. */
    Optional<String> labelled(String label) {
        return Optional.ofNullable(labels.get(label));
    }

    /**
     * The revisions of a branch, dependencies aside.
     *
     * @param id where it starts, or any revision on it: then all that it leads to and all that leads to it
     */
    Set<String> branch(String id) {
        var branch = following(List.of(id));
        branch.addAll(reach(List.of(id), other -> get(other).revises()));
        return branch;
    }

    /** The labels of a revision: those declared on its branch, before it or after it with no fork between. */
    public Set<String> labels(String id) {
        var branch = reach(List.of(id), other -> get(other).revises());
        branch.addAll(unforked(id));
        var found = new TreeSet<String>();
        branch.forEach(other -> found.addAll(get(other).labels()));
        return found;
    }

    /** From a revision on to the last before the next fork or merge. */
    private Set<String> unforked(String start) {
        var way = new LinkedHashSet<String>();
        var next = List.of(start);
        while (next.size() == 1
                && children.getOrDefault(next.get(0), List.of()).size() < 2
                && get(next.get(0)).revises().size() < 2
                && way.add(next.get(0))) {
            next = followersOf(next.get(0));
        }
        return way;
    }

    /** Those of these revisions that none of the others needs. */
    Set<String> latest(Collection<String> ids) {
        var needed = new HashSet<String>();
        ids.forEach(id -> needed.addAll(required(get(id))));
        var latest = new TreeSet<>(ids);
        latest.removeAll(ancestors(needed));
        return latest;
    }

    /** The heads that a version table can hold: those that no other revision depends on either. */
    public List<RevisionInfo> effectiveHeads() {
        return ordered.stream()
                .filter(revision ->
                        children.getOrDefault(revision.id(), List.of()).isEmpty())
                .toList();
    }

    /** The revisions that follow no other. */
    public List<RevisionInfo> bases() {
        return ordered.stream().filter(revision -> revision.revises().isEmpty()).toList();
    }

    /** The revisions that follow no other and need none. */
    public List<RevisionInfo> effectiveBases() {
        return ordered.stream().filter(revision -> required(revision).isEmpty()).toList();
    }

    /** The revisions that several others follow. */
    public List<RevisionInfo> branchPoints() {
        return ordered.stream()
                .filter(revision -> followersOf(revision.id()).size() > 1)
                .toList();
    }

    /** The revisions that follow several others. */
    public List<RevisionInfo> mergePoints() {
        return ordered.stream()
                .filter(revision -> revision.revises().size() > 1)
                .toList();
    }

    /**
     * The revisions from {@code lower} to {@code upper}, both included, last first.
     *
     * @param lower  where to begin; the very beginning for none
     * @param branch the revisions of the branch that is meant, which what they need comes along with; empty for all
     * @throws RevisionException if {@code lower} does not come before {@code upper}
     */
    public List<RevisionInfo> range(Collection<String> lower, Collection<String> upper, Optional<Set<String>> branch) {
        var between = ancestors(upper);
        for (String id : lower) {
            if (!between.contains(id)) {
                throw new RevisionException(
                        Reason.UNKNOWN_REVISION,
                        get(id).title() + " does not come before "
                                + (upper.isEmpty() ? "base" : String.join(", ", upper)) + "; swap the two",
                        List.of(id));
            }
        }
        if (!lower.isEmpty()) {
            between.retainAll(following(lower));
        } else if (branch.isPresent()) {
            between.retainAll(branch.get());
            between = ancestors(between);
        }
        var order = new ArrayList<>(sorted(between));
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
                        + replacement(id)
                                .map(by -> "; it was squashed into " + by.title())
                                .orElse("")
                        + (near.isEmpty() ? "" : "; near it: " + String.join(", ", near)),
                List.of());
    }
}
