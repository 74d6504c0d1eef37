package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.VersionTables.Store;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.run.Attempt.Outcome;
import java.sql.SQLException;
import java.util.List;
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
    private final RunSettings settings;
    private final Context context;
    private final Account account;
    private final Waiting waiting;
    private final Canceller canceller;
    private final Observer observer;
    private final Whereabouts where;
    private final Attempt attempt;
    private int losses;

    Work(
            Session session,
            Dialect dialect,
            RunSettings settings,
            Context context,
            Account account,
            Safeguard safeguard) {
        this.session = session;
        this.dialect = dialect;
        this.settings = settings;
        this.context = context;
        this.account = account;
        this.waiting = new Waiting(settings.lockWait(), account);
        this.canceller = new Canceller(dialect, session::connection);
        this.observer = new Observer(
                session.dataSource(),
                dialect,
                session::connection,
                context.server().pooled() ? new Account(MigrationListener.NONE) : account);
        this.where = new Whereabouts(session, dialect.versionTables(), context.versionSchema(), context.store());
        this.attempt = new Attempt(
                session, dialect, settings, context, where, account, waiting, canceller, observer, safeguard);
    }

    Done run(Function<Set<String>, List<Step>> path, List<Step> first, Set<String> known) throws SQLException {
        try {
            var heads = known;
            var steps = first;
            while (!steps.isEmpty()) {
                List<Leg> legs;
                try {
                    legs = legs(steps);
                } catch (RefusedException e) {
                    // between a look at the heads and one at the journal others may have gone on
                    Store seen = where.store();
                    Set<String> now = where.settled();
                    if (now.equals(heads) && where.store().equals(seen)) {
                        throw e;
                    }
                    heads = now;
                    steps = path.apply(heads);
                    continue;
                }
                if (tried(legs, heads) == Outcome.DONE) {
                    waiting.end();
                    attempt.succeeded();
                    losses = 0;
                    var last = legs.get(legs.size() - 1);
                    if (last.completes()) {
                        heads = last.step().headsAfter();
                        steps = steps.subList(legs.size(), steps.size());
                        where.completed();
                    } else {
                        where.look();
                    }
                } else {
                    heads = where.look();
                    steps = path.apply(heads);
                }
            }
            return new Done(account.done(), heads);
        } finally {
            waiting.tellHowLong();
            observer.close();
            canceller.close();
        }
    }

    /** What runs next, in one go. */
    private List<Leg> legs(List<Step> steps) {
        if (settings.singleTransaction()) {
            steps.forEach(step -> Progress.of(step, 1, where.store()));
            return steps.stream()
                    .map(step -> Leg.whole(step, context.whole(step, dialect)))
                    .toList();
        }
        Step step = steps.get(0);
        var segments = context.segments(step, dialect);
        int number = Progress.of(step, segments.size(), where.store()) + 1;
        return List.of(new Leg(step, segments.get(number - 1), number, segments.size()));
    }

    private Outcome tried(List<Leg> legs, Set<String> expected) throws SQLException {
        Leg first = legs.get(0);
        while (true) {
            try {
                Canceller.requireUninterrupted();
                Outcome outcome = attempt.go(legs, expected);
                if (outcome == Outcome.BUSY) {
                    session.rollback();
                    waiting.pause(BUSY, null);
                }
                return outcome;
            } catch (Locked e) {
                session.rollback();
                waiting.pause(e.getMessage() + attempt.holders(e), e.getCause());
            } catch (SQLException e) {
                if (Thread.currentThread().isInterrupted() && dialect.classify(e) != Failure.RETRY) {
                    throw waiting.isForNothing()
                            ? attempt.failed(first, Failures.interrupted(e, first))
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

    /** The connection broke. Was that which was being committed committed? Only the database knows. */
    private Outcome lost(List<Leg> legs, SQLException e) throws SQLException {
        Leg last = legs.get(legs.size() - 1);
        if (++losses > MOST_LOSSES) {
            throw Failures.statement(e, last, List.of(), dialect);
        }
        attempt.reconnected();
        LOG.warn("{}: the connection broke ({}); trying again", Failures.title(last.step()), Failures.reason(e));
        while (true) {
            waiting.pause("the connection to the database broke: " + Failures.reason(e), e);
            try {
                session.reopen();
                where.look();
                break;
            } catch (DatabaseException again) {
                LOG.debug("the database is still not there", again);
            } catch (SQLException again) {
                if (dialect.classify(again) != Failure.UNREACHABLE) {
                    throw again;
                }
            }
        }
        return attempt.isDone(legs) ? Outcome.DONE : Outcome.MOVED;
    }
}
