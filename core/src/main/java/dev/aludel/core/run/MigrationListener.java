package dev.aludel.core.run;

import dev.aludel.core.error.MigrationException;

/** Is told what happens while it happens, on the thread that does it. Exceptions that it throws stop nothing. */
public interface MigrationListener {

    MigrationListener NONE = new MigrationListener() {};

    /** A revision's transaction is about to begin. */
    default void starting(Step step) {}

    /** A revision's transaction was committed. */
    default void done(Applied applied) {}

    /** A revision's transaction was rolled back. */
    default void failed(Step step, MigrationException failure) {}
}
