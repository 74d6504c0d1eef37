package dev.aludel.core.run;

/** What is made sure of before a database is said to be at a revision. */
public enum Verify {
    /** the live catalog is what the chain of revisions makes up to there; what no revision made does not count */
    CATALOG,
    /** nothing */
    NONE
}
