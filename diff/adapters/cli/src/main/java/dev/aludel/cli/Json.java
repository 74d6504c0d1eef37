package dev.aludel.cli;

import java.util.Map;
import java.util.Optional;

/** Writes JSON (RFC 8259): maps, iterables, numbers, booleans, null, and anything else as text. */
final class Json {

    private static final String INDENT = "  ";

    private Json() {}

    static String of(Object value) {
        var out = new StringBuilder();
        write(value, "\n", out);
        return out.append("\n").toString();
    }

    private static void write(Object value, String line, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String separator = "";
            out.append("{");
            for (var entry : map.entrySet()) {
                out.append(separator).append(line).append(INDENT);
                text(entry.getKey().toString(), out);
                out.append(": ");
                write(entry.getValue(), line + INDENT, out);
                separator = ",";
            }
            out.append(map.isEmpty() ? "" : line).append("}");
        } else if (value instanceof Iterable<?> items) {
            String separator = "";
            out.append("[");
            for (Object item : items) {
                out.append(separator).append(line).append(INDENT);
                write(item, line + INDENT, out);
                separator = ",";
            }
            out.append(separator.isEmpty() ? "" : line).append("]");
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(present -> write(present, line, out), () -> out.append("null"));
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            text(value.toString(), out);
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // halves of surrogate pairs would not survive any encoding
                    if (c < ' ' || Character.isSurrogate(c) || c == 0x7f || c == 0x2028 || c == 0x2029) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
