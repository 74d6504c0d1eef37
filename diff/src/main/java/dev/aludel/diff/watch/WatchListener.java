package dev.aludel.diff.watch;

/** Is told what a watcher does, on the watcher's thread. Exceptions that it throws stop nothing. */
@FunctionalInterface
public interface WatchListener {

    WatchListener NONE = event -> {};

    void told(WatchEvent event);
}
