package dev.aludel.core.run;

import java.util.List;

/**
 * Where a database is to be said to be.
 *
 * @param targets    one or several, one after the other, as {@link dev.aludel.core.revision.Target} reads them
 * @param verify     what is made sure of first
 * @param forgetting revisions that are applied and do not follow the targets may be forgotten, such as one side of a merge
 * @param purging    whatever the database says now does not count, known or not
 */
public record Stamping(List<String> targets, Verify verify, boolean forgetting, boolean purging) {

    public Stamping {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("name a revision to stamp, or head, or base");
        }
    }

    /** After making sure that the catalog is what it would be there. */
    public static Stamping to(String... targets) {
        return new Stamping(List.of(targets), Verify.CATALOG, false, false);
    }

    public Stamping verify(Verify value) {
        return new Stamping(targets, value, forgetting, purging);
    }

    public Stamping allowForgetting() {
        return new Stamping(targets, verify, true, purging);
    }

    public Stamping purge() {
        return new Stamping(targets, verify, forgetting, true);
    }
}
