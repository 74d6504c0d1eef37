package dev.aludel.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into maps, lists, texts, numbers and booleans. */
final class JsonReader {

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static @Nullable Object read(String text) {
        var reader = new JsonReader(text);
        Object value = reader.value();
        if (reader.next() != 0) {
            throw new IllegalArgumentException("more at " + reader.at);
        }
        return value;
    }

    /** What stands at keys and positions, one below the other. */
    static @Nullable Object at(@Nullable Object value, Object... path) {
        Object found = value;
        for (Object step : path) {
            found = found instanceof List<?> list && step instanceof Integer i
                    ? list.get(i)
                    : found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found;
    }

    private char next() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private @Nullable Object value() {
        switch (next()) {
            case '{' -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                at++;
                while (next() != '}') {
                    skip(',');
                    String key = string();
                    next();
                    at++;
                    map.put(key, value());
                }
                at++;
                return map;
            }
            case '[' -> {
                var list = new ArrayList<@Nullable Object>();
                at++;
                while (next() != ']') {
                    skip(',');
                    list.add(value());
                }
                at++;
                return list;
            }
            case '"' -> {
                return string();
            }
            default -> {
                int from = at;
                while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                String word = text.substring(from, at);
                return switch (word) {
                    case "true" -> Boolean.TRUE;
                    case "false" -> Boolean.FALSE;
                    case "null" -> null;
                    default -> Double.valueOf(word);
                };
            }
        }
    }

    private void skip(char c) {
        if (next() == c) {
            at++;
        }
    }

    private String string() {
        next();
        var out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++at);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                }
                default -> out.append(escaped);
            }
        }
        at++;
        return out.toString();
    }
}
