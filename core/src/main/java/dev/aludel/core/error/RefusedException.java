package dev.aludel.core.error;

import java.util.List;

/**
 * Refused before anything was touched: a role without the needed rights, a read-only server, a step that cannot be
 * undone, a database that is ahead of the application.
 */
public final class RefusedException extends MigrationException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    @SuppressWarnings("serial") // what List.copyOf gives is serializable
    private final List<String> details;

    /** Why it was refused. */
    public enum Reason {
        /** the server or session accepts no writes */
        READ_ONLY,
        /** the role lacks rights; {@link #details()} lists every one */
        PRIVILEGES,
        /** a downgrade on the way says that it cannot be undone */
        IRREVERSIBLE,
        /** the database is at a revision that this application does not know */
        UNKNOWN_REVISION,
        /** what the chain says is applied and what is in the files differ */
        CHECKSUM,
        /** the database is not where the request needs it to be */
        NOT_AT_HEAD,
        /** only a developer can tell what was renamed; {@link #details()} has each question with its answers */
        UNDECIDED,
        /** revisions would count as not applied any more, though nobody undoes them */
        FORGETS,
        /** the catalog is not what it was claimed to be */
        DRIFT,
        /** what would be destroyed cannot be backed up, or a backup is not what it must be */
        BACKUP,
        /** what was applied did not make the database what the application needs; {@link #details()} has each failed check */
        HEALTH,
        /** the environment is protected, or has no name and is on another machine */
        PROTECTED,
        /** the caller's connection is inside a transaction, or cannot carry what is asked */
        CONNECTION
    }

    public RefusedException(Reason reason, String message) {
        this(reason, message, List.of());
    }

    public RefusedException(Reason reason, String message, List<String> details) {
        super(message, null);
        this.reason = reason;
        this.details = List.copyOf(details);
    }

    public Reason reason() {
        return reason;
    }

    /** One line for each thing that is missing or in the way; may be empty. */
    public List<String> details() {
        return details;
    }

    @Override
    public String code() {
        return code("refused", reason);
    }
}
