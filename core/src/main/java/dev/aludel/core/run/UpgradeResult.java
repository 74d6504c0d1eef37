package dev.aludel.core.run;

import java.util.List;
import java.util.Set;

/**
 * What an upgrade did.
 *
 * @param revisions applied by this call, oldest first; empty if already there
 * @param heads     where the database is now
 * @param backedUp  what was kept before something went; nothing where backups are off
 */
public record UpgradeResult(List<Applied> revisions, Set<String> heads, BackedUp backedUp) {

    public UpgradeResult {
        revisions = List.copyOf(revisions);
        heads = Set.copyOf(heads);
    }
}
