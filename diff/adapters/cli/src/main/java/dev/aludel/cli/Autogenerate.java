package dev.aludel.cli;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.diff.Against;
import dev.aludel.diff.Draft;
import dev.aludel.diff.Rewriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a revision from what differs, and applies it if that is wanted. */
final class Autogenerate {

    @Mixin
    private Hints hints = new Hints();

    @Mixin
    private Offline offline = new Offline();

    @Option(
            names = "--scratch",
            description = "Compares with what the revisions make in a scratch schema, not with the catalog.")
    private boolean scratch;

    Answer answer(Project project, Draft draft, boolean apply) {
        if (apply && (offline.major() > 0 || scratch)) {
            throw new IllegalArgumentException(
                    "what is generated without the catalog is not applied at once; leave --apply out");
        }
        var safety = apply ? Optional.of(Safety.before(project, project.place())) : Optional.<Safety>empty();
        var operations = new ArrayList<Operation>();
        var file = generate(project, draft, hints.given(), upgrade -> {
            operations.clear();
            operations.addAll(upgrade);
            return upgrade;
        });
        if (file.isEmpty()) {
            return Answer.done(
                    "No changes in schema detected; no file was written.\n", Map.of("file", Optional.empty()));
        }
        Answer written = Written.answer(project, file.get(), operations);
        return safety.map(safe -> applied(project, file.get(), written, safe)).orElse(written);
    }

    private Optional<RevisionFile> generate(Project project, Draft draft, RenameHints renames, Rewriter seeing) {
        try {
            return project.drafts(renames, against(), offline)
                    .rewrite(seeing)
                    .build()
                    .generate(draft);
        } catch (RefusedException e) {
            if (e.reason() != RefusedException.Reason.UNDECIDED || against() != Against.LIVE) {
                throw e;
            }
            var questions = project.autogen(renames, offline).diff().questions();
            if (!project.console().isTerminal()) {
                throw Hints.refusal(questions);
            }
            return generate(project, draft, renames.and(Hints.asked(project.console(), questions)), seeing);
        }
    }

    Against against() {
        return offline.major() > 0 ? Against.CHAIN : scratch ? Against.SCRATCH : Against.LIVE;
    }

    RenameHints given() {
        return hints.given();
    }

    Offline offline() {
        return offline;
    }

    private static Answer applied(Project project, RevisionFile file, Answer written, Safety safety) {
        String id = file.info().id();
        try {
            var migrator = project.migrator();
            Upgrade.confirmLosses(migrator, id, safety);
            var applied = Upgrade.applied(migrator.upgradeTo(id), safety.place());
            var data = new LinkedHashMap<String, Object>(written.data());
            data.putAll(applied.data());
            return Answer.done(written.text() + applied.text(), data);
        } catch (Refusal e) {
            var details = new ArrayList<>(e.details());
            details.addAll(List.of(
                    "it was written, for review: " + project.shown(file.path()), "to apply it: aludel upgrade " + id));
            throw new Refusal(e.getMessage(), details);
        }
    }
}
