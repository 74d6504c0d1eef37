package dev.aludel.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says at a terminal, every second, how long something takes that takes long, and how far it is where somebody knows. */
final class Ticker implements AutoCloseable {

    static final Ticker NONE = new Ticker(null, Duration.ZERO);

    /** More than this is cut off: a line that wraps cannot be taken back. */
    private static final int WIDTH = 78;

    private final @Nullable Thread thread;
    /** What was said longer ago than that was about something else. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private volatile Said said = new Said("", 0);

    private record Said(String text, long at) {}

    private Ticker(@Nullable Console console, Duration patience) {
        thread = console == null ? null : new Thread(() -> tick(console, patience), "aludel-ticker");
    }

    /**
     * @param patience what takes less is not spoken of
     */
    static Ticker start(Console console, Duration patience) {
        var ticker = new Ticker(console, patience);
        if (ticker.thread != null) {
            ticker.thread.setDaemon(true);
            ticker.thread.start();
        }
        return ticker;
    }

    /** How far it is. */
    void say(String text) {
        said = new Said(Lines.oneLine(text), System.nanoTime());
    }

    private void tick(Console console, Duration patience) {
        long begin = System.nanoTime();
        try {
            Thread.sleep(patience.toMillis());
        } catch (InterruptedException e) {
            return;
        }
        try {
            while (true) {
                long now = System.nanoTime();
                Said last = said;
                boolean fresh = !last.text.isEmpty() && now - last.at < FRESH.toNanos();
                String line =
                        "  … " + Duration.ofNanos(now - begin).toSeconds() + " s" + (fresh ? "  " + last.text : "");
                console.passing(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line);
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
