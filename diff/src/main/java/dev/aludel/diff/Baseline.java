package dev.aludel.diff;

import dev.aludel.core.revision.RevisionFile;
import java.util.List;

/**
 * A database that was imported.
 *
 * @param file       its first revision
 * @param otherTools histories of other migration tools; they stay, and are no part of the revision
 */
public record Baseline(RevisionFile file, List<OtherTool> otherTools) {

    public Baseline {
        otherTools = List.copyOf(otherTools);
    }
}
