package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
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

    private List<String> flight = List.of();
    private int foreign;
    private int sent;

    Execution(Connection connection, Dialect dialect, Scope scope, TransactionSettings limits) {
        this.connection = connection;
        this.dialect = dialect;
        this.scope = scope;
        this.limits = limits;
    }

    /**
     * @param bookkeeping what moves the heads; it is sent with the last statements
     */
    void run(Step step, Function<Duration, List<String>> bookkeeping, Instant began) throws SQLException {
        var pending = new ArrayList<String>();
        var session = dialect.sessionForTransaction(scope, limits);
        pending.addAll(session);
        int own = session.size();
        var statements = Statements.of(step.operations(), dialect, scope);
        for (int i = 0; i < statements.size(); i++) {
            if (step.operations().get(i) instanceof RunJava code) {
                send(pending, own);
                run(step, code);
                pending.clear();
                pending.addAll(session);
                own = session.size();
            } else {
                statements.get(i).forEach(statement -> pending.add(statement.sql()));
            }
        }
        pending.addAll(bookkeeping.apply(Duration.between(began, Instant.now())));
        send(pending, own);
    }

    private void send(List<String> statements, int notOurs) throws SQLException {
        flight = List.copyOf(statements);
        foreign = notOurs;
        if (flight.isEmpty()) {
            return;
        }
        try (var batch = connection.createStatement()) {
            // braces in SQL are not JDBC escapes here
            batch.setEscapeProcessing(false);
            for (String sql : flight) {
                LOG.debug("{}", sql);
                batch.addBatch(sql);
            }
            batch.executeBatch();
        }
        sent += flight.size() - foreign;
    }

    private void run(Step step, RunJava code) {
        try {
            code.up().run(connection);
        } catch (MigrationException e) {
            throw e;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            throw new StatementFailedException(
                    "revision " + step.revision().title() + ": code \"" + code.name() + "\" failed: " + e
                            + "; nothing of this revision was applied",
                    step.revision().id(),
                    sent + 1,
                    code.name(),
                    e instanceof SQLException sql ? Failures.state(sql) : "",
                    e);
        }
        sent++;
    }

    MigrationException explain(SQLException e, Step step) {
        return Failures.statement(e, step, flight, foreign, sent);
    }
}
