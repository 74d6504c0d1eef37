package dev.aludel.core;

import java.sql.Connection;

/** Fills an application's tables with what it needs, or what its developers want to find there. */
@FunctionalInterface
public interface Seed {

    /**
     * Runs in a transaction that is committed when this returns, and rolled back when it throws. Other revisions may have been
     * applied since the last time, so that what it writes may be there already.
     *
     * @param connection in the middle of that transaction, which is not this one's to end
     */
    void seed(Connection connection) throws Exception;
}
