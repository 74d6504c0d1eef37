package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.op.JavaStep;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.revision.Checksum;
import dev.aludel.core.revision.RevisionInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Fills an application's tables once for what was applied since the last time, which the journal tells. It is an operation that
 * belongs to no revision, and waits, is undone and is told like others.
 */
public final class Seeding {

    private static final String WHAT = "seed data";

    private final Setup setup;
    private final MigrationListener listener;

    public Seeding(Setup setup, MigrationListener listener) {
        this.setup = setup;
        this.listener = listener;
    }

    /**
     * @return false if nothing was applied since it ran the last time
     */
    public boolean run(JavaStep seed) {
        Context context;
        try (Session session = Session.open(
                setup.dataSource(), setup.dialect(), setup.settings().lockWait())) {
            context = setup.context(session);
            if (!isDue(session.connection(), context)) {
                return false;
            }
        } catch (SQLException e) {
            throw Failures.general(e, setup.dialect(), "reading the journal");
        }
        var operations = List.of(new RunJava("seed", 1, seed, null));
        var step = new Step(
                RevisionInfo.of(Runner.OFF_CHAIN, WHAT),
                Direction.UPGRADE,
                List.copyOf(operations),
                Checksum.of(List.copyOf(operations)),
                Set.of());
        var once = new Once(context);
        return !new Runner(setup, setup.settings(), listener)
                .run(heads -> once.over ? List.of() : List.of(step.leaving(heads)), once)
                .revisions()
                .isEmpty();
    }

    /** Looks again once the lock is held. */
    private final class Once implements Safeguard {

        private final Context context;
        private boolean over;

        Once(Context context) {
            this.context = context;
        }

        @Override
        public boolean isNeeded(Connection connection, List<Step> steps) throws SQLException {
            over = !isDue(connection, context);
            return !over;
        }
    }

    private boolean isDue(Connection connection, Context context) throws SQLException {
        boolean due = false;
        for (Entry entry : setup.dialect().versionTables().journal(connection, context.versionSchema())) {
            if (entry.state().equals("done")) {
                due = entry.direction().equals("upgrade") || due && !isSeed(entry);
            }
        }
        return due;
    }

    private static boolean isSeed(Entry entry) {
        return entry.revision().equals(Runner.OFF_CHAIN) && entry.message().equals(WHAT);
    }
}
