package dev.aludel.cli;

import dev.aludel.diff.Draft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a new revision, with Alembic's names. */
final class DraftOptions {

    @Option(
            names = "--head",
            paramLabel = "REV",
            description = "What it follows: an id, label@head; base begins a new chain.")
    private List<String> heads = new ArrayList<>();

    @Option(names = "--splice", description = "May follow a revision that is no head, and so begin a branch there.")
    private boolean splice;

    @Option(names = "--branch-label", paramLabel = "LABEL", description = "A name for the branch that starts with it.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--depends-on",
            paramLabel = "REV",
            description = "Must have been applied before, without being followed.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(names = "--rev-id", paramLabel = "ID", description = "Its id; made up when none is said.")
    private @Nullable String id;

    @Option(
            names = "--no-hooks",
            description = "Runs none of the programs of aludel.post-write-hooks after it was written.")
    private boolean noHooks;

    Draft draft(String message) {
        Draft draft = Draft.of(message)
                .head(heads.toArray(String[]::new))
                .splice(splice)
                .labels(labels.toArray(String[]::new))
                .dependsOn(dependsOn.toArray(String[]::new))
                .hooks(!noHooks);
        return id == null ? draft : draft.id(id);
    }
}
