package dev.aludel.core.dialect;

import java.util.List;

/**
 * What an earlier try of a statement outside a transaction has left.
 *
 * @param object  what it is about, e.g. {@code index public.i}
 * @param cleanup statements that take away what is broken; they run outside a transaction too
 */
public record Leftover(State state, String object, List<String> cleanup) {

    public static final Leftover NOTHING = new Leftover(State.NOTHING, "", List.of());

    /** What to do now. */
    public enum State {
        /** run the statement */
        NOTHING,
        /** it has been run; nothing to do */
        DONE,
        /** take away what is left, then run it */
        BROKEN,
        /** another session is at it */
        RUNNING,
        /** something else of that name is there */
        DIFFERENT
    }

    public Leftover {
        cleanup = List.copyOf(cleanup);
    }
}
