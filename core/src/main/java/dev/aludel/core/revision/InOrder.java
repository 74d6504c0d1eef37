package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.RevisionException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Function;

/** Puts each revision after what it needs, and always in the same order; what has no place then is in a cycle. */
record InOrder(Map<String, RevisionInfo> revisions, Map<String, List<String>> children) {

    List<RevisionInfo> sorted(Function<RevisionInfo, Collection<String>> required) {
        var missing = new HashMap<String, Integer>();
        var ready = new PriorityQueue<String>();
        for (RevisionInfo revision : revisions.values()) {
            int needs = required.apply(revision).size();
            missing.put(revision.id(), needs);
            if (needs == 0) {
                ready.add(revision.id());
            }
        }
        var ordered = new ArrayList<RevisionInfo>();
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
                    "revisions follow each other in a circle: " + String.join(", ", rest),
                    "correct what one of them revises",
                    List.copyOf(rest));
        }
        return ordered;
    }
}
