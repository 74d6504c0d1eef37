package dev.aludel.examples.quickstart;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Prints numbered headings, aligned fields and expectations, and counts those that are not met. */
final class Printer {

    private static final String ESCAPE = "\u001b[";
    private static final String INDENT = "   ";

    private final PrintStream stream;
    private final boolean colours;
    private final Instant start = Instant.now();
    private boolean spaced;
    private int headings;
    private int met;
    private int failed;

    Printer(PrintStream stream, boolean colours) {
        this.stream = stream;
        this.colours = colours;
    }

    /** Whether somebody is looking; {@code NO_COLOR} switches colours off, as everywhere. */
    static boolean onTerminal() {
        var console = System.console();
        if (console == null || System.getenv("NO_COLOR") != null) {
            return false;
        }
        try {
            // from Java 22 on there may be a console without a terminal, and there is a way to ask
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    void heading(String text) {
        headings++;
        space();
        line(coloured("1;36", headings + ". " + text));
        space();
    }

    void field(String name, Object value) {
        line(INDENT + String.format("%-10s %s", name, value));
    }

    /** One or more lines, indented. */
    void text(String text) {
        text.lines().map(line -> line.isEmpty() ? "" : INDENT + line).forEach(this::line);
    }

    /** Lines with an empty one before and after. */
    void block(String text) {
        space();
        text(text);
        space();
    }

    void expect(String claim, boolean holds) {
        if (holds) {
            met++;
        } else {
            failed++;
        }
        line(INDENT + (holds ? coloured("32", "ok         ") : coloured("31", "FAILED     ")) + claim);
    }

    /** Prints the sum. The result is an exit status: 0 if all was as expected, else 1. */
    int close() {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        space();
        line(String.format(Locale.ROOT, "%d expectations met, %d failed, %.1f s", met, failed, seconds));
        return failed == 0 ? 0 : 1;
    }

    /** An empty line, unless the last one is empty already. */
    private void space() {
        if (!spaced) {
            line("");
        }
    }

    private void line(String text) {
        stream.println(text);
        spaced = text.isEmpty();
    }

    private String coloured(String code, String text) {
        return colours ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
