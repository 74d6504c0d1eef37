package dev.aludel.core;

import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.backup.Backups;
import dev.aludel.core.backup.Guarded;
import dev.aludel.core.backup.Reset;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.run.ApplyResult;
import dev.aludel.core.run.Direction;
import dev.aludel.core.run.Done;
import dev.aludel.core.run.DowngradeResult;
import dev.aludel.core.run.Foresight;
import dev.aludel.core.run.Health;
import dev.aludel.core.run.History;
import dev.aludel.core.run.HistoryReader;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.Plan;
import dev.aludel.core.run.Planner;
import dev.aludel.core.run.Rehearsal;
import dev.aludel.core.run.RepairPlan;
import dev.aludel.core.run.Repairer;
import dev.aludel.core.run.Runner;
import dev.aludel.core.run.Safeguard;
import dev.aludel.core.run.Setup;
import dev.aludel.core.run.SqlScript;
import dev.aludel.core.run.StampResult;
import dev.aludel.core.run.Stamper;
import dev.aludel.core.run.Stamping;
import dev.aludel.core.run.Status;
import dev.aludel.core.run.StatusReader;
import dev.aludel.core.run.Step;
import dev.aludel.core.run.UpgradeResult;
import dev.aludel.core.run.Validation;
import dev.aludel.core.run.Validator;
import dev.aludel.core.run.Verify;
import dev.aludel.core.run.WayBack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to a revision. Immutable and safe for use by several threads; any number of migrators can live in
 * one JVM. Made by {@link #builder()}.
 */
public final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final Setup setup;
    private final MigrationListener listener;
    private final Dialect dialect;
    private final RevisionSet revisions;
    private final Planner planner;
    private final Runner runner;
    private final BackupSettings backups;
    private final Beginning beginning;

    Migrator(Setup setup, MigrationListener listener, Beginning beginning) {
        this.setup = setup;
        this.listener = listener;
        this.beginning = beginning;
        this.backups = beginning.backups();
        this.dialect = setup.dialect();
        this.revisions = setup.revisions();
        this.planner = new Planner(revisions, dialect);
        this.runner = new Runner(setup, setup.settings(), listener);
    }

    public static MigratorBuilder builder() {
        return new MigratorBuilder();
    }

    /**
     * Brings the database to the newest revision. Each revision runs in its own transaction together with its version
     * row; if one fails, earlier ones stay applied and the failing one leaves no trace; nothing is ever downgraded. Safe
     * to call from several application instances at once: all but one wait.
     *
     * @return the revisions applied by this call, oldest first; empty if already at head
     * @throws LockTimeoutException     another instance held the lock for longer than the configured wait
     * @throws StatementFailedException the server refused a statement; carries revision, statement and SQLSTATE
     * @throws RevisionException        the revisions have two heads, a missing parent or a cycle
     * @throws RefusedException         a right is missing, the server is read-only, or the database is at a revision
     *                                  that is not known here; nothing was touched
     */
    public UpgradeResult upgradeToHead() {
        return upgradeTo("head");
    }

    /**
     * Brings the database forward to a revision.
     *
     * @param target {@code head}, {@code heads}, an id or the start of one, {@code +2}
     * @return the revisions applied by this call, oldest first; empty if already there or further
     * @throws MigrationException as {@link #upgradeToHead()}
     */
    public UpgradeResult upgradeTo(String target) {
        return upgrade(pinned(target, Direction.UPGRADE));
    }

    /** All the newest revisions: several only where each is on a branch with a label of its own. */
    Pinned toHeads() {
        return pinned(Validator.areBranches(graph()) ? "heads" : "head", Direction.UPGRADE);
    }

    MigrationListener listener() {
        return listener;
    }

    private Pinned pinned(String target, Direction direction) {
        return new Pinned(planner, graph(), target, direction);
    }

    UpgradeResult upgrade(Pinned pinned) {
        var guarded = guarded();
        var done = upgrade(pinned, guarded);
        if (!done.revisions().isEmpty()) {
            LOG.info("{} revision(s) applied, now at {}", done.revisions().size(), at(done.heads()));
        } else if (revisions.graph().isEmpty()) {
            LOG.info("there are no revisions: nothing to do");
        } else {
            LOG.info("up to date at {}: nothing to do", at(done.heads()));
        }
        return new UpgradeResult(done.revisions(), done.heads(), guarded.backedUp());
    }

    /**
     * Makes the database fit for the application, or says why the application must not start. What is not said in code is read
     * from the process now, unless {@link MigratorBuilder#settings} gave it.
     *
     * <ol>
     *   <li>Looks what is pending: one round trip, and all that is done where nothing is. With {@code AUTO_MIGRATE=false}
     *       something pending is a refusal, and nothing is ever changed. A database that is ahead is one, too, unless {@code
     *       ALUDEL_UNKNOWN_REVISION=tolerate} and its journal says that all of this application's revisions are applied.
     *   <li>Backs up ({@code BACKUP_BEFORE_MIGRATE}) and applies, as {@link #upgradeToHead()}; of several instances one does,
     *       and the others wait. Branches with labels of their own are all brought to their heads.
     *   <li>Where the database was behind at first, by whomever it was brought forward: the checks of {@link #health()}. If one
     *       fails, what was applied stays.
     *   <li>With {@code SEED_DATA=true}: {@link MigratorBuilder#seed}, if the journal says that revisions were applied since it
     *       ran the last time. It runs in one transaction with its line in the journal and under the lock of every run:
     *       once for each upgrade, whatever started and failed in between. One that fails is rolled back and runs again at the
     *       next start. To find that nothing was applied takes three more round trips.
     * </ol>
     *
     * @return the revisions applied by this call, oldest first; empty if there was nothing to do
     * @throws MigrationException if the application must not start; the message says why, and what to do
     */
    public UpgradeResult onStartup() {
        Settings said = beginning.said();
        Migrator starting = beginning.settings().isPresent()
                ? this
                : new Migrator(setup.with(beginning.run(setup.settings(), said)), listener, beginning.with(said));
        return new Startup(starting, starting.setup, said, beginning.seed()).run();
    }

    /**
     * Is the database fit to be used by this application? That it cannot be reached is an answer like others. Reads the catalog,
     * and the entities where somebody knows them; writes nothing.
     */
    public Health health() {
        try {
            return Health.of(status(), beginning.said().toleratesUnknownRevision());
        } catch (DatabaseException e) {
            return Health.unreachable(e);
        }
    }

    /**
     * Takes the database back to a revision, each revision in its own transaction.
     *
     * @param target {@code base}, an id or the start of one, {@code -1}
     * @return the revisions undone by this call, newest first; empty if already there
     * @throws RefusedException if a revision on the way says that it cannot be undone; nothing was touched
     * @throws MigrationException as {@link #upgradeToHead()}
     */
    public DowngradeResult downgradeTo(String target) {
        var pinned = pinned(target, Direction.DOWNGRADE);
        var guarded = guarded();
        return downgraded(guarded.run(pinned::steps, Safeguard.NONE).only(pinned.direction()), guarded);
    }

    /**
     * The same, and what the revisions had destroyed when they were applied comes back from its backup: rows into tables that
     * are there again, values into columns that are. Values of columns that were there all the time become what they were.
     *
     * @throws RefusedException if there is no backup of it, or it is damaged; nothing was touched
     */
    public DowngradeResult downgradeRestoring(String target) {
        var pinned = pinned(target, Direction.DOWNGRADE);
        var returning = backups().returning();
        var guarded = guarded();
        return downgraded(
                guarded.run(current -> returning.prepared(pinned.steps(current)), returning.safeguard())
                        .only(pinned.direction()),
                guarded);
    }

    private DowngradeResult downgraded(Done done, Guarded guarded) {
        LOG.info("{} revision(s) undone, now at {}", done.revisions().size(), at(done.heads()));
        return new DowngradeResult(done.revisions(), done.heads(), guarded.backedUp());
    }

    private Guarded guarded() {
        return new Guarded(setup, runner, backups);
    }

    /** The backups of this database: what there is, new ones, and what comes back from them. */
    public Backups backups() {
        return new Backups(setup, runner, backups);
    }

    /** What {@link #reset} would drop, in order. */
    public List<Operation> resetting() {
        return new Reset(setup).operations();
    }

    /**
     * Drops all that is in the managed schemas, in one transaction, and applies all revisions anew. What extensions brought, what
     * other tools keep there and the version tables stay.
     *
     * @throws MigrationException as {@link #upgradeToHead()}; what was dropped stays dropped if a revision fails then
     */
    public UpgradeResult reset() {
        guarded().run(current -> List.of(new Reset(setup).step()), Safeguard.NONE);
        return upgradeTo("heads");
    }

    private Done upgrade(Pinned pinned, Guarded guarded) {
        try {
            return guarded.run(pinned::steps, Safeguard.NONE).only(pinned.direction());
        } catch (MigrationException e) {
            if (setup.settings().rollbackOnFail()) {
                pinned.start().ifPresent(start -> new WayBack(planner, runner).after(e, start));
            }
            throw e;
        }
    }

    static String at(Set<String> heads) {
        return heads.isEmpty() ? "base" : String.join(", ", new TreeSet<>(heads));
    }

    /** The database's heads; empty at base. */
    Set<String> heads() {
        return runner.heads().orElse(Set.of());
    }

    /** Where the database was before an upgrade. */
    Set<String> before(UpgradeResult result) {
        Set<String> heads = new TreeSet<>(result.heads());
        for (int i = result.revisions().size() - 1; i >= 0; i--) {
            heads = graph().headsAfterDowngrade(heads, result.revisions().get(i).revision());
        }
        return heads;
    }

    /** The chain of revisions; asks no database. */
    public RevisionGraph graph() {
        return revisions.graph();
    }

    /**
     * Says that the database is at a revision, without running anything, after making sure that its catalog is what the
     * revisions make up to there. What no revision made does not count. Makes the version tables where there are none.
     *
     * @param targets {@code head}, {@code heads}, {@code base}, ids or the starts of some: several for several branches
     * @throws RefusedException if the catalog is something else, with a line for each difference; if the database is at a
     *                          revision that is not known here; or if a revision would be forgotten that does not follow
     * @throws MigrationException as {@link #upgradeToHead()}
     */
    public StampResult stamp(String... targets) {
        return stamp(Stamping.to(targets));
    }

    /** The same, made sure of or not. */
    public StampResult stamp(String target, Verify verify) {
        return stamp(Stamping.to(target).verify(verify));
    }

    /** The same, with everything that can be said about it. */
    public StampResult stamp(Stamping stamping) {
        var result = new Stamper(setup, listener).stamp(stamping);
        LOG.info("the database counts as being at {} now; nothing was run", at(result.heads()));
        return result;
    }

    /**
     * What an upgrade would run, as a script for the database's own client, such as psql. It stops at the first error, makes
     * sure that the database is where it begins, and keeps the version tables. Needs no database when built
     * {@link MigratorBuilder#offline}.
     *
     * @param range {@code from:to}, or where to go from base, e.g. {@code head}
     * @throws RefusedException if a revision on the way runs code
     */
    public String sql(String range) {
        return new SqlScript(setup).upgrade(range);
    }

    /**
     * The same for the way back.
     *
     * @param range {@code from:to}, e.g. {@code head:-1}; both are needed
     */
    public String downgradeSql(String range) {
        return new SqlScript(setup).downgrade(range);
    }

    /**
     * The same for saying where a database is; nobody makes sure of it.
     *
     * @param range {@code from:to}, or where a database is that says nothing yet
     */
    public String stampSql(String range) {
        return new SqlScript(setup).stamp(range);
    }

    /**
     * The chain, newest revision first, and what the database's journal says of each; writes nothing. Without a database, or
     * without version tables in it, the chain alone.
     */
    public History history() {
        return new HistoryReader(setup).read();
    }

    /**
     * Looks for what is wrong: bodies that cannot be read, several heads, applied revisions that were edited or lost since,
     * downgrades that do not lead back, which is tried in a schema that nobody sees and that is gone afterwards.
     */
    public Validation validate() {
        return new Validator(setup)
                .validate(graph().all().stream().map(RevisionInfo::id).toList());
    }

    /**
     * The same for some revisions.
     *
     * @param revision an id or the start of one, {@code head}, {@code heads}
     */
    public Validation validate(String revision) {
        return new Validator(setup).validate(planner.resolve(revision, Set.of()));
    }

    /** What of all revisions fails or does not lead back, tried where nobody sees it; empty when every downgrade leads back. */
    public List<Rehearsal.Finding> reversibility() {
        return new Validator(setup).reversibility();
    }

    /** What could be put right in the version tables and of what failed runs have left; changes nothing by itself. */
    public RepairPlan repairs() {
        return new Repairer(setup).plan();
    }

    /**
     * Where the database stands; writes nothing. That there is no such database is one of the states.
     *
     * @throws DatabaseException if the server cannot be reached or refuses the login
     */
    public Status status() {
        Status status = new StatusReader(setup).read();
        return status.with(beginning.upkeep(backups(), status.state() != Status.State.NO_DATABASE));
    }

    /** The revisions that an upgrade to the heads would apply, in order; writes nothing. */
    public List<RevisionInfo> pending() {
        var current = runner.heads().orElse(Set.of());
        return planner.upgrade(current, planner.resolve("heads", current)).stream()
                .filter(step -> step.direction() == Direction.UPGRADE)
                .map(Step::revision)
                .toList();
    }

    /** What an upgrade to {@code target} would run, and what is known about it; reads the catalog, writes nothing. */
    public Plan plan(String target) {
        var current = runner.heads().orElse(Set.of());
        return Foresight.plan(setup, planner.upgrade(current, planner.resolve(target, current)));
    }

    /**
     * Applies operations that belong to no revision, in one transaction, and journals them as off the chain. None does
     * nothing.
     *
     * @throws MigrationException as {@link #upgradeToHead()}; nothing was applied then
     */
    public ApplyResult apply(List<Operation> operations) {
        return runner.apply(operations);
    }
}
