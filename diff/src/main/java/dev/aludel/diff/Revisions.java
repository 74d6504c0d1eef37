package dev.aludel.diff;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.compare.Question;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.PostWriteHook;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.RevisionWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes revision files during development. */
public final class Revisions {

    private final Autogen autogen;
    private final RevisionsBuilder settings;
    private final Database database;

    Revisions(Autogen autogen, RevisionsBuilder settings) {
        this.autogen = autogen;
        this.settings = settings;
        this.database = new Database(autogen, settings.versionSchema());
    }

    public static RevisionsBuilder builder() {
        return new RevisionsBuilder();
    }

    /** The revisions of a directory: SQL files, and Java files compiled in this process. None when it is not there. */
    public static RevisionSource source(Path directory) {
        return builder().directory(directory).source();
    }

    /**
     * The revisions that are there, in the directories and in the further locations. Java files in the directories are
     * compiled in this process; a directory that is not there yet holds none.
     */
    public RevisionSource source() {
        return settings.source();
    }

    /** As {@link #generate(Draft)}, after the one head that there is. */
    public Optional<RevisionFile> generate(String message) {
        return generate(Draft.of(message));
    }

    /**
     * Compares entities and database, or whatever {@link RevisionsBuilder#against} says, and writes one revision file with
     * both directions. Objects that no revision made and the entities do not know are left alone.
     *
     * @return the file that was written; empty when nothing changed
     * @throws RefusedException  if the database is not at the head of the chain, something could not be told, or something may
     *                           have been renamed; the message has the hints to choose from
     * @throws RevisionException if the chain has two heads and the draft names none, what it follows is no head and is not
     *                           spliced, or its id or a label is taken
     */
    public Optional<RevisionFile> generate(Draft draft) {
        Chain chain = settings.chain();
        RevisionInfo info = info(chain, draft, chain.parents(draft));
        if (settings.against() == Against.LIVE) {
            database.requireAt(chain.graph());
        }
        return written(chain, draft, info, diff(chain));
    }

    private Optional<RevisionFile> written(Chain chain, Draft draft, RevisionInfo info, SchemaDiff diff) {
        if (!diff.questions().isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.UNDECIDED,
                    "cannot tell whether something was renamed or is dropped; nothing was written; answer with a hint: "
                            + diff.questions().stream().map(Object::toString).collect(Collectors.joining("; ")),
                    diff.questions().stream().map(Object::toString).toList());
        }
        if (!diff.undecided().isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.DRIFT,
                    "cannot tell whether something changed; nothing was written: "
                            + diff.undecided().get(0),
                    diff.undecided().stream().map(Object::toString).toList());
        }
        return diff.upgrade().isEmpty()
                ? Optional.empty()
                : Optional.of(write(chain, draft, info, diff.upgrade(), diff.downgrade(), diff.origins()));
    }

    /**
     * As {@link #generate(Draft)}, but the draft is made, or not, by somebody who knows what differs.
     *
     * @param drafting is told what {@link #check()} would tell; none writes nothing
     * @throws MigrationException as {@link #generate(Draft)}
     */
    public Optional<RevisionFile> generate(Function<Check, Optional<Draft>> drafting) {
        Chain chain = settings.chain();
        Check check = check(chain);
        var draft = drafting.apply(check);
        if (draft.isEmpty() || check.inSync()) {
            return Optional.empty();
        }
        if (check.behind()) {
            database.requireAt(chain.graph());
        }
        RevisionInfo info = info(chain, draft.get(), chain.parents(draft.get()));
        return written(chain, draft.get(), info, check.diff().orElseThrow());
    }

    /** What has to be answered with hints before anything can be generated: was it renamed, or is it dropped? */
    public List<Question> questions() {
        return diff(settings.chain()).questions();
    }

    /** As {@link #empty(Draft)}, after the one head that there is. */
    public RevisionFile empty(String message) {
        return empty(Draft.of(message));
    }

    /**
     * Writes a revision that does nothing yet.
     *
     * @throws RevisionException as {@link #generate(Draft)}
     */
    public RevisionFile empty(Draft draft) {
        Chain chain = settings.chain();
        return write(chain, draft, info(chain, draft, chain.parents(draft)), List.of(), List.of(), Origins.NONE);
    }

    /**
     * Writes a revision that follows several others and does nothing, so that there is one head again.
     *
     * @param revisions ids or parts of them, {@code label@head}, or {@code heads}
     * @throws RevisionException if they are fewer than two, one comes before another, or one is no head and the draft does
     *                           not splice
     */
    public RevisionFile merge(Draft draft, String... revisions) {
        Chain chain = settings.chain();
        var parents = chain.merged(draft, List.of(revisions));
        return write(chain, draft, info(chain, draft, parents), List.of(), List.of(), Origins.NONE);
    }

    /**
     * Replaces draft revisions by one that does the same: what they do to the schema folded to what remains of it, data
     * statements in their order. A database that stands at the last of them stands at the new one afterwards.
     *
     * @param range {@code from:to}, both included; each follows only the one before it, and nothing follows the last
     * @return the file that was written; those of the revisions that it replaces are gone
     * @throws RefusedException   if the database has applied a part of them, or all of them and is protected; nothing was
     *                            changed
     * @throws MigrationException if it is not proven that the same comes of it; nothing was changed
     */
    public RevisionFile squash(String range, Draft draft) {
        return new Squash(this, autogen, settings, database).run(range, draft);
    }

    /**
     * Writes the first revision from what is in the database: everything in the managed schemas, with the way back. The
     * database itself is not touched; afterwards it has to be stamped.
     *
     * @throws RefusedException if there are revisions already, or nothing is in the database
     */
    public Baseline baseline(Draft draft) {
        Chain chain = settings.chain();
        if (!chain.graph().isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.NOT_AT_HEAD,
                    "there are revisions already, from "
                            + chain.graph().all().get(0).title() + " on; only the first one can be imported");
        }
        List<Operation> upgrade = autogen.imported();
        if (upgrade.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.DRIFT, "there is nothing in the managed schemas to import");
        }
        RevisionInfo info = info(chain, draft, chain.parents(draft));
        var file = write(chain, draft, info, upgrade, Operations.reverse(upgrade), Origins.NONE);
        return new Baseline(file, database.otherTools());
    }

    /**
     * Whether entities, revisions and database agree. Writes nothing, neither to the database nor to files.
     *
     * @throws MigrationException if one of them cannot be read
     */
    public Check check() {
        return check(settings.chain());
    }

    private Check check(Chain chain) {
        var heads = chain.graph().heads();
        boolean live = settings.against() == Against.LIVE;
        Set<String> current = live ? chain.graph().standing(database.heads()) : Set.of();
        boolean behind = live && !current.equals(Chain.ids(chain.graph().effectiveHeads()));
        return new Check(heads, current, behind, behind ? Optional.empty() : Optional.of(diff(chain)));
    }

    private SchemaDiff diff(Chain chain) {
        return autogen.diff(chain.revisions(), settings.against()).rewritten(settings.rewriter());
    }

    RevisionInfo info(Chain chain, Draft draft, List<RevisionInfo> parents) {
        var info = new RevisionInfo(
                draft.id().isEmpty() ? settings.nextId() : draft.id(),
                parents.stream().map(RevisionInfo::id).toList(),
                chain.needed(draft),
                draft.labels(),
                draft.message(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                settings.directories().get(0).toString());
        chain.requireRoom(info);
        return info;
    }

    private RevisionFile write(
            Chain chain,
            Draft draft,
            RevisionInfo info,
            List<Operation> upgrade,
            List<Operation> downgrade,
            Origins origins) {
        var file = rendered(chain, draft, info, upgrade, downgrade, origins);
        ReadBack.of(file, upgrade, downgrade, autogen.dialect());
        RevisionWriter.write(file);
        PostWriteHook.run(draft.hooks() ? settings.hooks() : List.of(), file);
        return file;
    }

    RevisionFile rendered(
            Chain chain,
            Draft draft,
            RevisionInfo info,
            List<Operation> upgrade,
            List<Operation> downgrade,
            Origins origins) {
        return settings.writer(directory(chain, draft, info))
                .render(info, upgrade, downgrade, origins, autogen.dialect(), autogen.majorVersion());
    }

    /** Where the draft says, where the first of what it follows is, or the first of all. */
    private Path directory(Chain chain, Draft draft, RevisionInfo info) {
        var directories = settings.directories();
        if (draft.directory().isPresent()) {
            Path wanted = draft.directory().get();
            return directories.stream()
                    .filter(directory -> directory.normalize().equals(wanted.normalize()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            wanted + " is none of the directories of revisions: " + directories));
        }
        return info.revises().stream()
                .flatMap(id -> Optional.ofNullable(chain.files().get(id)).stream())
                .flatMap(file -> directories.stream().filter(file::startsWith))
                .findFirst()
                .orElse(directories.get(0));
    }
}
