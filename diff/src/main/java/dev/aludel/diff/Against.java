package dev.aludel.diff;

/** What entities are compared with. */
public enum Against {
    /** the catalog of the database, which must be at the head of the chain */
    LIVE,
    /** what the chain of revisions makes when it is folded in memory; no database is asked */
    CHAIN,
    /** what the chain makes when it is run in a scratch schema, in a transaction that is rolled back */
    SCRATCH
}
