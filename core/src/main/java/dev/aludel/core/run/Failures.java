package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.revision.Text;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** Turns what the driver throws into what people can act on. */
final class Failures {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Failures() {}

    static DatabaseException connecting(SQLException e, Dialect dialect) {
        String state = state(e);
        String reason = reason(e);
        String advice = switch (dialect.classify(e)) {
            case LOGIN ->
                state.equals("3D000")
                        ? "; create the database, or correct its name in the URL"
                        : "; check user and password";
            case UNREACHABLE -> "; check host and port, and that the server is running";
            default -> "";
        };
        return new DatabaseException("cannot connect to the database: " + reason + advice, state, e);
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
                        RefusedException.Reason.PRIVILEGES, doing + ": " + reason(e) + "; nothing was changed");
            default -> new DatabaseException(doing + ": " + reason(e), state(e), e);
        };
    }

    /**
     * @param statements the batch that failed
     * @param offset     how many of them are not the revision's own
     */
    static StatementFailedException statement(
            SQLException e, Step step, List<String> statements, int offset, int before) {
        int index = e instanceof BatchUpdateException ? batchIndex(e, statements) : 0;
        boolean own = index >= offset && index < statements.size();
        String sql = own ? statements.get(index) : "";
        int position = own ? before + index - offset + 1 : 0;
        String where = position == 0 ? "its transaction" : "statement " + position;
        return new StatementFailedException(
                "revision " + step.revision().title() + ": " + where + " of its "
                        + step.direction().word()
                        + " failed (" + state(e) + "): " + reason(e)
                        + "; nothing of this revision was applied"
                        + (sql.isEmpty() ? "" : ". Statement: " + Text.oneLine(sql))
                        + advice(step, e),
                step.revision().id(),
                position,
                sql,
                state(e),
                e);
    }

    private static String advice(Step step, SQLException e) {
        boolean exists = List.of("42P07", "42701", "42710", "42P06").contains(state(e));
        return exists
                ? ". If it was created by hand, drop it, or mark the revision done with: stamp "
                        + step.revision().id()
                : "";
    }

    /** The driver tells which statement of a batch failed in its message only: the number first, then the text. */
    private static int batchIndex(SQLException e, List<String> statements) {
        String message = String.valueOf(e.getMessage());
        var number = NUMBER.matcher(message);
        if (number.find() && number.group().length() < 7) {
            int index = Integer.parseInt(number.group());
            if (index < statements.size() && message.contains(statements.get(index))) {
                return index;
            }
        }
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (message.contains(statements.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The server's own words, in one line, without what the driver put around them. */
    static String reason(SQLException e) {
        SQLException cause = root(e);
        String message = String.valueOf(cause.getMessage()).strip();
        return Text.oneLine(message.replaceFirst("^(ERROR|FATAL): ", "").replaceAll("\\s*\\R\\s*", "; "));
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
