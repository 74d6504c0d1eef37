package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one revision's statements, as many in one flight as there are between two steps of code. */
final class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Scope scope;
    private final TransactionSettings limits;

    private final List<Line> waiting = new ArrayList<>();
    private List<Line> flight = List.of();
    private int position;

    Execution(Connection connection, Dialect dialect, Scope scope, TransactionSettings limits) {
        this.connection = connection;
        this.dialect = dialect;
        this.scope = scope;
        this.limits = limits;
    }

    /**
     * A statement on its way.
     *
     * @param position 1-based number within the revision; 0 for what is not the revision's own
     * @param locks    names of the tables that it locks; may be empty, as for SQL that was written by hand
     */
    record Line(String sql, int position, List<String> locks) {}

    /**
     * @param bookkeeping what moves the heads; it is sent with the last statements
     */
    void run(Step step, Function<Duration, List<String>> bookkeeping, Instant began) throws SQLException {
        settings();
        var statements = Statements.of(step.operations(), dialect, scope);
        for (int i = 0; i < statements.size(); i++) {
            if (step.operations().get(i) instanceof RunJava code) {
                send();
                run(step, code);
                settings();
            } else {
                statements.get(i).forEach(this::add);
            }
        }
        bookkeeping.apply(Duration.between(began, Instant.now())).forEach(this::addOurs);
        send();
    }

    private void settings() {
        dialect.sessionForTransaction(scope, limits).forEach(this::addOurs);
    }

    private void addOurs(String sql) {
        waiting.add(new Line(sql, 0, List.of()));
    }

    private void add(Statement statement) {
        var tables = statement.locks().entrySet().stream()
                .filter(lock -> lock.getValue() != LockLevel.NONE)
                .map(lock -> "\"" + lock.getKey() + "\"")
                .sorted()
                .toList();
        waiting.add(new Line(statement.sql(), ++position, tables));
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
        try (var statement = connection.createStatement()) {
            // braces in SQL are not JDBC escapes here
            statement.setEscapeProcessing(false);
            flight.forEach(line -> LOG.debug("{}", line.sql()));
            if (flight.size() == 1) {
                statement.execute(flight.get(0).sql());
                return;
            }
            for (Line line : flight) {
                statement.addBatch(line.sql());
            }
            statement.executeBatch();
        }
    }

    private void run(Step step, RunJava code) throws SQLException {
        position++;
        flight = List.of(new Line("code \"" + code.name() + "\"", position, List.of()));
        try {
            code.up().run(CodeConnection.over(connection));
        } catch (MigrationException | VirtualMachineError e) {
            if (!(e instanceof StackOverflowError)) {
                throw e;
            }
            throw failed(step, code, e);
        } catch (Exception | Error e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (e instanceof SQLException sql && dialect.classify(sql) == Dialect.Failure.RETRY) {
                throw sql;
            }
            throw failed(step, code, e);
        }
    }

    private StatementFailedException failed(Step step, RunJava code, Throwable e) {
        return new StatementFailedException(
                Failures.title(step) + ": code \"" + code.name() + "\" failed: " + Failures.told(e)
                        + Failures.undone(step),
                Failures.id(step),
                position,
                code.name(),
                e instanceof SQLException sql ? Failures.state(sql) : "",
                e);
    }

    MigrationException explain(SQLException e, Step step) {
        return Failures.statement(e, step, flight, dialect);
    }

    /** Which statement did not get its lock. */
    String waited(SQLException e, Step step) {
        return Failures.waiting(e, step, flight);
    }
}
