package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a segment's statements, as many in one flight as there are between two steps of code. */
final class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Scope scope;
    private final TransactionSettings limits;
    private final @Nullable Canceller canceller;
    private final @Nullable Observer observer;
    private final Safeguard safeguard;

    private final List<Line> waiting = new ArrayList<>();
    private final Map<Line, Line> ahead = new HashMap<>();
    private List<Line> flight = List.of();
    private int position;

    /**
     * @param canceller stops what runs; null for nobody
     * @param observer  tells how far it is; null for nobody
     */
    Execution(
            Connection connection,
            Dialect dialect,
            Scope scope,
            TransactionSettings limits,
            @Nullable Canceller canceller,
            @Nullable Observer observer,
            Safeguard safeguard) {
        this.connection = connection;
        this.dialect = dialect;
        this.scope = scope;
        this.limits = limits;
        this.canceller = canceller;
        this.observer = observer;
        this.safeguard = safeguard;
    }

    /** One that nobody looks after. */
    static Execution unwatched(Connection connection, Dialect dialect, Scope scope, TransactionSettings limits) {
        return new Execution(connection, dialect, scope, limits, null, null, Safeguard.NONE);
    }

    /**
     * A statement on its way.
     *
     * @param position 1-based number within the revision; 0 for what is not the revision's own, -1 for what is not even
     *                 needed
     * @param locks    of the tables that are there; may be empty, as for SQL that was written by hand
     */
    record Line(String sql, int position, Map<Name, LockLevel> locks) {

        private static final int OPTIONAL = -1;
    }

    /** Sends what tells the server to look after the client too; it may be refused, see {@link #wasRefusedForNothing}. */
    Execution keepingAlive() {
        dialect.keepingAlive(true).forEach(sql -> waiting.add(new Line(sql, Line.OPTIONAL, Map.of())));
        return this;
    }

    /** What has to come before everything else, in the same flight. */
    void claim(List<String> statements) {
        statements.forEach(this::addOurs);
    }

    /**
     * @param bookkeeping what moves the heads; it is sent with the last statements
     */
    void run(Leg leg, Function<Duration, List<String>> bookkeeping, Instant began) throws SQLException {
        settings();
        for (Segment.Piece piece : leg.segment().pieces()) {
            position = piece.first() - 1;
            boolean watched = safeguard.watches(leg.step(), piece.index());
            if (watched) {
                guard(safeguard::before, leg, piece);
            }
            if (piece.operation() instanceof RunJava code) {
                send();
                run(leg, code);
                settings();
            } else {
                piece.statements().forEach(this::add);
            }
            if (watched) {
                guard(safeguard::after, leg, piece);
            }
        }
        bookkeeping.apply(Duration.between(began, Instant.now())).forEach(this::addOurs);
        send();
    }

    /** Begins with the locks that an earlier try could not have: whoever holds them may wait for others of this transaction. */
    void lockFirst(Optional<Line> contended) {
        contended.ifPresent(line -> {
            settings();
            line.locks().forEach((table, level) -> {
                var lock = new Line(dialect.lock(table, level, scope), 0, Map.of());
                waiting.add(lock);
                ahead.put(lock, line);
            });
        });
    }

    /** Gives the transaction its settings, for statements that somebody else sends. */
    void settle() throws SQLException {
        settings();
        send();
    }

    /** Statements of ours, and the end of their transaction, in one flight. */
    void write(List<String> statements) throws SQLException {
        statements.forEach(this::addOurs);
        send();
    }

    /** The one statement of a segment that runs outside a transaction; its settings are the session's. */
    void alone(Segment segment) throws SQLException {
        position = segment.pieces().get(0).first() - 1;
        add(segment.statements().get(0));
        send();
    }

    private void settings() {
        dialect.sessionForTransaction(scope, limits).forEach(this::addOurs);
    }

    private void addOurs(String sql) {
        waiting.add(new Line(sql, 0, Map.of()));
    }

    /** Did the server refuse only something that all works without? */
    boolean wasRefusedForNothing(SQLException e) {
        return Failures.failed(e, flight)
                .filter(line -> line.position() == Line.OPTIONAL)
                .isPresent();
    }

    private void add(Statement statement) {
        waiting.add(new Line(statement.sql(), ++position, statement.locks()));
    }

    /** JDBC refuses rows within a batch, so that what may give rows travels by itself. */
    private void send() throws SQLException {
        var batch = new ArrayList<Line>();
        for (Line line : List.copyOf(waiting)) {
            if (Rows.mayComeFrom(line.sql())) {
                send(batch);
                batch.clear();
                send(List.of(line));
            } else {
                batch.add(line);
            }
        }
        send(batch);
        waiting.clear();
    }

    private void send(List<Line> lines) throws SQLException {
        flight = List.copyOf(lines);
        if (flight.isEmpty()) {
            return;
        }
        begin();
        try (var statement = connection.createStatement()) {
            // braces in SQL are not JDBC escapes here
            statement.setEscapeProcessing(false);
            if (LOG.isDebugEnabled()) {
                flight.forEach(line -> LOG.debug("{}", Secrets.hidden(line.sql())));
            }
            if (flight.size() == 1) {
                statement.execute(flight.get(0).sql());
                return;
            }
            for (Line line : flight) {
                statement.addBatch(line.sql());
            }
            statement.executeBatch();
        } finally {
            end();
        }
    }

    private void begin() throws SQLException {
        if (canceller != null) {
            canceller.begin();
        }
        observe(true);
    }

    private void observe(boolean begins) {
        if (observer != null && begins) {
            observer.begin();
        } else if (observer != null) {
            observer.end();
        }
    }

    private void end() {
        if (canceller != null) {
            canceller.end();
        }
        observe(false);
    }

    /** What goes may be copied first, which takes its time. */
    private void guard(Guarding guarding, Leg leg, Segment.Piece piece) throws SQLException {
        send();
        observe(true);
        try {
            guarding.guard(connection, scope, leg.step(), piece.index());
        } finally {
            observe(false);
        }
    }

    /** One side of an operation, as {@link Safeguard} sees it. */
    private interface Guarding {

        void guard(Connection connection, Scope scope, Step step, int index) throws SQLException;
    }

    private void run(Leg leg, RunJava code) throws SQLException {
        position++;
        flight = List.of(new Line("code \"" + code.name() + "\"", position, Map.of()));
        begin();
        try {
            code.up().run(CodeConnection.over(connection));
        } catch (MigrationException | VirtualMachineError e) {
            if (!(e instanceof StackOverflowError)) {
                throw e;
            }
            throw failed(leg, code, e);
        } catch (Exception | Error e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (e instanceof SQLException sql
                    && Set.of(Dialect.Failure.RETRY, Dialect.Failure.UNREACHABLE)
                            .contains(dialect.classify(sql))) {
                throw sql;
            }
            throw failed(leg, code, e);
        } finally {
            end();
        }
    }

    private StatementFailedException failed(Leg leg, RunJava code, Throwable e) {
        Step step = leg.step();
        return new StatementFailedException(
                Failures.title(step) + ": code \"" + code.name() + "\" failed: " + Failures.told(e)
                        + Failures.undone(leg),
                Failures.id(step),
                position,
                code.name(),
                e instanceof SQLException sql ? Failures.state(sql) : "",
                Failures.printable(e));
    }

    MigrationException explain(SQLException e, Leg leg) {
        return Failures.statement(e, leg, told(), dialect);
    }

    /** Whose locks were not to be had. */
    Optional<Line> contended(SQLException e) {
        return Failures.failed(e, told()).filter(line -> !line.locks().isEmpty());
    }

    /** A lock that is taken ahead is told as the statement that needs it. */
    private List<Line> told() {
        return flight.stream().map(line -> ahead.getOrDefault(line, line)).toList();
    }

    /** Which statement did not get its lock. */
    String waited(SQLException e, Leg leg) {
        return Failures.waiting(e, leg.step(), told());
    }
}
