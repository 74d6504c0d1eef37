package dev.aludel.diff.watch;

import dev.aludel.core.error.RefusedException;
import dev.aludel.diff.watch.WatchEvent.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database along while somebody works on entities: compares whenever they were compiled anew, writes what differs as a
 * revision, backs up, and applies it. What destroys, or could, is written and held back; what may have been renamed is asked.
 * For development only: refuses to work in a protected environment. Made by {@link #builder()}; runs once.
 */
public final class Watcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

    /** A statement that runs is told to stop after this, so that all is over within two seconds. */
    private static final Duration PATIENCE = Duration.ofMillis(1000);

    private static final Duration CANCELLING = Duration.ofMillis(700);

    private final WatcherBuilder settings;
    private final WatchedFiles files;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Thread runner;

    Watcher(WatcherBuilder settings, WatchedFiles files) {
        this.settings = settings;
        this.files = files;
    }

    public static WatcherBuilder builder() {
        return new WatcherBuilder();
    }

    /**
     * Watches on a thread of its own, which keeps no program alive, if {@code MIGRATION_WATCHER} says so; does nothing
     * otherwise. What is in the way, such as a protected environment, is logged and stops nothing else.
     */
    public void start() {
        if (!settings.settings().watcher()) {
            LOG.debug("MIGRATION_WATCHER is not true: nothing is watched");
            return;
        }
        var thread = new Thread(
                () -> {
                    try {
                        run();
                    } catch (RuntimeException e) {
                        LOG.warn("the watcher does not run: {}", e.getMessage());
                    }
                },
                "aludel-watcher");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Watches on this thread until {@link #close()}. Nothing that goes wrong with entities or database ends it.
     *
     * @throws RefusedException if the database is none to develop with, or another watcher writes the same log
     */
    public void run() {
        watch(false);
    }

    /**
     * Does what there is to do now, and ends.
     *
     * @return the last that it said
     * @throws RefusedException as {@link #run()}
     */
    public Optional<WatchEvent> once() {
        return watch(true);
    }

    private Optional<WatchEvent> watch(boolean once) {
        runner = Thread.currentThread();
        try (var teller = new Teller(settings.listener(), settings.log())) {
            var drafts = new Drafts(files.classes());
            var round = new Round(settings, files, drafts, teller, this::isStopped);
            var vigil = new Vigil(settings, files, drafts, teller, round);
            while (!isStopped() && !(once && (vigil.isIdle() || teller.isWaiting()))) {
                rest(vigil.look());
            }
            var last = teller.last();
            if (!once) {
                teller.tell(Kind.STOPPED, "Stopped");
            }
            return last;
        } finally {
            over.countDown();
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void rest(Duration time) {
        try {
            stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    /** Ends it within two seconds. What runs at that moment is let finish, or undone. */
    @Override
    public void close() {
        stop.countDown();
        Thread thread = runner;
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            if (!over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.interrupt();
                over.await(CANCELLING.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
