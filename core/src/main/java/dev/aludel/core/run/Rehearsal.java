package dev.aludel.core.run;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Irreversible;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.SchemaModel;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs revisions where nobody sees it: from nothing, in a schema of their own and in one transaction that is rolled back
 * whatever happens. Needs the right to create a schema; locks nothing that is there, as long as the revisions name no
 * schema. Revisions that do are rehearsed in a database of their own, {@link #inEmptyDatabase}.
 */
public final class Rehearsal {

    private final DataSource dataSource;
    private final Dialect dialect;
    private final RunSettings settings;
    private final boolean emptyDatabase;

    private Rehearsal(DataSource dataSource, Dialect dialect, RunSettings settings, boolean emptyDatabase) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.settings = settings;
        this.emptyDatabase = emptyDatabase;
    }

    /** In any database, in a schema of its own. */
    public static Rehearsal inScratchSchema(DataSource dataSource, Dialect dialect, RunSettings settings) {
        return new Rehearsal(dataSource, dialect, settings, false);
    }

    /** In a database whose managed schemas are empty; the revisions may name them. */
    public static Rehearsal inEmptyDatabase(DataSource dataSource, Dialect dialect, RunSettings settings) {
        return new Rehearsal(dataSource, dialect, settings, true);
    }

    /** What was found out about a revision. */
    public enum Kind {
        /** the server refuses one of its statements */
        FAILS,
        /** its downgrade does not lead back to what was there */
        NOT_REVERSED,
        /** it says itself that it cannot be undone */
        IRREVERSIBLE
    }

    /**
     * @param details what is left over or missing after its downgrade, a line each
     */
    public record Finding(RevisionInfo revision, Kind kind, String message, List<String> details) {

        public Finding {
            details = List.copyOf(details);
        }
    }

    /**
     * What the revisions up to these heads make.
     *
     * @throws MigrationException if one of them fails
     */
    public SchemaModel model(RevisionSet revisions, Collection<String> heads) {
        return onStage(stage -> {
            for (Step step : new Planner(revisions, dialect).upgrade(Set.of(), Set.copyOf(heads))) {
                stage.run(step);
            }
            return stage.model();
        });
    }

    /**
     * Tries revisions there and back and there again. Those that come before run too.
     *
     * @param ids      of the revisions that are tried
     * @param progress is told of each before it is tried
     * @return nothing when every downgrade leads back to exactly what was there. What comes after a revision that fails is
     *         not tried
     */
    public List<Finding> reversibility(RevisionSet revisions, Collection<String> ids, Consumer<RevisionInfo> progress) {
        return onStage(stage -> {
            var findings = new ArrayList<Finding>();
            var planner = new Planner(revisions, dialect);
            @Nullable SchemaModel before = null;
            for (Step step : planner.upgrade(Set.of(), Set.copyOf(ids))) {
                if (!ids.contains(step.revision().id())) {
                    stage.run(step);
                    before = null;
                    continue;
                }
                progress.accept(step.revision());
                before = before == null ? stage.model() : before;
                Finding finding = stage.there(step);
                if (finding == null) {
                    finding = stage.back(planner.back(step), before);
                }
                if (finding != null) {
                    findings.add(finding);
                    if (finding.kind() == Kind.FAILS) {
                        return findings;
                    }
                }
                before = stage.model();
            }
            return findings;
        });
    }

    private <T> T onStage(Work<T> work) {
        try (Session session = Session.open(dataSource, dialect)) {
            ServerInfo server = dialect.inspect(session.connection());
            session.begin();
            return work.on(new Stage(session, server));
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "rehearsing revisions");
        }
    }

    private interface Work<T> {

        T on(Stage stage) throws SQLException;
    }

    /** The transaction, and what was there before it. */
    private final class Stage {

        private final Session session;
        private final Scope scope;
        private final SchemaModel found;

        Stage(Session session, ServerInfo server) throws SQLException {
            this.session = session;
            Context context = Context.of(server, settings);
            if (emptyDatabase) {
                scope = context.scope();
                found = read();
                requireEmpty(server);
            } else {
                scope = new Scope(List.of("aludel_scratch_" + random()), server.majorVersion());
                make(scope.defaultSchema());
                found = read();
            }
        }

        private void requireEmpty(ServerInfo server) {
            if (!found.tables().isEmpty()) {
                throw new RefusedException(
                        RefusedException.Reason.DRIFT,
                        "the scratch database \"" + server.database() + "\" is not empty: it has the table "
                                + found.tables().get(0).name()
                                + "; give an empty one. Nothing was changed");
            }
        }

        private void make(String schema) throws SQLException {
            try (var statement = session.connection().createStatement()) {
                for (var made : new Create(new Namespace(schema)).sql(dialect, scope)) {
                    statement.execute(made.sql());
                }
            }
        }

        private SchemaModel read() throws SQLException {
            return dialect.read(
                    session.connection(), scope, dialect.versionTables().tables());
        }

        /** What was made here, without what the database had before. */
        SchemaModel model() throws SQLException {
            SchemaModel model = read();
            for (var object : found.objects()) {
                if (!emptyDatabase
                        && model.find(object.id()).filter(object::equals).isPresent()) {
                    model = model.without(object.id());
                }
            }
            return model;
        }

        void run(Step step) {
            Finding finding = there(step);
            if (finding != null) {
                throw new RefusedException(
                        RefusedException.Reason.DRIFT,
                        "the revisions cannot be rehearsed: " + finding.message(),
                        finding.details());
            }
        }

        @Nullable
        Finding there(Step step) {
            var execution = Execution.unwatched(
                    session.connection(),
                    dialect,
                    scope,
                    new TransactionSettings(settings.lockTimeout(), settings.statementTimeout()));
            Leg leg = Leg.whole(step, rehearsed(step));
            try {
                execution.run(leg, took -> List.of(), Instant.now());
                return null;
            } catch (SQLException e) {
                return fails(step, execution.explain(e, leg));
            } catch (MigrationException e) {
                return fails(step, e);
            }
        }

        /** All in one transaction; what cannot be there and makes nothing is left out. */
        private Segment rehearsed(Step step) {
            var pieces = Segments.whole(step.operations(), dialect, scope).pieces().stream()
                    .map(piece -> new Segment.Piece(
                            piece.operation(),
                            piece.index(),
                            piece.statements().stream()
                                    .flatMap(statement -> statement.transactional()
                                            ? Stream.of(statement)
                                            : dialect.withinTransaction(statement.sql()).map(Statement::of).stream())
                                    .toList(),
                            piece.first()))
                    .toList();
            return new Segment(true, pieces);
        }

        private Finding fails(Step step, MigrationException e) {
            return new Finding(step.revision(), Kind.FAILS, String.valueOf(e.getMessage()), List.of());
        }

        @Nullable
        Finding back(Step step, SchemaModel before) throws SQLException {
            for (Operation operation : step.operations()) {
                if (operation instanceof Irreversible irreversible) {
                    return new Finding(
                            step.revision(),
                            Kind.IRREVERSIBLE,
                            "revision " + step.revision().title() + " cannot be undone: " + irreversible.why(),
                            List.of());
                }
            }
            var start = session.connection().setSavepoint();
            try {
                Finding failed = there(step);
                if (failed != null) {
                    return new Finding(failed.revision(), Kind.NOT_REVERSED, failed.message(), List.of());
                }
                var left = Differ.diff(before, model());
                return left.isEmpty()
                        ? null
                        : new Finding(
                                step.revision(),
                                Kind.NOT_REVERSED,
                                "the downgrade of revision " + step.revision().title()
                                        + " does not lead back to what was there before it",
                                left.stream().map(Operation::describe).toList());
            } finally {
                session.connection().rollback(start);
            }
        }
    }

    private static String random() {
        byte[] bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
