package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run on one connection: transaction after transaction, and the waiting between them. */
final class Work {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    static final String BUSY = "another instance is migrating this database";

    private final Session session;
    private final Dialect dialect;
    private final VersionTables tables;
    private final RunSettings settings;
    private final Context context;
    private final MigrationListener listener;
    private final String client = Client.describe();
    private final List<Applied> done = new ArrayList<>();
    private Instant start = Instant.now();
    private int tries;
    private String restoring = "";

    Work(Session session, Dialect dialect, RunSettings settings, Context context, MigrationListener listener) {
        this.session = session;
        this.dialect = dialect;
        this.tables = dialect.versionTables();
        this.settings = settings;
        this.context = context;
        this.listener = listener;
    }

    /** How one attempt ended. */
    private enum Outcome {
        DONE,
        BUSY,
        MOVED
    }

    /** A lock was not to be had in time; the whole transaction can be tried again. */
    private static final class Locked extends Exception {

        private static final long serialVersionUID = 1L;

        Locked(String message, SQLException cause) {
            super(message, cause);
        }
    }

    Done run(Function<Set<String>, List<Step>> path, List<Step> first, Set<String> known) throws SQLException {
        var heads = known;
        var steps = first;
        while (!steps.isEmpty()) {
            var now = settings.singleTransaction() ? steps : steps.subList(0, 1);
            if (attempt(now, heads) == Outcome.DONE) {
                start = Instant.now();
                tries = 0;
                heads = last(now).headsAfter();
                steps = steps.subList(now.size(), steps.size());
            } else {
                pause(BUSY, null);
                heads = Runner.ids(read());
                steps = path.apply(heads);
            }
        }
        return new Done(done, heads);
    }

    private static Step last(List<Step> steps) {
        return steps.get(steps.size() - 1);
    }

    private Set<Head> read() throws SQLException {
        return tables.heads(session.connection(), context.versionSchema()).orElse(Set.of());
    }

    private Outcome attempt(List<Step> steps, Set<String> expected) throws SQLException {
        while (true) {
            try {
                if (restoring.isEmpty() && steps.stream().anyMatch(Step::isOpaque)) {
                    restoring = dialect.restoringSession(session.connection());
                }
                session.begin();
                return transaction(steps, expected);
            } catch (Locked e) {
                session.rollback();
                pause(e.getMessage(), e.getCause());
            } catch (SQLException e) {
                if (dialect.classify(e) != Failure.RETRY) {
                    throw e;
                }
                session.rollback();
                pause("the version tables are locked: " + Failures.reason(e), e);
            } finally {
                session.rollback();
            }
        }
    }

    private Outcome transaction(List<Step> steps, Set<String> expected) throws SQLException, Locked {
        if (!tables.tryLock(session.connection(), context.versionSchema())) {
            return Outcome.BUSY;
        }
        var found = tables.heads(session.connection(), context.versionSchema());
        var heads = found.orElse(Set.of());
        if (!Runner.ids(heads).equals(expected)) {
            return Outcome.MOVED;
        }
        if (found.isEmpty()) {
            tables.create(session.connection(), context.versionSchema(), true);
        }
        var applied = new ArrayList<Applied>();
        for (Step step : steps) {
            listen(() -> listener.starting(step));
            Instant began = Instant.now();
            revision(step, applied.isEmpty() ? heads : read(), began);
            if (applied.size() == steps.size() - 1) {
                commit(step, began);
            }
            applied.add(new Applied(
                    step.revision(),
                    step.direction(),
                    step.operations().size(),
                    Duration.between(began, Instant.now())));
        }
        done.addAll(applied);
        applied.forEach(one -> {
            LOG.info(
                    "{} {}: {} operations, {} ms",
                    one.direction().word(),
                    one.revision().title(),
                    one.operations(),
                    one.took().toMillis());
            listen(() -> listener.done(one));
        });
        return Outcome.DONE;
    }

    private void revision(Step step, Set<Head> heads, Instant began) throws Locked {
        var limits = new TransactionSettings(settings.lockTimeout(), settings.statementTimeout());
        var execution = new Execution(session.connection(), dialect, context.scope(), limits);
        try {
            execution.run(step, took -> ending(step, heads, took), began);
        } catch (SQLException e) {
            if (dialect.classify(e) == Failure.RETRY) {
                throw new Locked(execution.waited(e, step), e);
            }
            throw failed(step, execution.explain(e, step), began);
        } catch (MigrationException e) {
            throw failed(step, e, began);
        }
    }

    /** SQL that was written by hand may have set anything, even the role; the host must not find that on its connection. */
    private List<String> ending(Step step, Set<Head> heads, Duration took) {
        var statements = new ArrayList<String>();
        if (step.isOpaque() && !restoring.isEmpty()) {
            statements.add(restoring);
        }
        statements.addAll(
                tables.advance(context.versionSchema(), heads, step.headsAfter(), entry(step, "done", took, "")));
        return statements;
    }

    /** Constraints that are deferred are checked here. */
    private void commit(Step step, Instant began) throws Locked {
        try {
            session.commit();
        } catch (SQLException e) {
            if (dialect.classify(e) == Failure.RETRY) {
                throw new Locked("revision " + step.revision().title() + ": " + Failures.reason(e), e);
            }
            throw failed(step, Failures.committing(e, step, dialect), began);
        }
    }

    private MigrationException failed(Step step, MigrationException failure, Instant began) {
        session.rollback();
        LOG.error("{}", failure.getMessage());
        listen(() -> listener.failed(step, failure));
        try {
            var found = tables.heads(session.connection(), context.versionSchema());
            if (found.isPresent()) {
                var unmoved = step.leaving(Runner.ids(found.get()));
                Entry entry = entry(unmoved, "failed", Duration.between(began, Instant.now()), failure.getMessage());
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

    private Entry entry(Step step, String state, Duration took, String error) {
        String direction = step.isOffChain() ? "apply" : step.direction().word();
        return new Entry(
                step.revision().id(),
                step.revision().message(),
                direction,
                state,
                step.checksum(),
                step.revision().revises(),
                new ArrayList<>(new TreeSet<>(step.headsAfter())),
                Instant.now(),
                took,
                context.server().role(),
                client,
                Client.libraryVersion(),
                error);
    }

    /** Waits a little, outside of any transaction, the longer the more often; gives up when the wait is over. */
    private void pause(String why, Throwable cause) {
        Duration waited = Duration.between(start, Instant.now());
        if (waited.compareTo(settings.lockWait()) > 0) {
            throw new LockTimeoutException(
                    why + "; gave up after " + waited.toMillis() + " ms. " + kept() + "; try again, or raise the lock"
                            + " wait",
                    waited,
                    cause);
        }
        long ceiling = Math.min(250, 10L << Math.min(tries++, 5));
        try {
            Thread.sleep(1 + ThreadLocalRandom.current().nextLong(ceiling));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeoutException(
                    why + "; interrupted after waiting for " + waited.toMillis() + " ms. " + kept(), waited, e);
        }
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
