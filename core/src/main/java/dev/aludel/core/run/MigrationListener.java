package dev.aludel.core.run;

import dev.aludel.core.error.MigrationException;
import java.time.Duration;

/** Is told what happens while it happens, on the thread that does it. Exceptions that it throws stop nothing. */
public interface MigrationListener {

    MigrationListener NONE = new MigrationListener() {};

    /** A revision's transaction is about to begin. */
    default void starting(Step step) {}

    /**
     * A revision's transaction was committed. What the application's other connections have prepared may not fit the tables
     * any more ({@code cached plan must not change result type}): a pool that is in use meanwhile evicts them here.
     */
    default void done(Applied applied) {}

    /**
     * Somebody else has what is needed; told now and then while it lasts.
     *
     * @param why    in words, with the table and the statement where they are known
     * @param waited for how long by now
     */
    default void waiting(String why, Duration waited) {}

    /**
     * A batch of rows was filled and committed.
     *
     * @param rows of this revision's backfill so far
     */
    default void filled(Step step, long rows) {}

    /** A revision's transaction was rolled back. */
    default void failed(Step step, MigrationException failure) {}
}
