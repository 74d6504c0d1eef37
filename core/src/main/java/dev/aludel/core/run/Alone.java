package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.Leftover;
import dev.aludel.core.dialect.Leftover.State;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.Text;
import dev.aludel.core.schema.Secrets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement outside a transaction. The lock against other instances is the session's, on the connection that runs it: such
 * a statement may wait for every transaction that there is, so nobody of ours may be in one meanwhile.
 */
final class Alone {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    /** How long taking away what is broken may wait for others, when it failed just now. */
    private static final Duration CLEANING = Duration.ofSeconds(2);

    /** A transaction that does nothing for so long waits for somebody. */
    private static final long IDLE_MILLIS = 60;

    private final Session session;
    private final Dialect dialect;
    private final Context context;
    private final RunSettings settings;
    private final List<String> restoring;

    Alone(Session session, Dialect dialect, Context context, RunSettings settings, List<String> restoring) {
        this.session = session;
        this.dialect = dialect;
        this.context = context;
        this.settings = settings;
        this.restoring = restoring;
    }

    /** What is done with the lock held. */
    interface Holding {

        Attempt.Outcome run() throws SQLException, Locked;
    }

    Attempt.Outcome hold(Holding holding) throws SQLException, Locked {
        var tables = dialect.versionTables();
        if (!tables.tryLockSession(session.connection(), context.versionSchema())) {
            return Attempt.Outcome.BUSY;
        }
        try {
            return holding.run();
        } finally {
            session.rollback();
            giveBack(tables);
        }
    }

    private void giveBack(VersionTables tables) {
        try {
            for (String sql : restoring) {
                execute(sql);
            }
            if (!tables.unlockSession(session.connection(), context.versionSchema())) {
                LOG.warn("the lock was not this session's any more; its connection is given up");
                session.discard();
            }
        } catch (SQLException e) {
            LOG.debug("giving the session's lock back", e);
            session.discard();
        }
    }

    /**
     * @param begun   somebody tried before and did not come to the end
     * @param started what says so from now on; empty where it stands there already
     * @return false if another session is at it
     */
    boolean run(Leg leg, Execution execution, boolean begun, String started, Patience patience) throws SQLException {
        Statement statement = leg.segment().statements().get(0);
        requireNoneOfOurs(leg, statement);
        limits(patience.left());
        var left = leftover(statement, begun);
        if (left.state() == State.RUNNING) {
            return false;
        } else if (left.state() == State.DIFFERENT) {
            throw new RefusedException(
                    RefusedException.Reason.DRIFT,
                    Failures.title(leg.step()) + ": " + left.object()
                            + " is there already and is something else than what"
                            + " is to be made" + Failures.undone(leg)
                            + ". Drop or rename it, or correct the revision. Statement: "
                            + Text.oneLine(Secrets.hidden(statement.sql())));
        }
        for (String sql : left.cleanup()) {
            LOG.info("{} was left by a run that did not come to its end: {}", left.object(), sql);
            execute(sql);
        }
        if (left.state() == State.DONE) {
            LOG.info("{} is there already", left.object());
            return true;
        }
        if (!started.isEmpty()) {
            execute(started);
        }
        try {
            execution.alone(leg.segment());
            return true;
        } catch (SQLException e) {
            if (dialect.classify(e) != Failure.UNREACHABLE) {
                var others = dialect.oldTransactions(session.connection(), false);
                clean(statement);
                boolean waited = dialect.classify(e) == Failure.RETRY && patience.isOver();
                if (waited) {
                    throw new LockTimeoutException(
                            execution.waited(e, leg) + ". It waits for all transactions that began before it"
                                    + (others.isEmpty() ? "" : ": " + String.join("; ", others)) + ". Gave up after "
                                    + patience.waited().toMillis() + " ms"
                                    + Failures.undone(leg) + ". End those transactions, or raise the lock wait",
                            patience.waited(),
                            e);
                }
            }
            throw e;
        }
    }

    private Leftover leftover(Statement statement, boolean begun) throws SQLException {
        return dialect.leftover(session.connection(), statement.sql(), context.scope(), begun);
    }

    /** Such a statement would wait for a transaction that waits for it, and the server sees no circle in that. */
    private void requireNoneOfOurs(Leg leg, Statement statement) throws SQLException {
        List<String> ours = dialect.oldTransactions(session.connection(), true);
        if (ours.isEmpty()) {
            return;
        }
        try {
            Thread.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var still = dialect.oldTransactions(session.connection(), true).stream()
                .filter(ours::contains)
                .toList();
        if (!still.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.CONNECTION,
                    Failures.title(leg.step()) + ": this application has a transaction open that does nothing, and a"
                            + " statement outside a transaction would wait for it for ever: "
                            + String.join("; ", still) + Failures.undone(leg)
                            + ". Commit it before migrating. Statement: "
                            + Text.oneLine(Secrets.hidden(statement.sql())),
                    still);
        }
    }

    /** Takes away at once what is broken now, as far as that can be done soon; the next run sees to the rest. */
    private void clean(Statement statement) {
        try {
            limits(CLEANING);
            var left = leftover(statement, true);
            if (left.state() == State.BROKEN) {
                for (String sql : left.cleanup()) {
                    execute(sql);
                }
            }
        } catch (SQLException e) {
            LOG.warn("what a failed statement has left stays until the next run: {}", Failures.reason(e));
        }
    }

    /** Waiting for others is all that such a statement does at first, and giving up leaves something broken. */
    private void limits(Duration lockTimeout) throws SQLException {
        var limits = new TransactionSettings(
                lockTimeout.isZero() ? Duration.ofMillis(1) : lockTimeout, settings.statementTimeout());
        for (String sql : dialect.sessionForStatement(context.scope(), limits)) {
            execute(sql);
        }
        for (String sql : dialect.keepingAlive(false)) {
            try {
                execute(sql);
            } catch (SQLException e) {
                LOG.debug("the server lets nobody set that", e);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        LOG.debug("{}", sql);
        try (var statement = session.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
