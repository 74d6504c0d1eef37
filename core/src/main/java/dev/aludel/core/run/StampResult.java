package dev.aludel.core.run;

import java.util.Set;

/**
 * What a stamp wrote down.
 *
 * @param before the database's heads until now
 * @param heads  where it is now; empty for base
 */
public record StampResult(Set<String> before, Set<String> heads) {

    public StampResult {
        before = Set.copyOf(before);
        heads = Set.copyOf(heads);
    }
}
