package dev.aludel.core.compare;

import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows hints from the names that are there to those that are wanted, past the names of releases that were skipped. */
final class HintTrail {

    /** As they were told; where a table has moved on, its columns have too. */
    private final List<Renaming> hints;

    private final Set<Integer> done = new HashSet<>();
    private final Renames renames;
    private final SchemaModel to;

    HintTrail(List<Renaming> hints, Renames renames, SchemaModel to) {
        this.hints = new ArrayList<>(hints);
        this.renames = renames;
        this.to = to;
    }

    void follow() {
        int before;
        do {
            before = done.size();
            for (int i = 0; i < hints.size(); i++) {
                if (!done.contains(i)) {
                    follow(i);
                }
            }
            // one that was in the way of another may be gone now
        } while (done.size() > before);
    }

    private void follow(int first) {
        ObjectId from = hints.get(first).from();
        var trail = trail(first);
        ObjectId end = hints.get(trail.get(trail.size() - 1)).to();
        boolean applies = renames.model().contains(from)
                && !renames.model().contains(end)
                && to.contains(end)
                && (!to.contains(from) || targets().contains(from));
        if (applies) {
            int before = renames.found().size();
            renames.settle(new Renaming(from, end));
            done.add(first);
            trail.forEach(this::carry);
            renames.found().subList(before, renames.found().size()).stream()
                    .filter(rename -> renames.isAside(rename.to()))
                    .forEach(this::putAside);
        }
    }

    /** Where hints lead: a name that is still wanted although it has moved on, because something else gets it. */
    private Set<ObjectId> targets() {
        return hints.stream().map(Renaming::to).collect(Collectors.toSet());
    }

    /** The hint, and those that lead on from a name that is neither wanted nor there: a release that was skipped. */
    private List<Integer> trail(int first) {
        var trail = new ArrayList<Integer>();
        int next = first;
        while (next >= 0 && !trail.contains(next)) {
            trail.add(next);
            ObjectId end = hints.get(next).to();
            boolean skipped = !to.contains(end) && !renames.model().contains(end);
            next = skipped ? from(end) : -1;
        }
        return trail;
    }

    private int from(ObjectId id) {
        for (int i = 0; i < hints.size(); i++) {
            if (hints.get(i).from().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** What is put aside for another may be told, too, what it becomes. */
    private void putAside(Rename aside) {
        var moved = new Renaming(aside.from(), aside.to());
        carry(moved, hints.size());
        hints.replaceAll(told -> told.from().equals(aside.from()) ? new Renaming(aside.to(), told.to()) : told);
    }

    /** A table that no hint has renamed: what is told under its name from before is meant, unless that is wanted too. */
    void carry(List<Rename> others) {
        for (Rename rename : others) {
            if (!to.contains(rename.from())) {
                carry(new Renaming(rename.from(), rename.to()), hints.size());
            }
        }
    }

    /** What was told before a table or schema was renamed is meant under its name from before. */
    private void carry(int step) {
        carry(hints.get(step), step);
    }

    private void carry(Renaming moved, int end) {
        for (int i = 0; i < end; i++) {
            Renaming told = hints.get(i);
            if (holds(moved.from(), told.from())) {
                hints.set(i, new Renaming(moved.id(told.from()), moved.id(told.to())));
            }
        }
    }

    private static boolean holds(ObjectId holder, ObjectId id) {
        return holder.kind().equals(Table.KIND) && id.isMember()
                || holder.kind().equals(Namespace.KIND) && !id.kind().equals(Namespace.KIND);
    }
}
