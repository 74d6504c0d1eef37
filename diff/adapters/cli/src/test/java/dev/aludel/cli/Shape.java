package dev.aludel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a JSON document consists of: its keys, and what stands behind each, whatever the values are. */
final class Shape {

    private final String text;
    private int at;

    private Shape(String text) {
        this.text = text;
    }

    /**
     * The keys in their order; {@code string}, {@code number}, {@code boolean}, {@code null}; {@code [...]} with what all
     * elements have.
     *
     * @throws IllegalArgumentException if the text is no JSON
     */
    static String of(String json) {
        var reader = new Shape(json.strip());
        Object shape = reader.value();
        if (reader.at != reader.text.length()) {
            throw new IllegalArgumentException("more after the end: " + reader.text.substring(reader.at));
        }
        return shown(shape, "");
    }

    private static String shown(Object shape, String indent) {
        if (shape instanceof Map<?, ?> object) {
            return object.isEmpty()
                    ? "{}"
                    : object.entrySet().stream()
                            .map(entry ->
                                    indent + "  " + entry.getKey() + ": " + shown(entry.getValue(), indent + "  "))
                            .collect(Collectors.joining("\n", "{\n", "\n" + indent + "}"));
        } else if (shape instanceof List<?> elements) {
            return elements.isEmpty() ? "[]" : "[" + shown(merged(elements), indent) + "]";
        } else if (shape instanceof Set<?> several) {
            return several.stream().map(one -> shown(one, indent)).sorted().collect(Collectors.joining(" or "));
        }
        return shape.toString();
    }

    /** What stands for all of them: the keys of each. */
    private static Object merged(List<?> shapes) {
        if (shapes.stream().allMatch(Map.class::isInstance)) {
            var all = new LinkedHashMap<Object, List<Object>>();
            shapes.forEach(shape -> ((Map<?, ?>) shape)
                    .forEach((key, value) ->
                            all.computeIfAbsent(key, any -> new ArrayList<>()).add(value)));
            var merged = new LinkedHashMap<Object, Object>();
            all.forEach((key, values) -> merged.put(values.size() == shapes.size() ? key : key + "?", merged(values)));
            return merged;
        } else if (shapes.stream().allMatch(List.class::isInstance)) {
            return shapes.stream().flatMap(shape -> ((List<?>) shape).stream()).toList();
        }
        var distinct = new LinkedHashSet<Object>(shapes);
        return distinct.size() == 1 ? distinct.iterator().next() : distinct;
    }

    private Object value() {
        space();
        char c = text.charAt(at);
        Object shape = switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> {
                string();
                yield "string";
            }
            default -> word();
        };
        space();
        return shape;
    }

    private Map<String, Object> object() {
        var object = new LinkedHashMap<String, Object>();
        at++;
        space();
        while (text.charAt(at) != '}') {
            space();
            String key = string();
            space();
            expect(':');
            if (object.put(key, value()) != null) {
                throw new IllegalArgumentException("twice the key " + key);
            }
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return object;
    }

    private List<Object> array() {
        var array = new ArrayList<>();
        at++;
        space();
        while (text.charAt(at) != ']') {
            array.add(value());
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return array;
    }

    private String string() {
        expect('"');
        int start = at;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) < ' ') {
                throw new IllegalArgumentException("a control character in a string, at " + at);
            }
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return text.substring(start, at++);
    }

    private String word() {
        int start = at;
        while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true", "false" -> "boolean";
            case "null" -> "null";
            default -> {
                Double.parseDouble(word);
                yield "number";
            }
        };
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void expect(char c) {
        if (text.charAt(at) != c) {
            throw new IllegalArgumentException("expected " + c + " at " + at + " in " + text);
        }
        at++;
    }
}
