package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.run.Execution.Line;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try of what runs in one go, on a connection that is in no transaction before and after it. */
final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final Session session;
    private final Dialect dialect;
    private final VersionTables tables;
    private final RunSettings settings;
    private final Context context;
    private final Entries entries;
    private final Whereabouts where;
    private final Account account;
    private final Waiting waiting;
    private final Canceller canceller;
    private final Observer observer;
    private final Safeguard safeguard;
    private List<String> restoring = List.of();
    private boolean keepAlive = true;
    private Optional<Set<Head>> left = Optional.empty();
    private Optional<Line> contended = Optional.empty();
    private Instant began = Instant.now();

    Attempt(
            Session session,
            Dialect dialect,
            RunSettings settings,
            Context context,
            Whereabouts where,
            Account account,
            Waiting waiting,
            Canceller canceller,
            Observer observer,
            Safeguard safeguard) {
        this.session = session;
        this.dialect = dialect;
        this.tables = dialect.versionTables();
        this.settings = settings;
        this.context = context;
        this.entries = new Entries(tables, context);
        this.account = account;
        this.waiting = waiting;
        this.canceller = canceller;
        this.observer = observer;
        this.safeguard = safeguard;
        this.where = where;
    }

    /** How one attempt ended. */
    enum Outcome {
        DONE,
        /** somebody else is at it */
        BUSY,
        /** the database is not where it was, or nobody knows */
        MOVED,
        /** one batch of rows */
        MORE
    }

    Outcome go(List<Leg> legs, Set<String> expected) throws SQLException, Locked {
        began = Instant.now();
        Leg first = legs.get(0);
        boolean opaque = legs.stream().anyMatch(leg -> leg.step().isOpaque());
        if (restoring.isEmpty() && (opaque || !first.segment().transactional())) {
            restoring = dialect.restoringSession(session.connection());
        }
        if (first.segment().isInBatches() && !settings.singleTransaction()) {
            return batches(first, expected);
        }
        return first.segment().transactional() ? transaction(legs, expected) : alone(first, expected);
    }

    /** It came to its end, so that nothing is in the way any more. */
    void succeeded() {
        contended = Optional.empty();
    }

    /** Another connection has taken the place of the one before. */
    void reconnected() {
        restoring = List.of();
    }

    /** Was what the connection broke under done after all? */
    boolean isDone(List<Leg> legs) throws SQLException {
        if (!entries.areWritten(session.connection(), legs.get(legs.size() - 1))) {
            return false;
        }
        account.finished(legs, legs.stream().map(leg -> leg.applied(began)).toList());
        return true;
    }

    private Outcome transaction(List<Leg> legs, Set<String> expected) throws SQLException, Locked {
        Leg first = legs.get(0);
        var known = left.filter(heads -> legs.size() == 1
                && first.of() == 1
                && safeguard == Safeguard.NONE
                && Runner.ids(heads).equals(expected));
        left = Optional.empty();
        if (known.isPresent()) {
            var claim = tables.claim(session.connection(), context.versionSchema(), known.get());
            if (!claim.isEmpty() && atOnce(first, known.get(), claim)) {
                return Outcome.DONE;
            }
        }
        return locked(first, expected, first.of() > 1, heads -> together(legs, heads));
    }

    private Outcome together(List<Leg> legs, Set<Head> heads) throws SQLException, Locked {
        Leg first = legs.get(0);
        var steps = legs.stream().map(Leg::step).toList();
        if (!safeguard.isNeeded(session.connection(), steps)) {
            return Outcome.MOVED;
        }
        safeguard.beginning(session.connection(), context.scope(), steps);
        var applied = new ArrayList<Applied>();
        for (Leg leg : legs) {
            account.starting(leg);
            Instant start = Instant.now();
            boolean last = leg == legs.get(legs.size() - 1);
            run(List.of(), leg, applied.isEmpty() ? heads : where.heads().orElse(Set.of()), start, last);
            applied.add(leg.applied(start));
        }
        session.end();
        left = legs.size() == 1 && first.completes() ? Optional.of(advanced(first, heads)) : Optional.empty();
        account.finished(legs, applied);
        return Outcome.DONE;
    }

    private Set<Head> advanced(Leg leg, Set<Head> heads) {
        return tables.advanced(heads, leg.step().headsAfter());
    }

    /**
     * A whole revision in one flight, after one of the same run: where the heads are is known.
     *
     * @return false if somebody else is at it
     */
    private boolean atOnce(Leg leg, Set<Head> heads, List<String> claim) throws SQLException, Locked {
        session.begin();
        account.starting(leg);
        Instant start = Instant.now();
        if (!run(claim, leg, heads, start, true)) {
            session.rollback();
            return false;
        }
        session.end();
        left = Optional.of(advanced(leg, heads));
        account.finished(List.of(leg), List.of(leg.applied(start)));
        return true;
    }

    /** A transaction for each batch, and between them the lock is free: others may fill the next one. */
    private Outcome batches(Leg leg, Set<String> expected) throws SQLException, Locked {
        account.starting(leg);
        Instant start = Instant.now();
        while (true) {
            var batches = new Batches(session.connection(), dialect, context, leg);
            Outcome outcome = locked(leg, expected, true, heads -> batch(leg, heads, batches, start));
            if (outcome != Outcome.MORE) {
                return outcome;
            }
            waiting.rest(batches.pauseMillis());
        }
    }

    private Outcome batch(Leg leg, Set<Head> heads, Batches batches, Instant start) throws SQLException, Locked {
        var execution = execution();
        boolean begun = Progress.wasBegun(leg, where.store());
        var ending = new ArrayList<String>();
        if (!begun) {
            ending.add(entries.line(leg, "started", Runner.ids(heads), Duration.ZERO, ""));
        }
        Optional<Long> rows;
        try {
            execution.settle();
            rows = batches.next(begun, ending);
            if (rows.isEmpty()) {
                ending.addAll(entries.bookkeeping(leg, heads, Duration.between(start, Instant.now())));
            }
            ending.add("COMMIT");
            execution.write(ending);
        } catch (SQLException e) {
            throw judged(e, execution, leg);
        }
        session.end();
        if (rows.isEmpty()) {
            account.finished(List.of(leg), List.of(leg.applied(start)));
            return Outcome.DONE;
        }
        waiting.end();
        account.tell(one -> one.filled(leg.step(), rows.get()));
        return Outcome.MORE;
    }

    /** What is done in a transaction with the lock. */
    private interface Locking {

        Outcome on(Set<Head> heads) throws SQLException, Locked;
    }

    /**
     * Begins a transaction, with the lock, on the heads that are expected.
     *
     * @param looks also at the journal, for a revision that may be half done
     */
    private Outcome locked(Leg leg, Set<String> expected, boolean looks, Locking locking) throws SQLException, Locked {
        session.begin();
        if (!tables.tryLock(session.connection(), context.versionSchema())) {
            return Outcome.BUSY;
        }
        var found = where.heads();
        var heads = found.orElse(Set.of());
        if (!Runner.ids(heads).equals(expected) || found.isPresent() && looks && !where.isNext(leg)) {
            return Outcome.MOVED;
        }
        if (found.isEmpty() || !where.store().current()) {
            createTables();
        }
        return locking.on(heads);
    }

    private void createTables() throws SQLException {
        execution().settle();
        tables.create(session.connection(), context.versionSchema(), true);
    }

    /** Who has the locks; asked only when nobody will try again. */
    String holders(Locked failure) {
        contended = failure.contended();
        if (!waiting.patience().isOver()) {
            return "";
        }
        try {
            var names = contended.map(line -> line.locks().keySet()).orElse(Set.of());
            var holders = dialect.holders(session.connection(), names, context.scope());
            return holders.isEmpty() ? "" : ". In the way: " + String.join("; ", holders);
        } catch (SQLException e) {
            LOG.debug("asking who is in the way", e);
            return "";
        }
    }

    /**
     * @param claim what takes the lock, where nobody has it yet
     * @return false if somebody else has it
     */
    private boolean run(List<String> claim, Leg leg, Set<Head> heads, Instant start, boolean commits)
            throws SQLException, Locked {
        var execution = execution();
        execution.claim(claim);
        if (keepAlive) {
            execution.keepingAlive();
        }
        execution.lockFirst(contended);
        try {
            execution.run(leg, took -> ending(leg, heads, took, commits), start);
            return true;
        } catch (SQLException e) {
            if (!claim.isEmpty() && dialect.classify(e) == Failure.OVERTAKEN) {
                return false;
            }
            if (keepAlive && execution.wasRefusedForNothing(e)) {
                keepAlive = false;
                LOG.warn(
                        "the server lets nobody set how soon it misses a client ({}); going on without",
                        Failures.reason(e));
                throw new Locked("trying again without keep-alive settings", e, Optional.empty());
            }
            throw judged(e, execution, leg);
        } catch (MigrationException e) {
            throw failed(leg, e);
        }
    }

    private Execution execution() {
        return new Execution(
                session.connection(),
                dialect,
                context.scope(),
                waiting.limits(settings),
                canceller,
                observer,
                safeguard);
    }

    /** What a failure of a statement means: try again, find out, or give up. */
    private SQLException judged(SQLException e, Execution execution, Leg leg) throws Locked {
        if (Thread.currentThread().isInterrupted() && dialect.classify(e) != Failure.RETRY) {
            return e;
        }
        return switch (dialect.classify(e)) {
            case RETRY -> throw new Locked(execution.waited(e, leg), e, execution.contended(e));
            case UNREACHABLE -> e;
            default -> throw failed(leg, execution.explain(e, leg));
        };
    }

    /**
     * SQL that was written by hand may have set anything, even the role; the host must not find that on its connection. The
     * commit travels with it, so that nobody can be stopped between the two.
     */
    private List<String> ending(Leg leg, Set<Head> heads, Duration took, boolean commits) {
        var statements = new ArrayList<String>();
        if (leg.step().isOpaque() && !restoring.isEmpty()) {
            statements.addAll(restoring);
            statements.addAll(dialect.sessionForTransaction(context.scope(), waiting.limits(settings)));
        }
        statements.addAll(entries.bookkeeping(leg, heads, took));
        if (commits) {
            statements.add("COMMIT");
        }
        return statements;
    }

    private Outcome alone(Leg leg, Set<String> expected) throws SQLException, Locked {
        if (where.heads().isEmpty() || !where.store().current()) {
            session.begin();
            if (!tables.tryLock(session.connection(), context.versionSchema())) {
                return Outcome.BUSY;
            }
            createTables();
            session.commit();
            where.look();
        }
        account.starting(leg);
        Instant start = Instant.now();
        var alone = new Alone(session, dialect, context, settings, restoring);
        Outcome outcome = alone.hold(() -> {
            var heads = where.heads().orElse(Set.of());
            if (!Runner.ids(heads).equals(expected) || !where.isNext(leg)) {
                return Outcome.MOVED;
            }
            var execution = execution();
            try {
                var begun = Progress.wasBegun(leg, where.store());
                String started = begun ? "" : entries.line(leg, "started", Runner.ids(heads), Duration.ZERO, "");
                if (!alone.run(leg, execution, begun, started, waiting.patience())) {
                    return Outcome.BUSY;
                }
            } catch (SQLException e) {
                throw judged(e, execution, leg);
            } catch (MigrationException e) {
                throw failed(leg, e);
            }
            session.begin();
            try {
                execution.write(entries.bookkeeping(leg, heads, Duration.between(start, Instant.now())));
            } catch (SQLException e) {
                throw judged(e, execution, leg);
            }
            session.end();
            return Outcome.DONE;
        });
        if (outcome == Outcome.DONE) {
            account.finished(List.of(leg), List.of(leg.applied(start)));
        }
        return outcome;
    }

    MigrationException failed(Leg leg, MigrationException failure) {
        session.rollback();
        account.failed(leg, failure);
        try {
            var found = where.heads();
            if (found.isPresent()) {
                var took = Duration.between(began, Instant.now());
                String line = entries.line(leg, "failed", Runner.ids(found.get()), took, failure.getMessage());
                Execution.unwatched(session.connection(), dialect, context.scope(), waiting.limits(settings))
                        .write(List.of(line));
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
