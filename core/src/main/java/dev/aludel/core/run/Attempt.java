package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.dialect.VersionTables.Store;
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
    private final Account account;
    private final Waiting waiting;
    private final Canceller canceller;
    private final Safeguard safeguard;
    private Store store;
    private String restoring = "";
    private boolean keepAlive = true;
    private Optional<Line> contended = Optional.empty();
    private Instant began = Instant.now();

    Attempt(
            Session session,
            Dialect dialect,
            RunSettings settings,
            Context context,
            Account account,
            Waiting waiting,
            Canceller canceller,
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
        this.safeguard = safeguard;
        this.store = context.store();
    }

    /** How one attempt ended. */
    enum Outcome {
        DONE,
        /** somebody else is at it */
        BUSY,
        /** the database is not where it was, or nobody knows */
        MOVED
    }

    /** A lock was not to be had in time; the whole segment can be tried again. */
    static final class Locked extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Optional<Line> contended;

        /**
         * @param contended the statement whose locks were not to be had, where that is known
         */
        Locked(String message, SQLException cause, Optional<Line> contended) {
            super(message, cause);
            this.contended = contended;
        }
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

    /** The same, until heads and journal are of one moment. */
    Set<String> settled() throws SQLException {
        while (true) {
            Set<String> heads = look();
            if (heads.equals(Runner.ids(read().orElse(Set.of())))) {
                return heads;
            }
        }
    }

    Store store() {
        return store;
    }

    /** It came to its end, so that nothing is in the way any more. */
    void succeeded() {
        contended = Optional.empty();
    }

    /** Nothing of a revision is half done now. */
    void completed() {
        store = new Store(true, Optional.empty());
    }

    /** Another connection has taken the place of the one before. */
    void reconnected() {
        restoring = "";
    }

    /** Was what the connection broke under done after all? */
    boolean isDone(List<Leg> legs) throws SQLException {
        if (!entries.areWritten(session.connection(), legs.get(legs.size() - 1))) {
            return false;
        }
        account.finished(legs, legs.stream().map(leg -> leg.applied(began)).toList());
        return true;
    }

    private Optional<Set<Head>> read() throws SQLException {
        return tables.heads(session.connection(), context.versionSchema());
    }

    /** Reads where the database is. */
    Set<String> look() throws SQLException {
        var found = read();
        store = found.isEmpty()
                ? new Store(false, Optional.empty())
                : tables.store(session.connection(), context.versionSchema());
        return Runner.ids(found.orElse(Set.of()));
    }

    private Outcome transaction(List<Leg> legs, Set<String> expected) throws SQLException, Locked {
        session.begin();
        if (!tables.tryLock(session.connection(), context.versionSchema())) {
            return Outcome.BUSY;
        }
        var found = read();
        var heads = found.orElse(Set.of());
        Leg first = legs.get(0);
        if (!Runner.ids(heads).equals(expected) || found.isPresent() && first.of() > 1 && !isNext(first)) {
            return Outcome.MOVED;
        }
        if (found.isEmpty() || !store.current()) {
            createTables();
        }
        safeguard.beginning(
                session.connection(),
                context.scope(),
                legs.stream().map(Leg::step).toList());
        var applied = new ArrayList<Applied>();
        for (Leg leg : legs) {
            account.starting(leg);
            Instant start = Instant.now();
            boolean last = leg == legs.get(legs.size() - 1);
            run(leg, applied.isEmpty() ? heads : read().orElse(Set.of()), start, last);
            applied.add(leg.applied(start));
        }
        session.end();
        account.finished(legs, applied);
        return Outcome.DONE;
    }

    /** A transaction for each batch, and between them the lock is free: others may fill the next one. */
    private Outcome batches(Leg leg, Set<String> expected) throws SQLException, Locked {
        account.starting(leg);
        Instant start = Instant.now();
        while (true) {
            session.begin();
            if (!tables.tryLock(session.connection(), context.versionSchema())) {
                return Outcome.BUSY;
            }
            var found = read();
            var heads = found.orElse(Set.of());
            if (!Runner.ids(heads).equals(expected) || found.isPresent() && !isNext(leg)) {
                return Outcome.MOVED;
            }
            if (found.isEmpty() || !store.current()) {
                createTables();
            }
            var execution = execution();
            boolean begun = Progress.wasBegun(leg, store);
            var ending = new ArrayList<String>();
            if (!begun) {
                ending.add(entries.line(leg, "started", Runner.ids(heads), Duration.ZERO, ""));
            }
            var batches = new Batches(session.connection(), dialect, context, leg);
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
            waiting.rest(batches.pauseMillis());
        }
    }

    private boolean isNext(Leg leg) throws SQLException {
        store = tables.store(session.connection(), context.versionSchema());
        return Progress.of(leg.step(), leg.of(), store) == leg.number() - 1;
    }

    private void createTables() throws SQLException {
        execution().settle();
        tables.create(session.connection(), context.versionSchema(), true);
    }

    /** Who has the locks; asked only when nobody will try again. */
    String holders(Locked failure) {
        contended = failure.contended;
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

    private void run(Leg leg, Set<Head> heads, Instant start, boolean commits) throws SQLException, Locked {
        var execution = execution();
        if (keepAlive) {
            execution.keepingAlive();
        }
        execution.lockFirst(contended);
        try {
            execution.run(leg, took -> ending(leg, heads, took, commits), start);
        } catch (SQLException e) {
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
                session.connection(), dialect, context.scope(), waiting.limits(settings), canceller, safeguard);
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
            statements.add(restoring);
            statements.addAll(dialect.sessionForTransaction(context.scope(), waiting.limits(settings)));
        }
        statements.addAll(entries.bookkeeping(leg, heads, took));
        if (commits) {
            statements.add("COMMIT");
        }
        return statements;
    }

    private Outcome alone(Leg leg, Set<String> expected) throws SQLException, Locked {
        if (read().isEmpty() || !store.current()) {
            session.begin();
            if (!tables.tryLock(session.connection(), context.versionSchema())) {
                return Outcome.BUSY;
            }
            createTables();
            session.commit();
            look();
        }
        account.starting(leg);
        Instant start = Instant.now();
        var alone = new Alone(session, dialect, context, settings, restoring);
        Outcome outcome = alone.hold(() -> {
            var heads = read().orElse(Set.of());
            if (!Runner.ids(heads).equals(expected) || !isNext(leg)) {
                return Outcome.MOVED;
            }
            var execution = execution();
            try {
                var begun = Progress.wasBegun(leg, store);
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
            var found = read();
            if (found.isPresent()) {
                var took = Duration.between(began, Instant.now());
                String line = entries.line(leg, "failed", Runner.ids(found.get()), took, failure.getMessage());
                new Execution(
                                session.connection(),
                                dialect,
                                context.scope(),
                                waiting.limits(settings),
                                null,
                                Safeguard.NONE)
                        .write(List.of(line));
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
