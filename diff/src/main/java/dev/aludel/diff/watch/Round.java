package dev.aludel.diff.watch;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.Question;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Text;
import dev.aludel.core.run.Applied;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.diff.Check;
import dev.aludel.diff.Draft;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.diff.watch.WatchEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One comparison, and what comes of it. */
final class Round {

    private static final Duration UPGRADING = Duration.ofSeconds(2);

    private final WatcherBuilder settings;
    private final WatchedFiles files;
    private final Drafts drafts;
    private final Teller teller;
    private final BooleanSupplier stopping;

    /** Why there was no full backup, which is said once. */
    private final Set<String> notes = new HashSet<>();

    private long behindSince;

    Round(WatcherBuilder settings, WatchedFiles files, Drafts drafts, Teller teller, BooleanSupplier stopping) {
        this.settings = settings;
        this.files = files;
        this.drafts = drafts;
        this.teller = teller;
        this.stopping = stopping;
    }

    /**
     * Compares, generates, applies.
     *
     * @param look the classes, which are what the thread's class loader has
     * @return was a file or the database changed?
     */
    boolean run(Look look) {
        if (drafts.isOf(look)) {
            return false;
        }
        var takenBack =
                drafts.takeBack().map(path -> List.of("taken back: " + path)).orElse(List.of());
        var operations = new ArrayList<Operation>();
        var file = settings.revisions().generate(check -> {
            check.diff().ifPresent(diff -> operations.addAll(diff.upgrade()));
            return files.ofClasses().equals(look) ? draft(check, takenBack) : Optional.empty();
        });
        file.ifPresent(written -> {
            drafts.written(written, look);
            if (files.ofClasses().equals(look) && !stopping.getAsBoolean()) {
                judge(written, operations);
            } else {
                drafts.takeBack();
            }
        });
        return !takenBack.isEmpty() || file.isPresent() || isUpgrading();
    }

    /** Whoever writes a revision may be about to apply it. */
    private boolean isUpgrading() {
        return behindSince != 0 && System.nanoTime() - behindSince < UPGRADING.toNanos();
    }

    /** None where nothing is to be written, which is told then. */
    private Optional<Draft> draft(Check check, List<String> takenBack) {
        if (check.heads().size() > 1 || check.behind()) {
            behindSince = behindSince == 0 ? System.nanoTime() : behindSince;
            if (!isUpgrading()) {
                var lines = check.describe().lines().toList();
                teller.tell(Kind.WAITING, lines.get(0), lines.subList(1, lines.size()), null);
            }
            return Optional.empty();
        }
        behindSince = 0;
        SchemaDiff diff = check.diff().orElseThrow();
        if (diff.isEmpty()) {
            teller.inSync(takenBack);
            return Optional.empty();
        }
        String command = "aludel generate \"" + title(diff) + "\" --apply";
        if (!diff.questions().isEmpty()) {
            var lines = new ArrayList<String>();
            diff.questions().forEach(question -> lines.add(asked(question)));
            lines.add("to answer at a terminal: " + command);
            lines.add("to answer in the code:   @RenamedFrom");
            teller.tell(Kind.ASKING, "Was it renamed, or is it dropped? Nothing was written", lines, null);
        } else if (!diff.undecided().isEmpty()) {
            var lines = diff.undecided().stream()
                    .map(one -> Text.oneLine(one.toString()))
                    .toList();
            teller.tell(Kind.FAILED, "Nobody can tell whether this changed; nothing was written", lines, null);
        } else if (check.heads().isEmpty() && !diff.upgrade().stream().allMatch(Create.class::isInstance)) {
            teller.tell(
                    Kind.WAITING,
                    "The database has tables that no revision made; begin with what is there",
                    List.of("to do so: aludel import -m \"What is there\", then aludel stamp head"),
                    null);
        } else if (!settings.settings().autoGenerate()) {
            var lines = described(diff.upgrade());
            lines.add("to generate it: " + command);
            teller.tell(Kind.DIFFERS, "The entities have changed", lines, null);
        } else {
            return Optional.of(Draft.of(title(diff)));
        }
        return Optional.empty();
    }

    private static String asked(Question question) {
        return Text.oneLine(question.goes().describe() + " goes; "
                + question.comes().stream().map(SchemaObject::describe).collect(Collectors.joining(" or "))
                + (question.comes().size() == 1 ? " comes" : " come"));
    }

    private static String title(SchemaDiff diff) {
        return diff.upgrade().isEmpty() && !diff.questions().isEmpty()
                ? "Rename " + diff.questions().get(0).goes().id().path()
                : Title.of(diff.upgrade());
    }

    /** Applies it, unless there is something to be said against that. */
    private void judge(RevisionFile file, List<Operation> operations) {
        Migrator migrator = settings.migrator(teller);
        var reasons = Caution.reasons(operations, migrator.plan(file.info().id()));
        if (!reasons.isEmpty()) {
            var lines = new ArrayList<>(reasons);
            lines.addAll(whatToRun(file));
            tell(Kind.HELD_BACK, "Held back  " + named(file.info()) + "  (data may go; not applied)", lines, file);
        } else if (!settings.settings().autoApply()) {
            var lines = described(operations);
            lines.addAll(whatToRun(file));
            tell(Kind.DIFFERS, "Generated  " + named(file.info()), lines, file);
        } else {
            apply(migrator, file);
        }
    }

    private void apply(Migrator migrator, RevisionFile file) {
        try {
            var result = migrator.upgradeTo(file.info().id());
            drafts.applied();
            var kept = new ArrayList<String>();
            result.backedUp().backups().forEach(path -> kept.add("backed up to " + path));
            result.backedUp().notes().stream().filter(notes::add).forEach(kept::add);
            result.revisions().forEach(one -> applied(one, kept));
        } catch (DatabaseException e) {
            drafts.doubted();
            throw e;
        } catch (MigrationException e) {
            if (stopping.getAsBoolean()) {
                // files cannot be read while the flag is up
                Thread.interrupted();
                drafts.takeBack();
                return;
            }
            var lines = new ArrayList<>(e.getMessage().lines().toList());
            lines.addAll(whatToRun(file));
            tell(Kind.FAILED, "Not applied  " + named(file.info()), lines, file);
        }
    }

    private void applied(Applied one, List<String> details) {
        teller.tell(
                Kind.APPLIED,
                "Migration applied  " + named(one.revision()) + "  (" + one.operations()
                        + (one.operations() == 1 ? " operation, " : " operations, ")
                        + one.took().toMillis() + " ms)",
                details,
                one.revision().id());
    }

    private void tell(Kind kind, String text, List<String> details, RevisionFile file) {
        teller.tell(kind, text, details, file.info().id());
    }

    private static List<String> whatToRun(RevisionFile file) {
        return List.of(
                "to read it:  " + file.path(),
                "to apply it: aludel upgrade " + file.info().id(),
                "another change of the entities takes it back, unless somebody has edited it");
    }

    private static List<String> described(List<Operation> operations) {
        return new ArrayList<>(operations.stream().map(Operation::describe).toList());
    }

    private static String named(RevisionInfo revision) {
        return revision.id() + "  " + Text.oneLine(revision.message());
    }
}
