package dev.aludel.core.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that the caller, not the programmer of the caller, has to know or mend. Every message says what happened,
 * where, and what to do; none contains a password. Programming errors stay {@link IllegalArgumentException} and
 * {@link NullPointerException}.
 */
public abstract sealed class MigrationException extends RuntimeException
        permits DatabaseException,
                DialectException,
                LockTimeoutException,
                ModelException,
                RefusedException,
                RevisionException,
                StatementFailedException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;
    private String afterwards = "";

    protected MigrationException(String message, @Nullable Throwable cause) {
        this(message, "", cause);
    }

    /**
     * @param problem what happened, and where
     * @param remedy  what to do; empty when nobody knows
     */
    protected MigrationException(String problem, String remedy, @Nullable Throwable cause) {
        super(remedy.isEmpty() ? problem : problem + "; " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** The message without what to do, where that is told apart. */
    public String problem() {
        return problem;
    }

    /** What to do, as the end of the message says it; empty where it is not told apart. */
    public String remedy() {
        return remedy;
    }

    /**
     * Which paragraph of {@code docs/reference/errors.md} is about it, such as {@code refused-privileges}: the kind, and the
     * reason where there is one. Never changes, so that it can be searched for.
     */
    public abstract String code();

    /** A kind and a reason as one code. */
    static String code(String kind, Enum<?> reason) {
        return kind + "-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Adds what was done about it afterwards.
     *
     * @param sentence without its full stop
     */
    public void add(String sentence) {
        afterwards += ". " + sentence;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + afterwards;
    }

    /** As everybody's, with the {@link #code()}: so that logs and stack traces have it. */
    @Override
    public String toString() {
        return getClass().getName() + " [" + code() + "]: " + getMessage();
    }
}
