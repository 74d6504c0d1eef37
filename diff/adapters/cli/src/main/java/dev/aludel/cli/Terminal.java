package dev.aludel.cli;

import java.lang.reflect.InvocationTargetException;

/** Is there one? */
final class Terminal {

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
}
