package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.revision.Text;
import dev.aludel.core.run.Execution.Line;
import dev.aludel.core.schema.Secrets;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what the driver throws into what people can act on. */
final class Failures {

    /** A number as any locale writes it: the driver's messages are translated, and their numbers grouped. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(?:[.,'’\\h]\\d{3})+|\\d{1,9}");

    private static final List<String> EXISTS_ALREADY = List.of("42P07", "42701", "42710", "42P06", "42723");

    private Failures() {}

    /**
     * @param thrown what came out of the data source; {@code e} or what carries it
     */
    static DatabaseException connecting(SQLException e, Throwable thrown, Dialect dialect) {
        String state = state(e);
        String reason = reason(e);
        String advice = switch (dialect.classify(e)) {
            case LOGIN ->
                state.equals("3D000")
                        ? "; create the database, or correct its name in the URL"
                        : "; check user and password";
            case LATER -> "; try again later, or allow it more sessions (max_connections)";
            case UNREACHABLE -> "; check host and port, and that the server is running";
            default -> "";
        };
        return new DatabaseException(
                "cannot connect to the database: " + reason + advice, state, Causes.fit(thrown, Secrets.NONE));
    }

    /** The SQL error that another one carries; null when there is none. */
    static @Nullable SQLException within(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** A failure outside any revision's statements. */
    static MigrationException general(SQLException e, Dialect dialect, String doing) {
        return switch (dialect.classify(e)) {
            case READ_ONLY ->
                new RefusedException(
                        RefusedException.Reason.READ_ONLY,
                        doing + ": the server accepts no writes (" + reason(e) + "); connect to the primary");
            case PRIVILEGE ->
                new RefusedException(
                        RefusedException.Reason.PRIVILEGES,
                        doing + ": " + reason(e) + "; grant that right, or run as a role that has it");
            default -> new DatabaseException(doing + ": " + reason(e), state(e), Causes.fit(e, Secrets.NONE));
        };
    }

    /**
     * @param flight the statements that were sent together
     */
    static MigrationException statement(SQLException e, Leg leg, List<Line> flight, Dialect dialect) {
        Step step = leg.step();
        if (dialect.classify(e) == Dialect.Failure.UNREACHABLE) {
            return new DatabaseException(
                    title(step) + ": the connection to the database broke: " + reason(e) + undone(leg) + ". Run again",
                    state(e),
                    Causes.fit(e, Secrets.NONE));
        }
        Line line = line(e, flight);
        boolean own = line != null && line.position() > 0;
        var secrets = Secrets.in(flight.stream().map(Line::sql).toList());
        String where = own ? "statement " + line.position() : "its transaction";
        return new StatementFailedException(
                title(step) + ": " + where
                        + (step.isOffChain()
                                ? ""
                                : " of its " + step.direction().word())
                        + " failed (" + state(e) + "): "
                        + secrets.hide(reason(e)) + undone(leg)
                        + (own
                                ? ". Statement" + at(line.sql(), dialect.position(root(e))) + ": "
                                        + Text.oneLine(secrets.hide(line.sql()))
                                : "")
                        + advice(step, e),
                id(step),
                own ? line.position() : 0,
                own ? secrets.hide(line.sql()) : "",
                state(e),
                Causes.fit(e, secrets));
    }

    /** Where in a statement of several lines the server stopped. */
    private static String at(String sql, int position) {
        if (position < 1 || position > sql.codePointCount(0, sql.length()) || sql.indexOf('\n') < 0) {
            return "";
        }
        long line = sql.codePoints().limit(position - 1L).filter(c -> c == '\n').count() + 1;
        return ", wrong in its line " + line;
    }

    static StatementFailedException interrupted(SQLException e, Leg leg) {
        return new StatementFailedException(
                title(leg.step()) + ": the thread was interrupted, so the server was told to stop" + undone(leg)
                        + ". Run again",
                id(leg.step()),
                0,
                "",
                state(e),
                e);
    }

    /** For somebody who waits, or gives up waiting. */
    static String waiting(SQLException e, Step step, List<Line> flight) {
        Line line = line(e, flight);
        if (line == null || line.position() <= 0) {
            return title(step) + ": a lock was not to be had: " + reason(e);
        }
        var tables = line.locks().entrySet().stream()
                .filter(lock -> lock.getValue() != LockLevel.NONE)
                .map(lock -> "\"" + lock.getKey() + "\"")
                .sorted()
                .toList();
        String on = tables.isEmpty() ? "" : " on " + String.join(", ", tables);
        return title(step) + ": statement " + line.position() + " could not have its lock" + on
                + ", which another session holds (" + state(e) + "): " + reason(e) + ". Statement: "
                + Text.oneLine(Secrets.hidden(line.sql()));
    }

    static String title(Step step) {
        return step.isOffChain()
                ? step.revision().message()
                : "revision " + step.revision().title();
    }

    static String id(Step step) {
        return step.isOffChain() ? "" : step.revision().id();
    }

    /** What is there of it now, beginning with a semicolon. */
    static String undone(Leg leg) {
        Step step = leg.step();
        if (leg.number() > 1) {
            return "; " + (leg.number() - 1) + " of its " + leg.of()
                    + " parts were done and stay; the next run goes on with part " + leg.number();
        }
        return step.isOffChain()
                ? "; nothing of it was applied"
                : "; nothing of this revision was " + (step.direction() == Direction.UPGRADE ? "applied" : "undone");
    }

    private static String advice(Step step, SQLException e) {
        if (EXISTS_ALREADY.contains(state(e)) && step.direction() == Direction.UPGRADE && !step.isOffChain()) {
            return ". If it was created by hand, drop it, or mark the revision done with: stamp "
                    + step.revision().id();
        }
        String again = step.isOffChain() ? ", then apply it again" : ", then run again";
        return ". " + toDo(state(e)) + again;
    }

    /** By the class of the SQLSTATE, as the standard has them. */
    private static String toDo(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "22", "23", "44" -> "Correct the rows that stand in the way, or the statement";
            case "2B" -> "Drop or change first what depends on it";
            case "25" -> "Correct what the statement does to its transaction";
            case "53", "54" -> "Give the server room, or do less in one revision";
            case "57" -> "Raise the statement time-out, or do less in one statement";
            case "P0" -> "See who raised it, and why";
            default ->
                switch (state) {
                    case "42501" -> "Grant that right, or use a role that has it";
                    case "42P01", "42703", "42704", "42883", "3F000" ->
                        "Correct the name, or see whether somebody dropped it";
                    default -> "Correct the statement";
                };
        };
    }

    /** The driver tells which statement of a batch failed in its message only: the number first, then the text. */
    static Optional<Line> failed(SQLException e, List<Line> flight) {
        return Optional.ofNullable(line(e, flight));
    }

    private static @Nullable Line line(SQLException e, List<Line> flight) {
        if (flight.isEmpty()) {
            return null;
        }
        if (!(e instanceof BatchUpdateException)) {
            return flight.get(0);
        }
        var number = NUMBER.matcher(String.valueOf(e.getMessage()));
        int index = number.find() ? Integer.parseInt(number.group().replaceAll("\\D", "")) : -1;
        return index >= 0 && index < flight.size() ? flight.get(index) : null;
    }

    /** The server's own words, in one line, without what the driver put around them. */
    static String reason(SQLException e) {
        SQLException cause = root(e);
        String message = String.valueOf(cause.getMessage()).strip();
        return Text.oneLine(message.replaceFirst("^(ERROR|FATAL): ", "").replaceAll("\\s*\\R\\s*", "; "));
    }

    /** Anything that was thrown, fit to be printed with its stack trace. */
    static Throwable printable(Throwable e) {
        return e instanceof SQLException ? Causes.fit(e, Secrets.NONE) : e;
    }

    /** Anything that was thrown, in one line. */
    static String told(Throwable e) {
        return e instanceof SQLException sql ? reason(sql) : Text.oneLine(e.toString());
    }

    static String state(SQLException e) {
        String state = root(e).getSQLState();
        return state == null ? "" : state;
    }

    private static SQLException root(SQLException e) {
        SQLException at = e;
        while (at instanceof BatchUpdateException && at.getNextException() != null) {
            at = at.getNextException();
        }
        return at instanceof BatchUpdateException && at.getCause() instanceof SQLException cause ? cause : at;
    }
}
