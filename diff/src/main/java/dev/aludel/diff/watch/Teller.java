package dev.aludel.diff.watch;

import dev.aludel.core.error.RefusedException;
import dev.aludel.diff.watch.WatchEvent.Kind;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says everything once: to the listener and into the log file, which also tells that a watcher is at work here. */
final class Teller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

    private final WatchListener listener;
    private final FileOutputStream log;
    private @Nullable WatchEvent last;

    /**
     * @throws RefusedException if another watcher has the log file
     */
    Teller(WatchListener listener, Path log) {
        this.listener = listener;
        this.log = opened(log);
    }

    private static FileOutputStream opened(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var file = new FileOutputStream(path.toFile(), true);
            // beyond the end, so that others may read; the system gives it back however this process ends
            if (!locked(file)) {
                file.close();
                throw new RefusedException(
                        RefusedException.Reason.CONNECTION,
                        "another watcher is at work here: it writes " + path + "; end it first");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    private static boolean locked(FileOutputStream file) throws IOException {
        try {
            return file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    static void log(WatchEvent event) {
        String text = event.describe().strip();
        switch (event.kind()) {
            case STARTED, IN_SYNC, APPLIED, STOPPED -> LOG.info(text);
            default -> LOG.warn(text);
        }
    }

    void tell(Kind kind, String text) {
        tell(kind, text, List.of(), null);
    }

    void tell(Kind kind, String text, List<String> details, @Nullable String revision) {
        if (last != null
                && last.kind() == kind
                && last.text().equals(text)
                && last.details().equals(details)) {
            return;
        }
        var event = new WatchEvent(
                kind, Instant.now().truncatedTo(ChronoUnit.MILLIS), text, details, Optional.ofNullable(revision));
        last = event;
        write(event);
        try {
            listener.told(event);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed", e);
        }
    }

    /** Of interest after anything but that something was applied. */
    void inSync(List<String> details) {
        if (last == null || last.kind() != Kind.APPLIED) {
            tell(Kind.IN_SYNC, "Entities, revisions and database agree", details, null);
        }
    }

    Optional<WatchEvent> last() {
        return Optional.ofNullable(last);
    }

    boolean isWaiting() {
        return last != null && last.kind() == Kind.WAITING;
    }

    private void write(WatchEvent event) {
        try {
            log.write((event.at() + " " + event.describe()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("the log of the watcher cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            LOG.warn("the log of the watcher cannot be closed", e);
        }
    }
}
