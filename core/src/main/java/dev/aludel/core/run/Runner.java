package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.ObjectId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that writes to a database. Each revision runs in a transaction together with its version row; the lock
 * against other instances is taken within that transaction by trying, and is waited for outside of any.
 */
public final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final RunSettings settings;
    private final MigrationListener listener;

    public Runner(DataSource dataSource, Dialect dialect, RunSettings settings, MigrationListener listener) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.settings = settings;
        this.listener = listener;
    }

    /** The database's heads; nothing when it has no version tables. One round trip where the schema is configured. */
    public Optional<Set<String>> heads() {
        try (Session session = Session.open(dataSource, dialect)) {
            return dialect.versionTables()
                    .heads(session.connection(), configuredVersionSchema())
                    .map(Runner::ids);
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "reading the version tables");
        }
    }

    private String configuredVersionSchema() {
        return !settings.versionSchema().isEmpty()
                ? settings.versionSchema()
                : settings.schemas().isEmpty() ? "" : settings.schemas().get(0);
    }

    private static Set<String> ids(Set<Head> heads) {
        return heads.stream().map(Head::revision).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Runs what has to run.
     *
     * @param path from the database's heads to the steps; asked again whenever somebody else moved the heads
     * @return what this call did, in order; the rest was there or was done by somebody else
     */
    public List<Applied> run(Function<Set<String>, List<Step>> path) {
        var done = new ArrayList<Applied>();
        try (Session session = Session.open(dataSource, dialect)) {
            var known = dialect.versionTables().heads(session.connection(), configuredVersionSchema());
            List<Step> steps = path.apply(ids(known.orElse(Set.of())));
            if (steps.isEmpty()) {
                return done;
            }
            var work = new Work(session, prepare(session, steps), done);
            work.run(path);
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "migrating");
        }
        return done;
    }

    /** Applies operations that belong to no revision, in one transaction. */
    public ApplyResult apply(Step step) {
        Instant start = Instant.now();
        try (Session session = Session.open(dataSource, dialect)) {
            var work = new Work(session, prepare(session, List.of(step)), new ArrayList<>());
            work.alone(step);
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "applying operations");
        }
        return new ApplyResult(step.operations(), Duration.between(start, Instant.now()));
    }

    /** Looks before anything is touched: may this role, on this server, do all that is pending? */
    private Context prepare(Session session, List<Step> steps) throws SQLException {
        ServerInfo server = dialect.inspect(session.connection());
        if (server.readOnly()) {
            throw new RefusedException(
                    RefusedException.Reason.READ_ONLY,
                    "the database \"" + server.database() + "\" accepts no writes (" + server.readOnlyWhy()
                            + "); nothing was changed. Connect to the primary, or make the session writable");
        }
        Context context = Context.of(server, settings);
        var touched = new HashSet<ObjectId>();
        var into = new TreeSet<String>();
        into.add(context.versionSchema());
        var made = new HashSet<ObjectId>();
        for (Step step : steps) {
            for (Operation operation : step.operations()) {
                operation.touches().stream().filter(id -> !made.contains(id)).forEach(touched::add);
                operation.createsIn().stream()
                        .map(schema -> schema.isEmpty() ? context.scope().defaultSchema() : schema)
                        .filter(schema -> !made.contains(ObjectId.namespace(schema)))
                        .forEach(into::add);
                if (operation instanceof Create create) {
                    made.add(create.object().id());
                }
            }
        }
        var missing = dialect.missingRights(session.connection(), context.scope(), touched, into);
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.PRIVILEGES,
                    "role \"" + server.role() + "\" cannot do all that is pending; nothing was changed. Missing: "
                            + String.join("; ", missing),
                    missing);
        }
        return context;
    }

    /** What is known about the database at the other end of a run. */
    private record Context(ServerInfo server, Scope scope, String versionSchema) {

        static Context of(ServerInfo server, RunSettings settings) {
            if (settings.schemas().isEmpty() && server.currentSchema().isEmpty()) {
                throw new RefusedException(
                        RefusedException.Reason.CONNECTION,
                        "the connection's search path leads to no schema that exists; name the managed schemas with"
                                + " .schemas(…), or correct the role's search_path");
            }
            var schemas = settings.schemas().isEmpty() ? List.of(server.currentSchema()) : settings.schemas();
            String version = settings.versionSchema().isEmpty() ? schemas.get(0) : settings.versionSchema();
            return new Context(server, new Scope(schemas, server.majorVersion()), version);
        }
    }

    /** How one attempt ended. */
    private enum Outcome {
        DONE,
        BUSY,
        MOVED
    }

    /** One run on one connection. */
    private final class Work {

        private final Session session;
        private final Context context;
        private final List<Applied> done;
        private final Instant start = Instant.now();
        private int tries;

        Work(Session session, Context context, List<Applied> done) {
            this.session = session;
            this.context = context;
            this.done = done;
        }

        void run(Function<Set<String>, List<Step>> path) throws SQLException {
            var heads = read();
            var steps = path.apply(ids(heads));
            while (!steps.isEmpty()) {
                var now = settings.singleTransaction() ? steps : steps.subList(0, 1);
                if (attempt(now, heads) == Outcome.DONE) {
                    tries = 0;
                } else {
                    pause("another instance is migrating this database", null);
                }
                heads = read();
                steps = path.apply(ids(heads));
            }
        }

        void alone(Step step) throws SQLException {
            Outcome outcome = Outcome.BUSY;
            while (outcome != Outcome.DONE) {
                var heads = read();
                var same = new Step(step.revision(), step.direction(), step.operations(), step.checksum(), ids(heads));
                outcome = attempt(List.of(same), heads);
                if (outcome != Outcome.DONE) {
                    pause("another instance is migrating this database", null);
                }
            }
        }

        private Set<Head> read() throws SQLException {
            return dialect.versionTables()
                    .heads(session.connection(), context.versionSchema())
                    .orElse(Set.of());
        }

        private Outcome attempt(List<Step> steps, Set<Head> expected) throws SQLException {
            while (true) {
                try {
                    session.begin();
                    return transaction(steps, expected);
                } catch (SQLException e) {
                    session.rollback();
                    if (dialect.classify(e) != Failure.RETRY) {
                        throw e;
                    }
                    pause("a lock on a table was not to be had: " + Failures.reason(e), e);
                } finally {
                    session.rollback();
                }
            }
        }

        private Outcome transaction(List<Step> steps, Set<Head> expected) throws SQLException {
            var tables = dialect.versionTables();
            if (!tables.tryLock(session.connection(), context.versionSchema())) {
                return Outcome.BUSY;
            }
            var found = tables.heads(session.connection(), context.versionSchema());
            if (!found.orElse(Set.of()).equals(expected)) {
                return Outcome.MOVED;
            }
            if (found.isEmpty()) {
                tables.create(session.connection(), context.versionSchema(), true);
            }
            var applied = new ArrayList<Applied>();
            Set<Head> heads = expected;
            for (Step step : steps) {
                listen(() -> listener.starting(step));
                Instant began = Instant.now();
                heads = revision(step, heads, began);
                applied.add(new Applied(
                        step.revision(),
                        step.direction(),
                        step.operations().size(),
                        Duration.between(began, Instant.now())));
            }
            session.commit();
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

        private Set<Head> revision(Step step, Set<Head> heads, Instant began) throws SQLException {
            var execution = new Execution(session.connection(), dialect, context.scope(), limits());
            try {
                execution.run(
                        step,
                        took -> dialect.versionTables()
                                .advance(
                                        context.versionSchema(),
                                        heads,
                                        step.headsAfter(),
                                        entry(step, "done", took, "")),
                        began);
            } catch (SQLException e) {
                if (dialect.classify(e) == Failure.RETRY) {
                    throw e;
                }
                throw failed(step, execution.explain(e, step), began);
            } catch (MigrationException e) {
                throw failed(step, e, began);
            }
            return dialect.versionTables()
                    .heads(session.connection(), context.versionSchema())
                    .orElse(Set.of());
        }

        private TransactionSettings limits() {
            return new TransactionSettings(settings.lockTimeout(), settings.statementTimeout());
        }

        private MigrationException failed(Step step, MigrationException failure, Instant began) {
            session.rollback();
            LOG.error("{}", failure.getMessage());
            listen(() -> listener.failed(step, failure));
            try {
                var found = dialect.versionTables().heads(session.connection(), context.versionSchema());
                if (found.isPresent()) {
                    var unchanged =
                            new Step(step.revision(), step.direction(), List.of(), step.checksum(), ids(found.get()));
                    Entry entry =
                            entry(unchanged, "failed", Duration.between(began, Instant.now()), failure.getMessage());
                    try (var statement = session.connection().createStatement()) {
                        statement.execute(dialect.versionTables().append(context.versionSchema(), entry));
                    }
                }
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
            return failure;
        }

        private Entry entry(Step step, String state, Duration took, String error) {
            String direction = step.revision().id().equals(OFF_CHAIN)
                    ? "apply"
                    : step.direction().word();
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
                    Client.describe(),
                    Client.libraryVersion(),
                    error);
        }

        /** Waits a little, outside of any transaction, the longer the more often; gives up when the wait is over. */
        private void pause(String why, SQLException cause) {
            Duration waited = Duration.between(start, Instant.now());
            if (waited.compareTo(settings.lockWait()) > 0) {
                throw new LockTimeoutException(
                        why + "; gave up after " + waited.toSeconds() + " s. Nothing more was changed; try again, or"
                                + " raise the lock wait",
                        waited,
                        cause);
            }
            long ceiling = Math.min(250, 10L << Math.min(tries++, 5));
            try {
                Thread.sleep(1 + ThreadLocalRandom.current().nextLong(ceiling));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LockTimeoutException(why + "; interrupted while waiting", waited, e);
            }
        }
    }

    /** The id under which operations are journalled that belong to no revision. */
    public static final String OFF_CHAIN = "off_chain";

    private static void listen(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener failed", e);
        }
    }
}
