package dev.aludel.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Scripts without a database. */
final class Offline {

    /** The newest server that there is. */
    static final int MAJOR = 18;

    @Option(
            names = "--offline",
            arity = "0..1",
            fallbackValue = "" + MAJOR,
            paramLabel = "MAJOR",
            description = "Asks no database; the script is for a server of this major version, " + MAJOR
                    + " when none is said.")
    private @Nullable Integer major;

    /** 0 when a database may be asked. */
    int major() {
        return major == null ? 0 : major;
    }
}
