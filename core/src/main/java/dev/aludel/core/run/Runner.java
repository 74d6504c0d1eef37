package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.Checksum;
import dev.aludel.core.revision.RevisionInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The one place that writes to a database. Each revision runs in a transaction together with its version row; the lock
 * against other instances is taken within that transaction by trying, and is waited for outside of any.
 */
public final class Runner {

    /** The id under which operations are journalled that belong to no revision. */
    public static final String OFF_CHAIN = "off_chain";

    private final Setup setup;
    private final Dialect dialect;
    private final RunSettings settings;
    private final MigrationListener listener;

    /**
     * @param settings may differ from the setup's
     */
    public Runner(Setup setup, RunSettings settings, MigrationListener listener) {
        this.setup = setup;
        this.dialect = setup.dialect();
        this.settings = settings;
        this.listener = listener;
    }

    /** The database's heads; nothing when it has no version tables. One round trip. */
    public Optional<Set<String>> heads() {
        try (Session session = open(setup.dataSource())) {
            return heads(session).map(Runner::ids);
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "reading the version tables");
        }
    }

    private Optional<Set<Head>> heads(Session session) throws SQLException {
        return dialect.versionTables().heads(session.connection(), settings.configuredVersionSchema());
    }

    static Set<String> ids(Set<Head> heads) {
        return heads.stream().map(Head::revision).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Runs what has to run.
     *
     * @param path from the database's heads to the steps; asked again whenever somebody else moved the heads
     * @throws MigrationException if it cannot be done; what was done before stays
     */
    public Done run(Function<Set<String>, List<Step>> path) {
        return run(path, Safeguard.NONE);
    }

    /** The same, with something that watches over it. */
    public Done run(Function<Set<String>, List<Step>> path, Safeguard safeguard) {
        try (Session session = open(setup.dataSource())) {
            var known = heads(session);
            Set<String> heads = ids(known.orElse(Set.of()));
            List<Step> steps = path.apply(heads);
            if (steps.isEmpty()) {
                return new Done(List.of(), heads);
            }
            return told(steps, account -> {
                if (setup.direct().isPresent() && needsSession(session, steps)) {
                    try (Session direct = open(setup.direct().get())) {
                        return work(direct, path, steps, known, safeguard, account);
                    }
                }
                return work(session, path, steps, known, safeguard, account);
            });
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "migrating");
        }
    }

    /** A run of which an account is kept. */
    private interface Kept {

        Done run(Account account) throws SQLException;
    }

    private Done told(List<Step> steps, Kept run) {
        var account = new Account(listener);
        account.beginning(steps);
        try {
            Done done = run.run(account);
            account.ended(Optional.empty());
            return done;
        } catch (SQLException e) {
            var failure = Failures.general(e, dialect, "migrating");
            account.ended(Optional.of(failure));
            throw failure;
        } catch (RuntimeException | Error e) {
            account.ended(Optional.of(e));
            throw e;
        }
    }

    private Session open(DataSource dataSource) {
        return Session.open(dataSource, dialect, settings.lockWait());
    }

    private boolean needsSession(Session session, List<Step> steps) throws SQLException {
        var context = setup.context(session);
        return context.server().pooled()
                && steps.stream()
                        .flatMap(step -> context.segments(step, dialect).stream())
                        .anyMatch(segment -> !segment.transactional());
    }

    private Done work(
            Session session,
            Function<Set<String>, List<Step>> path,
            List<Step> steps,
            Optional<Set<Head>> known,
            Safeguard safeguard,
            Account account)
            throws SQLException {
        var context = new Preflight(dialect, settings).look(session.connection(), steps, known.isEmpty());
        if (known.isPresent() && steps.stream().anyMatch(Runner::isUpgrade)) {
            requireUnedited(session, context, ids(known.get()));
        }
        return new Work(session, dialect, settings, context, account, safeguard)
                .run(path, steps, ids(known.orElse(Set.of())));
    }

    private static boolean isUpgrade(Step step) {
        return step.direction() == Direction.UPGRADE && !step.isOffChain();
    }

    /** What comes next rests on what the revisions before it did, and no longer on what they say. */
    private void requireUnedited(Session session, Context context, Set<String> heads) throws SQLException {
        var journal = dialect.versionTables().journal(session.connection(), context.versionSchema());
        var edited = new Ledger(setup, heads, journal)
                .edited().stream().map(Ledger.Edited::describe).toList();
        if (!edited.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.CHECKSUM,
                    String.join("; ", edited) + ". Nothing was changed now. Restore the file and write the change as"
                            + " another revision, or accept it as it is now, without running it, with: repair",
                    edited);
        }
    }

    /** Applies operations that belong to no revision, in one transaction. None does nothing. */
    public ApplyResult apply(List<Operation> operations) {
        if (operations.isEmpty()) {
            return new ApplyResult(List.of(), Duration.ZERO);
        }
        var info = RevisionInfo.of(OFF_CHAIN, operations.size() + " operation(s) with no revision");
        var step = new Step(info, Direction.UPGRADE, operations, Checksum.of(operations), Set.of());
        Instant start = Instant.now();
        run(heads -> List.of(step.leaving(heads)));
        return new ApplyResult(operations, Duration.between(start, Instant.now()));
    }
}
