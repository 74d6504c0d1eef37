package dev.aludel.core.run;

import dev.aludel.core.revision.Text;
import dev.aludel.core.schema.Secrets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What a server says can hold anything: escape sequences of terminals, marks that turn the direction of writing, a password
 * that the statement had. Whoever prints a stack trace prints it, so that such an error gives way to its like.
 */
final class Causes {

    private final Secrets secrets;
    private final Map<Throwable, Throwable> seen = new IdentityHashMap<>();

    private Causes(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The error itself where it is fit to be printed; otherwise one that says the same without what it must not. */
    static Throwable fit(Throwable e, Secrets secrets) {
        return new Causes(secrets).fit(e);
    }

    private Throwable fit(Throwable e) {
        var known = seen.get(e);
        if (known != null) {
            return known;
        }
        if (isFit(e, new IdentityHashMap<>())) {
            return e;
        }
        String message = e.getMessage() == null ? "" : plain(e.getMessage());
        Throwable like;
        if (e instanceof SQLException sql) {
            var other = new SQLException(message, sql.getSQLState(), sql.getErrorCode());
            seen.put(e, other);
            if (sql.getNextException() != null) {
                other.setNextException((SQLException) fit(sql.getNextException()));
            }
            like = other;
        } else {
            like = new RuntimeException(e.getClass().getName() + ": " + message);
            seen.put(e, like);
        }
        like.setStackTrace(e.getStackTrace());
        if (e.getCause() != null) {
            like.initCause(fit(e.getCause()));
        }
        for (Throwable suppressed : e.getSuppressed()) {
            like.addSuppressed(fit(suppressed));
        }
        return like;
    }

    private boolean isFit(Throwable e, Map<Throwable, Boolean> visited) {
        if (visited.put(e, true) != null) {
            return true;
        }
        String message = String.valueOf(e.getMessage());
        boolean fit = secrets.hide(message).equals(message)
                && Arrays.stream(message.replace('\t', ' ').split("\n"))
                        // something around it, because what is stripped at an end would not be missed
                        .map(line -> "|" + line + "|")
                        .allMatch(line -> Text.oneLine(line).equals(line));
        fit = fit && (e.getCause() == null || isFit(e.getCause(), visited));
        if (e instanceof SQLException sql && sql.getNextException() != null) {
            fit = fit && isFit(sql.getNextException(), visited);
        }
        for (Throwable suppressed : e.getSuppressed()) {
            fit = fit && isFit(suppressed, visited);
        }
        return fit;
    }

    private String plain(String message) {
        return Text.oneLine(secrets.hide(message).replaceAll("\\s*\\R\\s*", "; "));
    }
}
