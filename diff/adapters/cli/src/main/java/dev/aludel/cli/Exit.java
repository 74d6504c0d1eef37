package dev.aludel.cli;

/** What a process says when it ends. */
final class Exit {

    /** Done, or nothing to do. */
    static final int DONE = 0;

    static final int FAILED = 1;

    /** Differences were found, or the database is not at head. */
    static final int DIFFERENT = 2;

    /** Nothing was touched: a confirmation is missing, or something stands in the way. */
    static final int REFUSED = 3;

    /** {@code EX_USAGE} of BSD's sysexits. */
    static final int USAGE = 64;

    private Exit() {}
}
