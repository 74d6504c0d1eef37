package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.dialect.VersionTables.Store;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.StatementFailedException;
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

    private static final Duration TELL = Duration.ofSeconds(2);

    private final Session session;
    private final Dialect dialect;
    private final VersionTables tables;
    private final RunSettings settings;
    private final Context context;
    private final MigrationListener listener;
    private final Entries entries;
    private final Patience patience;
    private final List<Applied> done = new ArrayList<>();
    private Store store;
    private String restoring = "";
    private boolean keepAlive = true;

    /** What for; empty when for nothing. */
    private String waiting = "";

    private boolean committing;
    private int losses;
    private Duration told = Duration.ZERO;
    private Instant began = Instant.now();

    /** Only while it runs. */
    private Canceller canceller;

    Work(Session session, Dialect dialect, RunSettings settings, Context context, MigrationListener listener) {
        this.session = session;
        this.dialect = dialect;
        this.tables = dialect.versionTables();
        this.settings = settings;
        this.context = context;
        this.listener = listener;
        this.entries = new Entries(context.server().role());
        this.patience = new Patience(settings.lockWait());
        this.store = context.store();
        this.canceller = new Canceller(dialect, session::connection);
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

        Locked(String message, SQLException cause) {
            super(message, cause);
        }
    }

    Done run(Function<Set<String>, List<Step>> path, List<Step> first, Set<String> known) throws SQLException {
        try (var watching = canceller) {
            var heads = known;
            var steps = first;
            while (!steps.isEmpty()) {
                var legs = legs(steps);
                if (attempt(legs, heads) == Outcome.DONE) {
                    patience.begin();
                    waiting = "";
                    told = Duration.ZERO;
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
            return new Done(done, heads);
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
            committing = false;
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
                    pause(BUSY, null);
                }
                return outcome;
            } catch (Locked e) {
                session.rollback();
                pause(e.getMessage(), e.getCause());
            } catch (SQLException e) {
                if (Thread.currentThread().isInterrupted() && dialect.classify(e) != Failure.RETRY) {
                    throw waiting.isEmpty() ? failed(first, interrupted(first, e)) : interrupted(e);
                }
                Failure failure = dialect.classify(e);
                if (failure == Failure.UNREACHABLE) {
                    return lost(legs, e);
                } else if (failure != Failure.RETRY) {
                    throw e;
                }
                session.rollback();
                pause("the version tables are locked: " + Failures.reason(e), e);
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
        var applied = new ArrayList<Applied>();
        for (Leg leg : legs) {
            listen(() -> listener.starting(leg.step()));
            Instant start = Instant.now();
            run(leg, applied.isEmpty() ? heads : read().orElse(Set.of()), start);
            if (leg == legs.get(legs.size() - 1)) {
                commit(leg);
            }
            applied.add(applied(leg, start));
        }
        finished(legs, applied);
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

    private TransactionSettings limits() {
        return new TransactionSettings(settings.lockTimeout(), settings.statementTimeout());
    }

    private void run(Leg leg, Set<Head> heads, Instant start) throws SQLException, Locked {
        var execution = execution();
        if (keepAlive) {
            execution.keepingAlive();
        }
        try {
            execution.run(leg, took -> ending(leg, heads, took), start);
        } catch (SQLException e) {
            if (keepAlive && execution.wasRefusedForNothing(e)) {
                keepAlive = false;
                LOG.warn(
                        "the server lets nobody set how soon it misses a client ({}); going on without",
                        Failures.reason(e));
                throw new Locked("trying again without keep-alive settings", e);
            }
            throw judged(e, execution, leg);
        } catch (MigrationException e) {
            throw failed(leg, e);
        }
    }

    private Execution execution() {
        return new Execution(session.connection(), dialect, context.scope(), limits(), canceller);
    }

    /** What a failure of a statement means: try again, find out, or give up. */
    private SQLException judged(SQLException e, Execution execution, Leg leg) throws Locked {
        if (Thread.currentThread().isInterrupted() && dialect.classify(e) != Failure.RETRY) {
            return e;
        }
        return switch (dialect.classify(e)) {
            case RETRY -> throw new Locked(execution.waited(e, leg), e);
            case UNREACHABLE -> e;
            default -> throw failed(leg, execution.explain(e, leg));
        };
    }

    /** SQL that was written by hand may have set anything, even the role; the host must not find that on its connection. */
    private List<String> ending(Leg leg, Set<Head> heads, Duration took) {
        var statements = new ArrayList<String>();
        if (leg.step().isOpaque() && !restoring.isEmpty()) {
            statements.add(restoring);
        }
        statements.addAll(bookkeeping(leg, heads, took));
        return statements;
    }

    private List<String> bookkeeping(Leg leg, Set<Head> heads, Duration took) {
        String schema = context.versionSchema();
        return leg.completes()
                ? tables.advance(
                        schema,
                        heads,
                        leg.step().headsAfter(),
                        entries.of(leg, "done", leg.step().headsAfter(), took, ""))
                : List.of(tables.append(schema, entries.of(leg, "part", Runner.ids(heads), took, "")));
    }

    /** Constraints that are deferred are checked here. */
    private void commit(Leg leg) throws SQLException, Locked {
        committing = true;
        try {
            session.commit();
            committing = false;
        } catch (SQLException e) {
            switch (dialect.classify(e)) {
                case RETRY -> throw new Locked(Failures.title(leg.step()) + ": " + Failures.reason(e), e);
                case UNREACHABLE -> throw e;
                default -> throw failed(leg, Failures.committing(e, leg, dialect));
            }
        }
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
        listen(() -> listener.starting(leg.step()));
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
                String started = begun
                        ? ""
                        : tables.append(
                                context.versionSchema(),
                                entries.of(leg, "started", Runner.ids(heads), Duration.ZERO, ""));
                if (!alone.run(leg, execution, begun, started, patience)) {
                    return Outcome.BUSY;
                }
            } catch (SQLException e) {
                throw judged(e, execution, leg);
            } catch (MigrationException e) {
                throw failed(leg, e);
            }
            session.begin();
            try (var statement = session.connection().createStatement()) {
                statement.setEscapeProcessing(false);
                for (String sql : bookkeeping(leg, heads, Duration.between(start, Instant.now()))) {
                    statement.execute(sql);
                }
            }
            commit(leg);
            return Outcome.DONE;
        });
        if (outcome == Outcome.DONE) {
            finished(List.of(leg), List.of(applied(leg, start)));
        }
        return outcome;
    }

    private static Applied applied(Leg leg, Instant start) {
        return new Applied(
                leg.step().revision(),
                leg.step().direction(),
                leg.step().operations().size(),
                Duration.between(start, Instant.now()));
    }

    private void finished(List<Leg> legs, List<Applied> applied) {
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            Applied one = applied.get(i);
            LOG.info(
                    "{} {}: {}{} operations, {} ms",
                    one.direction().word(),
                    one.revision().title(),
                    leg.part(),
                    one.operations(),
                    one.took().toMillis());
            if (leg.completes()) {
                done.add(one);
                listen(() -> listener.done(one));
            }
        }
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
            pause("the connection to the database broke: " + Failures.reason(e), e);
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
        if (committing
                && store.last().filter(entry -> entries.isOf(entry, last)).isPresent()) {
            finished(legs, legs.stream().map(leg -> applied(leg, began)).toList());
            return Outcome.DONE;
        }
        return Outcome.MOVED;
    }

    private StatementFailedException interrupted(Leg leg, SQLException e) {
        return new StatementFailedException(
                Failures.title(leg.step()) + ": the thread was interrupted, so the server was told to stop"
                        + Failures.undone(leg) + ". Run again",
                Failures.id(leg.step()),
                0,
                "",
                Failures.state(e),
                e);
    }

    private MigrationException failed(Leg leg, MigrationException failure) {
        session.rollback();
        LOG.error("{}", failure.getMessage());
        listen(() -> listener.failed(leg.step(), failure));
        try {
            var found = read();
            if (found.isPresent()) {
                var entry = entries.of(
                        leg,
                        "failed",
                        Runner.ids(found.get()),
                        Duration.between(began, Instant.now()),
                        String.valueOf(failure.getMessage()));
                try (var statement = session.connection().createStatement()) {
                    statement.setEscapeProcessing(false);
                    statement.execute(tables.append(context.versionSchema(), entry));
                }
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Waits a little, outside of any transaction; gives up when the wait is over. */
    private void pause(String why, Throwable cause) {
        waiting = why;
        Duration waited = patience.waited();
        if (patience.isOver()) {
            throw new LockTimeoutException(
                    why + "; gave up after " + waited.toMillis() + " ms. " + kept() + "; try again, or raise the lock"
                            + " wait",
                    waited,
                    cause);
        }
        if (waited.minus(told).compareTo(TELL) > 0) {
            told = waited;
            LOG.info("waiting for {} s: {}", waited.toSeconds(), why);
            listen(() -> listener.waiting(why, waited));
        }
        try {
            patience.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private LockTimeoutException interrupted(Exception e) {
        Duration waited = patience.waited();
        return new LockTimeoutException(
                waiting + "; interrupted after waiting for " + waited.toMillis() + " ms. " + kept(), waited, e);
    }

    private String kept() {
        return done.isEmpty()
                ? "Nothing was changed"
                : "What was done before stays, up to revision "
                        + done.get(done.size() - 1).revision().title();
    }

    private static void listen(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener failed", e);
        }
    }
}
