package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Irreversible;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.revision.Checksum;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.Target;
import dev.aludel.core.revision.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Works out what has to run to get from where a database is to where it should be. Touches no database. */
public final class Planner {

    private final RevisionSet revisions;
    private final Dialect dialect;

    public Planner(RevisionSet revisions, Dialect dialect) {
        this.revisions = revisions;
        this.dialect = dialect;
    }

    private RevisionGraph graph() {
        return revisions.graph();
    }

    /**
     * What a target means, seen from where the database is.
     *
     * @param current the database's heads
     * @throws RefusedException if the database is at a revision that is not known here
     */
    public Set<String> resolve(String target, Set<String> current) {
        return new Target(graph()).resolve(target, standing(current));
    }

    /** The revisions of the branch that a target names; empty when it names none. */
    public Optional<Set<String>> branch(String target) {
        return new Target(graph()).branch(target);
    }

    /**
     * @param current the database's heads
     * @return empty when it is already there or further; stamps come first, for what was squashed since
     * @throws RefusedException if the database is at a revision that is not known here
     */
    public List<Step> upgrade(Set<String> current, Set<String> target) {
        if (current.containsAll(target) && current.stream().allMatch(graph()::contains)) {
            return List.of();
        }
        var steps = taken(current);
        Set<String> heads = standing(current);
        for (RevisionInfo revision : graph().pending(heads, target)) {
            heads = graph().headsAfterUpgrade(heads, revision);
            var upgrade = record(revision, Direction.UPGRADE);
            steps.add(new Step(revision, Direction.UPGRADE, upgrade, Checksum.of(upgrade), heads));
        }
        return steps;
    }

    /**
     * @param current the database's heads
     * @throws RefusedException if a revision on the way says that it cannot be undone, or one is not known here
     */
    public List<Step> downgrade(Set<String> current, Set<String> target) {
        return downgrade(current, target, Optional.empty());
    }

    /**
     * The same on one branch alone.
     *
     * @param from   the database's heads
     * @param branch its revisions; empty for all
     */
    public List<Step> downgrade(Set<String> from, Set<String> target, Optional<Set<String>> branch) {
        Set<String> current = standing(from);
        var applied = graph().ancestors(current);
        for (String id : target) {
            if (!applied.contains(id)) {
                throw new RevisionException(
                        RevisionException.Reason.UNKNOWN_REVISION,
                        "cannot go back to " + graph().get(id).title() + ": it is not applied; the database is at "
                                + (current.isEmpty() ? "base" : String.join(", ", current)),
                        List.of(id));
            }
        }
        var steps = taken(from);
        Set<String> heads = current;
        var undone = branch.map(ids -> graph().undone(current, target, ids))
                .orElseGet(() -> graph().undone(current, target));
        for (RevisionInfo revision : undone) {
            heads = graph().headsAfterDowngrade(heads, revision);
            var downgrade = record(revision, Direction.DOWNGRADE);
            requireReversible(revision, downgrade);
            String checksum = Checksum.of(record(revision, Direction.UPGRADE));
            steps.add(new Step(revision, Direction.DOWNGRADE, downgrade, checksum, heads));
        }
        return steps;
    }

    /** What a revision's upgrade does. */
    List<Operation> upgrade(RevisionInfo revision) {
        return record(revision, Direction.UPGRADE);
    }

    /** What undoes a step of an upgrade, though it may say that it cannot be undone. */
    Step back(Step step) {
        var downgrade = record(step.revision(), Direction.DOWNGRADE);
        return new Step(step.revision(), Direction.DOWNGRADE, downgrade, step.checksum(), step.headsAfter());
    }

    /** Is there code among what these revisions and those before them do? */
    boolean runsCode(Set<String> heads) {
        return graph().pending(Set.of(), heads).stream()
                .flatMap(revision -> upgrade(revision).stream())
                .anyMatch(RunJava.class::isInstance);
    }

    /** Of what a revision's upgrade means. */
    String checksum(RevisionInfo revision) {
        return Checksum.of(record(revision, Direction.UPGRADE));
    }

    /**
     * @throws MigrationException if its upgrade or downgrade cannot be read
     */
    void requireReadable(RevisionInfo revision) {
        record(revision, Direction.UPGRADE);
        record(revision, Direction.DOWNGRADE);
    }

    private List<Operation> record(RevisionInfo revision, Direction direction) {
        var script = revisions.script(revision);
        try {
            var operations = direction == Direction.UPGRADE
                    ? script.upgrade(dialect::normalType)
                    : script.downgrade(dialect::normalType);
            requireOneTransaction(revision, direction, operations);
            return operations;
        } catch (MigrationException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new RevisionException(
                    RevisionException.Reason.UNREADABLE,
                    "revision " + revision.title() + " in " + revision.source() + ": its " + direction.word()
                            + " cannot be read: " + Text.oneLine(e.toString()),
                    "nothing was changed",
                    List.of(revision.id()),
                    e);
        }
    }

    /** A revision is one transaction; SQL that would end it could leave half of the revision behind. */
    private static void requireOneTransaction(RevisionInfo revision, Direction direction, List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation instanceof RunSql sql) {
                TransactionCommands.in(sql.up()).findFirst().ifPresent(command -> {
                    throw new RevisionException(
                            RevisionException.Reason.UNREADABLE,
                            "revision " + revision.title() + " in " + revision.source() + ": its " + direction.word()
                                    + " says " + command + ", but every revision runs in a transaction of its own",
                            "take it out. Nothing was changed",
                            List.of(revision.id()));
                });
            }
        }
    }

    private static void requireReversible(RevisionInfo revision, List<Operation> downgrade) {
        for (Operation operation : downgrade) {
            if (operation instanceof Irreversible irreversible) {
                throw new RefusedException(
                        RefusedException.Reason.IRREVERSIBLE,
                        "revision " + revision.title() + " cannot be undone: " + irreversible.why()
                                + "; nothing was changed. Restore a backup instead, or write its downgrade");
            }
        }
    }

    /** What a database is taken for that stands at the last of revisions that were squashed: being at the one they became. */
    private List<Step> taken(Set<String> current) {
        var steps = new ArrayList<Step>();
        var heads = new TreeSet<>(current);
        for (String id : new TreeSet<>(current)) {
            var replacement = graph().replacement(id);
            if (replacement.isPresent()) {
                heads.remove(id);
                heads.add(replacement.get().id());
                steps.add(new Step(replacement.get(), Direction.STAMP, List.of(), checksum(replacement.get()), heads));
            }
        }
        return steps;
    }

    /**
     * The database's heads among these revisions.
     *
     * @throws RefusedException if one of them is not
     */
    Set<String> standing(Collection<String> current) {
        var standing = graph().standing(current);
        var unknown = standing.stream().filter(id -> !graph().contains(id)).toList();
        for (String id : unknown) {
            graph().replacement(id).ifPresent(by -> {
                throw new RefusedException(
                        RefusedException.Reason.UNKNOWN_REVISION,
                        "the database is at revision " + id + ", in the middle of what was squashed into " + by.title()
                                + "; nothing was changed. " + onward(by));
            });
        }
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.UNKNOWN_REVISION,
                    "the database is at revision " + String.join(", ", unknown) + ", which this application does not"
                            + " have; nothing was changed. Was an older version deployed? Run the one that has it. To give"
                            + " up what the database says, run: stamp --purge REVISION");
        }
        return standing;
    }

    /** What to do with a database that stands in the middle of what was squashed. */
    static String onward(RevisionInfo by) {
        var replaced = by.replaces();
        return "With the version of the application that still has them, run: upgrade "
                + replaced.get(replaced.size() - 1) + "; then this version again";
    }
}
