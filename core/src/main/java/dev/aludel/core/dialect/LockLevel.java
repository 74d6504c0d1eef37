package dev.aludel.core.dialect;

/**
 * How strongly a statement locks a table, weakest first. PostgreSQL's table-level locks ("Explicit Locking" in its
 * manual).
 */
public enum LockLevel {
    NONE,
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** Do others' inserts, updates and deletes wait while this is held? */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** Do others' queries wait while this is held? */
    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }
}
