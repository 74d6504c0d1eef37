package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Finds what can be put right in a database, and does it when told to. */
public final class Repairer {

    private final Setup setup;
    private final Dialect dialect;

    public Repairer(Setup setup) {
        this.setup = setup;
        this.dialect = setup.dialect();
    }

    /** Writes nothing. */
    public RepairPlan plan() {
        try (Session session = Session.open(setup.dataSource(), dialect)) {
            var context = setup.context(session);
            var found = new Diagnosis(setup, context, repair -> true).of(session.connection());
            return new RepairPlan(
                    this, found.stream().map(Diagnosis.Mending::repair).toList());
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "looking for what to repair");
        }
    }

    /** Looks again with the lock held, because somebody else may have been there first. */
    List<Repair> apply(List<Repair> agreed) {
        try (Session session = Session.open(setup.dataSource(), dialect)) {
            var context = setup.context(session);
            var connection = session.connection();
            lock(session, context);
            var mendings = new Diagnosis(setup, context, agreed::contains).of(connection);
            var repairs = mendings.stream().map(Diagnosis.Mending::repair).toList();
            if (!repairs.equals(agreed)) {
                throw new RefusedException(
                        RefusedException.Reason.NOT_AT_HEAD,
                        "there is something else to repair now than what was shown, because somebody else was there first;"
                                + " nothing was changed. Look again with: repair");
            }
            for (var mending : mendings) {
                run(connection, mending.statements());
            }
            session.commit();
            return repairs;
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "repairing; nothing was changed");
        }
    }

    private void lock(Session session, Context context) throws SQLException {
        var limits = new TransactionSettings(
                setup.settings().lockTimeout(), setup.settings().statementTimeout());
        var patience = new Patience(setup.settings().lockWait());
        while (true) {
            session.begin();
            if (dialect.versionTables().tryLock(session.connection(), context.versionSchema())) {
                run(session.connection(), dialect.sessionForTransaction(context.scope(), limits));
                return;
            }
            session.rollback();
            if (patience.isOver() || !paused(patience)) {
                throw new LockTimeoutException(
                        Work.BUSY + "; gave up after " + patience.waited().toMillis()
                                + " ms. Nothing was changed; try again, or raise the lock wait",
                        patience.waited(),
                        null);
            }
        }
    }

    private static boolean paused(Patience patience) {
        try {
            patience.pause();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
