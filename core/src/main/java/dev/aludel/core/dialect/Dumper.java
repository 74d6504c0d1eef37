package dev.aludel.core.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A program that makes full dumps and restores them. It gets no password as an argument. */
public interface Dumper {

    /** Which program, for people: path and version. */
    String name();

    /**
     * Writes a dump.
     *
     * @param tables patterns as the program has them; empty for the whole database
     * @param alive  called again and again while it runs
     * @throws IOException if the program fails, with what it said
     */
    void dump(List<String> tables, OutputStream out, Alive alive) throws IOException;

    /** Restores a dump into an empty database, all of it or nothing. */
    void restore(String database, InputStream in) throws IOException;

    /** Keeps something alive that would be given up otherwise. */
    @FunctionalInterface
    interface Alive {
        void beat() throws IOException;
    }
}
