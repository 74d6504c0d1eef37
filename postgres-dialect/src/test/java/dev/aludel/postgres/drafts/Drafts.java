package dev.aludel.postgres.drafts;

import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.diff.Against;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.Draft;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.RevisionsBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Revisions that are written with no database at all. */
record Drafts(Path directory, RevisionFormat format) {

    RevisionsBuilder builder(Class<?>... entities) {
        return Revisions.builder()
                .autogen(Autogen.builder().entities(entities).offline(18).build())
                .directory(directory)
                .format(format)
                .against(Against.CHAIN);
    }

    Revisions revisions() {
        return builder(Versions.One.Account.class).build();
    }

    RevisionFile empty(String id, String... heads) {
        return revisions().empty(Draft.of("Revision " + id).id(id).head(heads));
    }

    Optional<RevisionFile> generate(String message, Class<?>... entities) {
        return builder(entities).build().generate(message);
    }

    RevisionGraph graph() {
        return RevisionSet.read(List.of(revisions().source())).graph();
    }
}
