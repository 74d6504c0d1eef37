package dev.aludel.core.revision;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a database is said to be, without running anything.
 *
 * @param heads     the heads afterwards
 * @param forgotten revisions that count as applied before and not afterwards, though they do not follow the target: one
 *                  side of a merge, say
 */
public record Stamp(Set<String> heads, List<RevisionInfo> forgotten) {

    public Stamp {
        heads = Set.copyOf(heads);
        forgotten = List.copyOf(forgotten);
    }

    /**
     * @param current the database's heads
     * @param target  see {@link Target}
     */
    public static Stamp to(RevisionGraph graph, Collection<String> current, String target) {
        var wanted = new Target(graph).resolve(target, current);
        var heads = new TreeSet<>(current);
        Set<String> after;
        if (wanted.isEmpty()) {
            int at = target.indexOf('@');
            String branch = at < 0 ? "" : target.substring(0, at).strip();
            after = at < 0
                    ? new TreeSet<>(graph.ancestors(current))
                    : graph.descendants(new Target(graph).resolve(branch, current));
        } else {
            after = graph.descendants(wanted);
            heads.removeAll(graph.ancestors(wanted));
        }
        heads.removeAll(after);
        heads.addAll(wanted);
        var latest = graph.latest(heads);
        var lost = new TreeSet<>(graph.ancestors(current));
        lost.removeAll(graph.ancestors(latest));
        lost.removeAll(after);
        return new Stamp(latest, lost.stream().map(graph::get).toList());
    }
}
