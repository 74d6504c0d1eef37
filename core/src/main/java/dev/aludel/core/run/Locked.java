package dev.aludel.core.run;

import dev.aludel.core.run.Execution.Line;
import java.sql.SQLException;
import java.util.Optional;

/** A lock was not to be had in time; the whole segment can be tried again. */
final class Locked extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Line> contended;

    /**
     * @param contended the statement whose locks were not to be had, where that is known
     */
    Locked(String message, SQLException cause, Optional<Line> contended) {
        super(message, cause);
        this.contended = contended;
    }

    Optional<Line> contended() {
        return contended;
    }
}
