package dev.aludel.core.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reading and showing identifiers as SQL does. How one is quoted for a server is the dialect's business. */
final class Identifiers {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private Identifiers() {}

    /** The text itself where SQL would read it back unchanged, else the text in double quotes. */
    static String plain(String text) {
        return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The text as it can stand anywhere in SQL: in double quotes where it would be folded, misread or a key word. */
    static String sql(String text) {
        String plain = plain(text);
        return Keywords.needsQuotes(plain) ? '"' + plain + '"' : plain;
    }

    /** The name as it can stand anywhere in SQL. */
    static String sql(Name name) {
        return name.isUnqualified() ? sql(name.local()) : sql(name.schema()) + "." + sql(name.local());
    }

    /** As the server folds what is not quoted: the letters A to Z, no others. */
    static String fold(String text) {
        var folded = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return folded.toString();
    }

    /** What stands between double quotes; a missing closing one is overlooked. */
    static String unquote(String quoted) {
        boolean closed = quoted.length() > 1 && quoted.endsWith("\"");
        return quoted.substring(1, closed ? quoted.length() - 1 : quoted.length())
                .replace("\"\"", "\"");
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Can an identifier that is not quoted start so? To the server, all beyond ASCII is a letter. */
    static boolean isStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c > 127;
    }

    static boolean isPart(char c) {
        return isStart(c) || isDigit(c) || c == '$';
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
                part.append(unquoted(text, text.substring(at, end).strip()));
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

    private static String unquoted(String text, String part) {
        boolean valid =
                part.isEmpty() || isStart(part.charAt(0)) && part.chars().allMatch(c -> isPart((char) c));
        if (!valid) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a name: put double quotes around \"" + part + "\"");
        }
        return fold(part);
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
