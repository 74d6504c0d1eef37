package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.dialect.VersionTables.Store;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.run.Execution.Line;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run on one connection: segment after segment, and the waiting between them. */
final class Work {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    static final String BUSY = "another instance is migrating this database";

    /** How often one segment is tried again after the connection broke under it. */
    private static final int MOST_LOSSES = 10;

    private final Session session;
    private final Dialect dialect;
    private final VersionTables tables;
    private final RunSettings settings;
    private final Context context;
    private final Entries entries;
    private final Account account;
    private final Waiting waiting;
    private Store store;
    private String restoring = "";
    private boolean keepAlive = true;

    private Optional<Line> contended = Optional.empty();
    private int losses;
    private Instant began = Instant.now();

    private final Canceller canceller;
    private final Safeguard safeguard;

    Work(
            Session session,
            Dialect dialect,
            RunSettings settings,
            Context context,
            MigrationListener listener,
            Safeguard safeguard) {
        this.session = session;
        this.dialect = dialect;
        this.tables = dialect.versionTables();
        this.settings = settings;
        this.context = context;
        this.entries = new Entries(tables, context);
        this.account = new Account(listener);
        this.waiting = new Waiting(settings.lockWait(), account);
        this.store = context.store();
        this.canceller = new Canceller(dialect, session::connection);
        this.safeguard = safeguard;
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

    Done run(Function<Set<String>, List<Step>> path, List<Step> first, Set<String> known) throws SQLException {
        try (var watching = canceller) {
            var heads = known;
            var steps = first;
            while (!steps.isEmpty()) {
                var legs = legs(steps);
                if (attempt(legs, heads) == Outcome.DONE) {
                    waiting.end();
                    contended = Optional.empty();
                    losses = 0;
                    var last = legs.get(legs.size() - 1);
                    if (last.completes()) {
                        heads = last.step().headsAfter();
                        steps = steps.subList(legs.size(), steps.size());
                        store = new Store(true, Optional.empty());
                    } else {
                        look();
                    }
                } else {
                    heads = look();
                    steps = path.apply(heads);
                }
            }
            return new Done(account.done(), heads);
        }
    }

    /** What runs next, in one go. */
    private List<Leg> legs(List<Step> steps) {
        if (settings.singleTransaction()) {
            steps.forEach(step -> Progress.of(step, 1, store));
            return steps.stream()
                    .map(step -> Leg.whole(step, context.whole(step, dialect)))
                    .toList();
        }
        Step step = steps.get(0);
        var segments = context.segments(step, dialect);
        int number = Progress.of(step, segments.size(), store) + 1;
        return List.of(new Leg(step, segments.get(number - 1), number, segments.size()));
    }

    private Optional<Set<Head>> read() throws SQLException {
        return tables.heads(session.connection(), context.versionSchema());
    }

    /** Reads where the database is. */
    private Set<String> look() throws SQLException {
        var found = read();
        store = found.isEmpty()
                ? new Store(false, Optional.empty())
                : tables.store(session.connection(), context.versionSchema());
        return Runner.ids(found.orElse(Set.of()));
    }

    private Outcome attempt(List<Leg> legs, Set<String> expected) throws SQLException {
        Leg first = legs.get(0);
        while (true) {
            began = Instant.now();
            try {
                Canceller.requireUninterrupted();
                boolean opaque = legs.stream().anyMatch(leg -> leg.step().isOpaque());
                if (restoring.isEmpty() && (opaque || !first.segment().transactional())) {
                    restoring = dialect.restoringSession(session.connection());
                }
                Outcome outcome =
                        first.segment().transactional() ? transaction(legs, expected) : alone(first, expected);
                if (outcome == Outcome.BUSY) {
                    session.rollback();
                    waiting.pause(BUSY, null);
                }
                return outcome;
            } catch (Locked e) {
                session.rollback();
                contended = e.contended;
                waiting.pause(e.getMessage() + holders(), e.getCause());
            } catch (SQLException e) {
                if (Thread.currentThread().isInterrupted() && dialect.classify(e) != Failure.RETRY) {
                    throw waiting.isForNothing()
                            ? failed(first, Failures.interrupted(e, first))
                            : waiting.interrupted(e);
                }
                Failure failure = dialect.classify(e);
                if (failure == Failure.UNREACHABLE) {
                    return lost(legs, e);
                } else if (failure != Failure.RETRY) {
                    throw e;
                }
                session.rollback();
                waiting.pause("the version tables are locked: " + Failures.reason(e), e);
            } finally {
                session.rollback();
            }
        }
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

    private boolean isNext(Leg leg) throws SQLException {
        store = tables.store(session.connection(), context.versionSchema());
        return Progress.of(leg.step(), leg.of(), store) == leg.number() - 1;
    }

    private void createTables() throws SQLException {
        try (var statement = session.connection().createStatement()) {
            for (String sql : dialect.sessionForTransaction(context.scope(), limits())) {
                statement.execute(sql);
            }
        }
        tables.create(session.connection(), context.versionSchema(), true);
    }

    /** The last try must not go on for long after the wait is over. */
    private TransactionSettings limits() {
        Duration left = waiting.patience().left().plusMillis(1);
        Duration lock = settings.lockTimeout();
        return new TransactionSettings(
                waiting.isForNothing() || !lock.isZero() && lock.compareTo(left) < 0 ? lock : left,
                settings.statementTimeout());
    }

    /** Who has the locks; asked only when nobody will try again. */
    private String holders() {
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
        return new Execution(session.connection(), dialect, context.scope(), limits(), canceller, safeguard);
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
            statements.addAll(dialect.sessionForTransaction(context.scope(), limits()));
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

    /** The connection broke. Was that which was being committed committed? Only the database knows. */
    private Outcome lost(List<Leg> legs, SQLException e) throws SQLException {
        Leg last = legs.get(legs.size() - 1);
        if (++losses > MOST_LOSSES) {
            throw Failures.statement(e, last, List.of(), dialect);
        }
        restoring = "";
        LOG.warn("{}: the connection broke ({}); trying again", Failures.title(last.step()), Failures.reason(e));
        while (true) {
            waiting.pause("the connection to the database broke: " + Failures.reason(e), e);
            try {
                session.reopen();
                look();
                break;
            } catch (DatabaseException again) {
                LOG.debug("the database is still not there", again);
            } catch (SQLException again) {
                if (dialect.classify(again) != Failure.UNREACHABLE) {
                    throw again;
                }
            }
        }
        if (entries.areWritten(session.connection(), last)) {
            account.finished(legs, legs.stream().map(leg -> leg.applied(began)).toList());
            return Outcome.DONE;
        }
        return Outcome.MOVED;
    }

    private MigrationException failed(Leg leg, MigrationException failure) {
        session.rollback();
        account.failed(leg, failure);
        try {
            var found = read();
            if (found.isPresent()) {
                var took = Duration.between(began, Instant.now());
                String line = entries.line(leg, "failed", Runner.ids(found.get()), took, failure.getMessage());
                new Execution(session.connection(), dialect, context.scope(), limits(), null, Safeguard.NONE)
                        .write(List.of(line));
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
