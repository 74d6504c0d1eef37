package dev.aludel.core.run;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run did.
 *
 * @param revisions applied or undone by this run, in order; the rest was there or was done by somebody else
 * @param heads     where the database is now; empty for base
 */
public record Done(List<Applied> revisions, Set<String> heads) {

    public Done {
        revisions = List.copyOf(revisions);
        heads = Collections.unmodifiableSet(new TreeSet<>(heads));
    }

    /** Without what was only written down. */
    public Done only(Direction direction) {
        return new Done(
                revisions.stream().filter(one -> one.direction() == direction).toList(), heads);
    }
}
