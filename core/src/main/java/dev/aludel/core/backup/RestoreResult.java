package dev.aludel.core.backup;

import java.util.Set;

/**
 * What a restore did.
 *
 * @param rows     how many rows were put back or changed; 0 for a full dump, which is not counted
 * @param database the new database that a full dump was restored into; empty for what was restored in place
 * @param aside    the name that the database before has now; empty where they were not swapped
 * @param heads    where the restored database is
 */
public record RestoreResult(Backup backup, long rows, String database, String aside, Set<String> heads) {

    public RestoreResult {
        heads = Set.copyOf(heads);
    }
}
