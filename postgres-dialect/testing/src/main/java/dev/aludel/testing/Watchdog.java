package dev.aludel.testing;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small shell process that outlives this JVM just long enough to stop its server and delete its files. It waits for
 * the end of its standard input, which comes however the JVM ends: by itself, by a signal, or killed with no time for
 * shutdown hooks.
 */
final class Watchdog implements AutoCloseable {
    // the first line of postmaster.pid is the server's process id; SIGQUIT is its immediate shutdown
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            cat > /dev/null
            pid=$(head -n 1 "$1/data/postmaster.pid" 2> /dev/null)
            if [ -n "$pid" ]; then
                kill -QUIT "$pid" 2> /dev/null
                tries=0
                while kill -0 "$pid" 2> /dev/null && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
            fi
            rm -rf "$1"
            """;
    // in a session of its own where possible, so that killing the build's process group does not reach it
    private static final String DETACHED =
            "command -v setsid > /dev/null && exec setsid sh -c \"$1\" watchdog \"$2\"; exec sh -c \"$1\" watchdog \"$2\"";

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    /**
     * Watches over a server.
     *
     * @param home the directory to delete; the server's data directory is {@code data} in it
     * @return null where there is no POSIX shell (Windows)
     */
    static @Nullable Watchdog over(Path home) throws IOException {
        if (File.separatorChar != '/') {
            return null;
        }
        Process process = new ProcessBuilder("sh", "-c", DETACHED, "watchdog", SCRIPT, home.toString())
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        return new Watchdog(process);
    }

    /** Stops the server at once and deletes its files; returns when that is done. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                throw new TestServerException("the embedded PostgreSQL did not stop within 15 seconds", null);
            }
        } catch (IOException e) {
            throw new TestServerException("the embedded PostgreSQL could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
