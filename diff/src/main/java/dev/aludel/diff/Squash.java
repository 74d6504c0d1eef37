package dev.aludel.diff;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.Origins;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.revision.PostWriteHook;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionWriter;
import dev.aludel.core.revision.Target;
import dev.aludel.core.schema.SchemaModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Several revisions in one. Whatever goes wrong, their files stay until the new one is written and proven. */
final class Squash {

    private final Revisions revisions;
    private final Autogen autogen;
    private final RevisionsBuilder settings;
    private final Database database;
    private final Chain chain;

    Squash(Revisions revisions, Autogen autogen, RevisionsBuilder settings, Database database) {
        this.revisions = revisions;
        this.autogen = autogen;
        this.settings = settings;
        this.database = database;
        this.chain = settings.chain();
    }

    RevisionFile run(String range, Draft draft) {
        List<RevisionInfo> drafts = drafts(range);
        RevisionInfo first = drafts.get(0);
        RevisionInfo last = drafts.get(drafts.size() - 1);
        boolean applied = applied(drafts);

        var up = new ArrayList<Operation>();
        drafts.forEach(each -> up.addAll(script(each).upgrade(autogen.dialect()::normalType)));
        var down = new ArrayList<Operation>();
        drafts.forEach(each -> down.addAll(0, script(each).downgrade(autogen.dialect()::normalType)));
        var upgrade = folded(up, before(first));
        var downgrade = folded(down, List.of(last.id()));

        Chain rest = without(drafts);
        RevisionInfo info = info(rest, draft, drafts);
        var origins = Origins.NONE;
        for (RevisionInfo each : drafts) {
            origins = origins.plus(Origins.parse(script(each).properties()));
        }
        var file = revisions.rendered(chain, draft, info, upgrade, downgrade, origins);
        RevisionScript script = ReadBack.of(file, upgrade, downgrade, autogen.dialect())
                .orElseGet(() -> new Written(info, upgrade, downgrade));
        prove(rest, script, last);
        RevisionWriter.write(file);
        if (applied) {
            try {
                database.replace(head(last), info.id(), info.message());
            } catch (RuntimeException e) {
                delete(file.path());
                throw e;
            }
        }
        drafts.forEach(each -> delete(chain.files().get(each.id())));
        PostWriteHook.run(draft.hooks() ? settings.hooks() : List.of(), file);
        return file;
    }

    /** What is written, as it was meant. */
    private record Written(RevisionInfo info, List<Operation> up, List<Operation> down) implements RevisionScript {

        @Override
        public List<Operation> upgrade(UnaryOperator<String> normalType) {
            return up;
        }

        @Override
        public List<Operation> downgrade(UnaryOperator<String> normalType) {
            return down;
        }
    }

    /** The first to the last, each of which follows only the one before it. */
    private List<RevisionInfo> drafts(String range) {
        int colon = range.indexOf(':');
        if (colon < 1 || colon == range.length() - 1) {
            throw new IllegalArgumentException("\"" + range + "\" is not a range; write from:to, both included");
        }
        var graph = chain.graph();
        var target = new Target(graph);
        Set<String> from = target.resolve(range.substring(0, colon), Set.of());
        Set<String> to = target.resolve(range.substring(colon + 1), Set.of());
        var drafts = new ArrayList<>(graph.range(from, to, Optional.empty()));
        Collections.reverse(drafts);
        if (from.size() != 1 || to.size() != 1 || drafts.size() < 2) {
            throw refused("\"" + range + "\" is fewer than two revisions; there is nothing to squash", drafts);
        }
        for (int i = 0; i < drafts.size(); i++) {
            RevisionInfo revision = drafts.get(i);
            boolean linear = i == 0
                    || revision.revises().equals(List.of(drafts.get(i - 1).id()));
            boolean alone = graph.all().stream()
                    .filter(other -> !drafts.contains(other))
                    .noneMatch(other -> graph.ancestors(List.of(other.id())).contains(revision.id()));
            if (!linear || !alone) {
                throw refused(
                        "only drafts in one line that nothing else follows or needs can be squashed; "
                                + revision.title()
                                + (linear ? " is followed by others" : " is not in one line with them"),
                        List.of(revision));
            }
            if (!chain.files().containsKey(revision.id())) {
                throw refused(
                        revision.title() + " stands in none of the directories, but in " + revision.source(),
                        List.of(revision));
            }
        }
        return drafts;
    }

    private static RevisionException refused(String message, List<RevisionInfo> revisions) {
        return new RevisionException(
                RevisionException.Reason.AMBIGUOUS,
                message + "; nothing was changed",
                revisions.stream().map(RevisionInfo::id).toList());
    }

    private boolean applied(List<RevisionInfo> drafts) {
        Set<String> at = autogen.hasDatabase() ? database.heads() : Set.of();
        var known = chain.graph().standing(at).stream()
                .filter(chain.graph()::contains)
                .toList();
        var applied = chain.graph().ancestors(known);
        long count =
                drafts.stream().filter(draft -> applied.contains(draft.id())).count();
        boolean all = count == drafts.size();
        if (count > 0 && (!all || settings.isProtected())) {
            throw new RefusedException(
                    RefusedException.Reason.NOT_AT_HEAD,
                    "the database " + (all ? "is protected and " : "") + "has applied " + count + " of the "
                            + drafts.size() + " revisions, up to " + String.join(", ", at)
                            + "; nothing was changed"
                            + (all ? "" : "; first upgrade it past them, or downgrade it to before them"));
        }
        return all;
    }

    /** What the database calls the last of them, which may have been squashed before. */
    private String head(RevisionInfo last) {
        return database.heads().stream()
                .filter(last.replaces()::contains)
                .findFirst()
                .orElse(last.id());
    }

    private RevisionScript script(RevisionInfo revision) {
        return chain.revisions().script(revision);
    }

    private List<String> before(RevisionInfo first) {
        var before = new ArrayList<>(first.revises());
        first.dependsOn().forEach(other -> before.addAll(new Target(chain.graph()).resolve(other, Set.of())));
        return before;
    }

    /**
     * What is done to the schema between two data statements, as one difference. Where SQL does nobody knows what, and
     * where there is code, everything stays as it was written.
     *
     * @param heads where it starts
     */
    private List<Operation> folded(List<Operation> operations, List<String> heads) {
        for (Operation operation : operations) {
            if (operation instanceof RunJava code) {
                throw refused(
                        "code cannot be moved to another revision (\"" + code.name() + "\"); squash around it",
                        List.of());
            }
        }
        try {
            var scope = autogen.plainScope();
            var start = Replay.model(chain.revisions(), heads, autogen.dialect(), scope);
            return new Fold(autogen.dialect(), scope).of(operations, start);
        } catch (RevisionException e) {
            if (e.reason() == RevisionException.Reason.OPAQUE) {
                return operations;
            }
            throw e;
        }
    }

    private Chain without(List<RevisionInfo> drafts) {
        var files = new TreeMap<>(chain.files());
        drafts.forEach(draft -> files.remove(draft.id()));
        List<RevisionScript> scripts = chain.graph().all().stream()
                .filter(revision -> !drafts.contains(revision))
                .map(this::script)
                .toList();
        return new Chain(RevisionSet.read(List.of(() -> scripts)), files);
    }

    private RevisionInfo info(Chain rest, Draft draft, List<RevisionInfo> drafts) {
        if (!draft.heads().isEmpty()) {
            throw new IllegalArgumentException(
                    "a squashed revision follows what the first of them follows; name no head");
        }
        var labels = new LinkedHashSet<>(draft.labels());
        var needed = new LinkedHashSet<>(draft.dependsOn());
        drafts.forEach(each -> {
            labels.addAll(each.labels());
            needed.addAll(each.dependsOn());
        });
        drafts.forEach(each -> {
            needed.remove(each.id());
            needed.removeAll(each.labels());
        });
        var whole = draft.labels(labels.toArray(String[]::new)).dependsOn(needed.toArray(String[]::new));
        var info = revisions.info(
                rest,
                whole,
                drafts.get(0).revises().stream().map(rest.graph()::get).toList());
        return info.withReplaces(replaced(info, drafts));
    }

    /** The drafts, each after what it had replaced itself; an id that is used again means the last of them. */
    private static List<String> replaced(RevisionInfo info, List<RevisionInfo> drafts) {
        var replaced = new ArrayList<String>();
        for (RevisionInfo each : drafts) {
            replaced.addAll(each.replaces());
            replaced.add(each.id());
        }
        int at = replaced.indexOf(info.id());
        if (at >= 0 && at < replaced.size() - 1) {
            throw refused("the id " + info.id() + " is that of a draft before the last; take another one", drafts);
        }
        replaced.remove(info.id());
        return replaced;
    }

    private void prove(Chain rest, RevisionScript script, RevisionInfo last) {
        var scripts = new ArrayList<RevisionScript>();
        rest.graph().all().forEach(revision -> scripts.add(rest.revisions().script(revision)));
        scripts.add(script);
        var squashed = RevisionSet.read(List.of(() -> scripts));
        SchemaModel was = model(chain.revisions(), last.id());
        SchemaModel is = model(squashed, script.info().id());
        var differences = Differ.diff(was, is);
        if (!differences.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.DRIFT,
                    "the squashed revision would not make the same schema; nothing was changed; it differs in: "
                            + differences.get(0).describe(),
                    differences.stream().map(Operation::describe).toList());
        }
    }

    private SchemaModel model(RevisionSet set, String head) {
        return autogen.hasDatabase()
                ? autogen.rehearsal().model(set, List.of(head))
                : Replay.model(set, List.of(head), autogen.dialect(), autogen.plainScope());
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file + ", which the squashed revision replaces", e);
        }
    }
}
