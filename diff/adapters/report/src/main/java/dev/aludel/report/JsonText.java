package dev.aludel.report;

import java.util.Map;

/**
 * Writes JSON that can stand within an HTML {@code script}: maps, iterables, numbers, booleans, and anything else as text.
 * Nothing in a text can end the element or begin another, and all of it is plain ASCII but for letters.
 */
final class JsonText {

    private JsonText() {}

    static String of(Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (var entry : map.entrySet()) {
                out.append(separator);
                text(entry.getKey().toString(), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> items) {
            out.append('[');
            String separator = "";
            for (Object item : items) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(']');
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            text(value.toString(), out);
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            if (c == '\n') {
                out.append("\\n");
            } else if (isPlain(c)) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        out.append('"');
    }

    /** Does it mean nothing in HTML and JSON, and survives any encoding? Surrogates, for one, may come alone. */
    private static boolean isPlain(char c) {
        return c < 0x80 ? c >= ' ' && c != 0x7f && "\"\\<>&'".indexOf(c) < 0 : Character.isLetterOrDigit(c);
    }
}
