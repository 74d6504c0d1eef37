package dev.aludel.core.schema;

/** Text for people, on one line whatever stands in it: a default, a comment and even a name can hold line breaks. */
public final class OneLine {

    private OneLine() {}

    /** The text with its line breaks as {@code \n} and {@code \r}. */
    public static String of(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r");
    }
}
