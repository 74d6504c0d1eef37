package dev.aludel.core.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reading and showing identifiers as SQL does. How one is quoted for a server is the dialect's business. */
final class Identifiers {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private Identifiers() {}

    /** The text itself where SQL would read it back unchanged, else the text in double quotes. */
    static String plain(String text) {
        return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Splits {@code a."B c"} into its parts; unquoted ones are folded to lower case. */
    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int at = 0;
        while (at <= text.length()) {
            var part = new StringBuilder();
            if (at < text.length() && text.charAt(at) == '"') {
                at = quoted(text, at, part);
                if (at < text.length() && text.charAt(at) != '.') {
                    throw new IllegalArgumentException("\"" + text + "\" is not a name: text after a closing quote");
                }
            } else {
                int dot = text.indexOf('.', at);
                int end = dot < 0 ? text.length() : dot;
                part.append(text.substring(at, end).strip().toLowerCase(Locale.ROOT));
                at = end;
            }
            if (part.isEmpty()) {
                throw new IllegalArgumentException("\"" + text + "\" is not a name: an empty part");
            }
            parts.add(part.toString());
            at++;
        }
        return parts;
    }

    private static int quoted(String text, int start, StringBuilder into) {
        int at = start + 1;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                into.append(text.charAt(at++));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                into.append('"');
                at += 2;
            } else {
                return at + 1;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a name: a quote is not closed");
    }
}
