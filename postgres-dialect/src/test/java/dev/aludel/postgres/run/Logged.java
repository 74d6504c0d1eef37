package dev.aludel.postgres.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is logged meanwhile. The tests' logger writes to the standard error stream that is current. */
public final class Logged implements AutoCloseable {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final boolean show;

    public Logged() {
        this(true);
    }

    /**
     * @param show it is also shown, once this is closed
     */
    public Logged(boolean show) {
        this.show = show;
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public List<String> lines() {
        return text().lines().toList();
    }

    @Override
    public void close() {
        System.setErr(before);
        if (show) {
            before.print(text());
        }
    }
}
