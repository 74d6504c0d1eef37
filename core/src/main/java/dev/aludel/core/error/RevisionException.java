package dev.aludel.core.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chain of revisions is not what it must be, or a revision that was asked for is not in it. */
public final class RevisionException extends MigrationException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    @SuppressWarnings("serial") // what List.copyOf gives is serializable
    private final List<String> revisions;

    /** What is wrong with the chain or the request. */
    public enum Reason {
        UNKNOWN_REVISION,
        AMBIGUOUS,
        MULTIPLE_HEADS,
        MISSING_PARENT,
        CYCLE,
        DUPLICATE,
        UNREADABLE,
        /** only a database can tell what a revision does to the schema */
        OPAQUE,
        /** a revision was written, and what was to be done to it afterwards failed */
        HOOK
    }

    /**
     * @param revisions ids of the revisions concerned; may be empty
     */
    public RevisionException(Reason reason, String message, List<String> revisions, @Nullable Throwable cause) {
        this(reason, message, "", revisions, cause);
    }

    /**
     * @param problem   what is wrong, and where
     * @param remedy    what to do; the message says it after the problem
     * @param revisions ids of the revisions concerned; may be empty
     */
    public RevisionException(
            Reason reason, String problem, String remedy, List<String> revisions, @Nullable Throwable cause) {
        super(problem, remedy, cause);
        this.reason = reason;
        this.revisions = List.copyOf(revisions);
    }

    public RevisionException(Reason reason, String problem, String remedy, List<String> revisions) {
        this(reason, problem, remedy, revisions, null);
    }

    public RevisionException(Reason reason, String message, List<String> revisions) {
        this(reason, message, revisions, null);
    }

    public Reason reason() {
        return reason;
    }

    /** Ids of the revisions concerned; may be empty. */
    public List<String> revisions() {
        return revisions;
    }

    @Override
    public String code() {
        return code("revision", reason);
    }
}
