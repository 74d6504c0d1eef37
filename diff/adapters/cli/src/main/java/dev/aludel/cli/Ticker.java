package dev.aludel.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says at a terminal, every second, how long something takes that takes long. */
final class Ticker implements AutoCloseable {

    static final Ticker NONE = new Ticker(null);

    private final @Nullable Thread thread;

    private Ticker(@Nullable Thread thread) {
        this.thread = thread;
    }

    /**
     * @param patience what takes less is not spoken of
     */
    static Ticker start(Console console, Duration patience) {
        var thread = new Thread(() -> tick(console, patience), "aludel-ticker");
        thread.setDaemon(true);
        thread.start();
        return new Ticker(thread);
    }

    private static void tick(Console console, Duration patience) {
        long begin = System.nanoTime();
        try {
            Thread.sleep(patience.toMillis());
        } catch (InterruptedException e) {
            return;
        }
        try {
            while (true) {
                console.passing(
                        "  … " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
                Thread.sleep(1000);
            }
        } catch (InterruptedException e) {
            console.passing("");
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
