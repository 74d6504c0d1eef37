package dev.aludel.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Is there one? */
final class Terminal {

    private static final String COLUMNS = "COLUMNS";
    private static final int LEAST = 20;

    private Terminal() {}

    static boolean isThere() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // since Java 22 there is a console without a terminal, too
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** An environment that says how wide the terminal is; shells know and do not always tell. */
    static Map<String, String> measured(Map<String, String> environment) {
        if (columns(environment) > 0 || !isThere()) {
            return environment;
        }
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            var more = new HashMap<>(environment);
            more.put(COLUMNS, size[size.length - 1]);
            return more;
        } catch (IOException e) {
            return environment;
        }
    }

    /** 0 where nobody knows, and where nothing could be read. */
    static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault(COLUMNS, "");
        int width = columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 0;
        return width < LEAST ? 0 : width;
    }
}
