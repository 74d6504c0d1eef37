package dev.aludel.core.run;

import dev.aludel.core.dialect.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Stands beside the operations of a run, within their transactions. What it throws ends the transaction: of what a step does,
 * nothing stays that this did not let pass. A step can come again, when a lock was not to be had.
 */
public interface Safeguard {

    Safeguard NONE = new Safeguard() {};

    /** The lock is held: has nobody else done it meanwhile? If so, the path is asked again what there is to do. */
    default boolean isNeeded(Connection connection, List<Step> steps) throws SQLException {
        return true;
    }

    /** The lock is held, the heads are what was expected, and nothing was changed yet. */
    default void beginning(Connection connection, Scope scope, List<Step> steps) throws SQLException {}

    /** Is it to be called before and after this operation? What was gathered to be sent together is sent before then. */
    default boolean watches(Step step, int index) {
        return false;
    }

    default void before(Connection connection, Scope scope, Step step, int index) throws SQLException {}

    default void after(Connection connection, Scope scope, Step step, int index) throws SQLException {}
}
