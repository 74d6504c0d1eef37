package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** All that keeps revisions from being a chain. {@link RevisionGraph#of} stops at the first. */
public final class GraphProblems {

    private GraphProblems() {}

    /** Each in the words of the graph; none for a chain. */
    public static List<RevisionException> of(Collection<RevisionInfo> revisions) {
        var problems = new LinkedHashMap<String, RevisionException>();
        var rest = new ArrayList<>(revisions);
        // what is in the way is told and put aside, until a chain is left
        while (true) {
            try {
                RevisionGraph.of(rest);
                return List.copyOf(problems.values());
            } catch (RevisionException e) {
                problems.putIfAbsent(e.getMessage(), e);
                if (!mend(rest, e)) {
                    return List.copyOf(problems.values());
                }
            }
        }
    }

    /** Takes away just what was told of, so that the next problem shows. */
    private static boolean mend(List<RevisionInfo> rest, RevisionException e) {
        var ids = e.revisions();
        return switch (e.reason()) {
            case MISSING_PARENT -> {
                var child = of(rest, ids.get(0)).get(0);
                rest.remove(child);
                yield rest.add(without(child, ids.get(1)));
            }
            case DUPLICATE -> {
                var same = of(rest, ids.get(0));
                var last = same.get(same.size() - 1);
                rest.remove(last);
                yield same.size() > 1 || rest.add(bare(last));
            }
            // a circle is found last, and told of whole
            default -> false;
        };
    }

    private static List<RevisionInfo> of(List<RevisionInfo> revisions, String id) {
        return revisions.stream().filter(revision -> revision.id().equals(id)).toList();
    }

    private static RevisionInfo without(RevisionInfo revision, String parent) {
        return revision.after(but(revision.revises(), parent), but(revision.dependsOn(), parent));
    }

    private static List<String> but(List<String> ids, String id) {
        var rest = new ArrayList<>(ids);
        rest.removeIf(id::equals);
        return rest;
    }

    private static RevisionInfo bare(RevisionInfo revision) {
        return new RevisionInfo(
                revision.id(),
                revision.revises(),
                revision.dependsOn(),
                List.of(),
                revision.message(),
                revision.created(),
                revision.source());
    }
}
