package dev.aludel.cli;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.diff.Against;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.Draft;
import dev.aludel.diff.RevisionsBuilder;
import dev.aludel.diff.Rewriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description =
                    "An empty database for --scratch, so that revisions may name schemas; also ALUDEL_SCRATCH_URL.")
    private @Nullable String scratchUrl;

    Answer answer(Project project, Draft draft, boolean apply) {
        if (apply && against() != Against.LIVE) {
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
            return drafts(project, renames).rewrite(seeing).build().generate(draft);
        } catch (RefusedException e) {
            if (e.reason() != RefusedException.Reason.UNDECIDED) {
                throw e;
            }
            var questions = drafts(project, renames).build().questions();
            if (!project.console().isTerminal()) {
                throw Hints.refusal(questions);
            }
            return generate(project, draft, renames.and(Hints.asked(project.console(), questions)), seeing);
        }
    }

    private Against against() {
        return offline.major() > 0 ? Against.CHAIN : scratch || scratchUrl != null ? Against.SCRATCH : Against.LIVE;
    }

    /** What compares as the options say. */
    RevisionsBuilder drafts(Project project) {
        return drafts(project, hints.given());
    }

    private RevisionsBuilder drafts(Project project, RenameHints renames) {
        return project.revisionsBuilder().autogen(autogen(project, renames)).against(against());
    }

    private Autogen autogen(Project project, RenameHints renames) {
        var empty = against() == Against.SCRATCH ? project.scratch(scratchUrl) : Optional.<DataSource>empty();
        return project.autogen(renames, offline, empty);
    }

    private static Answer applied(Project project, RevisionFile file, Answer written, Safety safety) {
        String id = file.info().id();
        try {
            var migrator = project.migrator();
            Upgrade.confirmLosses(migrator, id, safety);
            var applied = Upgrade.applied(project, migrator.upgradeTo(id), safety.place());
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
