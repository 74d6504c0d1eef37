package dev.aludel.core.run;

import java.util.List;
import java.util.Set;

/**
 * What a downgrade did.
 *
 * @param revisions undone by this call, newest first; empty if already there
 * @param heads     where the database is now; empty for base
 * @param backedUp  what was kept before something went; nothing where backups are off
 */
public record DowngradeResult(List<Applied> revisions, Set<String> heads, BackedUp backedUp) {

    public DowngradeResult {
        revisions = List.copyOf(revisions);
        heads = Set.copyOf(heads);
    }
}
