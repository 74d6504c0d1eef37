package dev.aludel.core.run;

import dev.aludel.core.error.MigrationException;
import java.time.Duration;
import java.util.List;

/**
 * Is told what happens while it happens, on the thread that does it unless a method says otherwise. Exceptions that it throws
 * stop nothing. Where nothing is pending, nothing is told.
 */
public interface MigrationListener {

    MigrationListener NONE = new MigrationListener() {};

    /**
     * There is something to do, and it is about to begin.
     *
     * @param steps by what the database looked like first; others may do some of them
     */
    default void runStarting(List<Step> steps) {}

    /** What began then is over. */
    default void runEnded(RunOutcome outcome) {}

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

    /**
     * How far a statement is that takes longer than two seconds, about every second, where the server tells that: it does while
     * it builds indexes, copies rows, and for what runs outside a transaction. Told on a thread of its own, which asks on a second
     * connection of the data source; where that has none to give, or is a pooler, nobody is told. Never after
     * {@link #done} or {@link #failed} of the step.
     *
     * @param step at which it is
     */
    default void progress(Step step, Estimate estimate) {}

    /** A revision's transaction was rolled back. */
    default void failed(Step step, MigrationException failure) {}
}
