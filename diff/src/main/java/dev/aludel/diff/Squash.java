package dev.aludel.diff;

import dev.aludel.core.revision.RevisionFile;

/** Several revisions in one. */
record Squash(Revisions revisions, Autogen autogen, RevisionsBuilder settings, Database database) {

    RevisionFile run(String range, Draft draft) {
        throw new UnsupportedOperationException("squash " + range + " " + draft);
    }
}
