package dev.aludel.testing;

/** A server that someone else runs: it is used and left running. */
record ExistingServer(String url) implements RunningServer {
    @Override
    public boolean disposable() {
        return false;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return ServerChoice.Shown.without(url);
    }
}
