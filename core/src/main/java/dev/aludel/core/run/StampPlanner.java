package dev.aludel.core.run;

import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Works out what to write down for a database that is said to be somewhere. Touches no database. */
final class StampPlanner {

    /** What a line of the journal names that leaves no revision applied. */
    static final String BASE = "base";

    private final RevisionSet revisions;
    private final Planner planner;

    StampPlanner(RevisionSet revisions, Planner planner) {
        this.revisions = revisions;
        this.planner = planner;
    }

    /**
     * One step for each revision that is named.
     *
     * @param current the database's heads
     * @throws RefusedException if something would be forgotten, or a head is not known here
     */
    List<Step> steps(Set<String> current, Stamping stamping) {
        Set<String> heads = stamping.purging() ? Set.of() : planner.standing(current);
        var steps = new ArrayList<Step>();
        var forgotten = new TreeSet<String>();
        for (String target : stamping.targets()) {
            var wanted = new TreeSet<>(planner.resolve(target, heads));
            if (wanted.isEmpty()) {
                var stamp = Stamp.to(revisions.graph(), heads, target);
                heads = stamp.heads();
                var base = RevisionInfo.of(BASE, "");
                steps.add(new Step(base, Direction.STAMP, List.of(), "", heads));
            }
            for (String id : wanted) {
                var stamp = Stamp.to(revisions.graph(), heads, id);
                stamp.forgotten().forEach(revision -> forgotten.add(revision.id()));
                heads = stamp.heads();
                var revision = revisions.graph().get(id);
                steps.add(new Step(revision, Direction.STAMP, List.of(), planner.checksum(revision), heads));
            }
        }
        forgotten.removeAll(revisions.graph().ancestors(heads));
        if (!forgotten.isEmpty() && !stamping.forgetting()) {
            throw forgets(heads, forgotten, stamping);
        }
        return steps;
    }

    private RefusedException forgets(Set<String> heads, Set<String> forgotten, Stamping stamping) {
        var graph = revisions.graph();
        var titles = forgotten.stream().map(id -> graph.get(id).title()).toList();
        String all = graph.all().stream()
                .map(RevisionInfo::id)
                .filter(id -> heads.contains(id) || forgotten.contains(id) && isLast(id, forgotten))
                .collect(Collectors.joining(" "));
        return new RefusedException(
                RefusedException.Reason.FORGETS,
                "stamp would forget that " + String.join(", ", titles) + " " + (titles.size() == 1 ? "is" : "are")
                        + " applied; nothing was changed. To keep that, run: stamp " + all
                        + "; to forget it, run: stamp "
                        + "--forget " + String.join(" ", stamping.targets()),
                titles);
    }

    private boolean isLast(String id, Set<String> among) {
        return among.stream()
                .noneMatch(other -> !other.equals(id)
                        && revisions.graph().ancestors(List.of(other)).contains(id));
    }
}
