package dev.aludel.core.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * The names that constraints and indexes get when nobody names them. The rules are PostgreSQL's own
 * ({@code makeObjectName} and {@code ChooseConstraintName} in its source), so that a name chosen here is the one that the
 * server would have chosen.
 */
public final class DefaultNames {

    /** PostgreSQL stores at most this many bytes of an identifier. */
    public static final int MAX_BYTES = 63;

    private DefaultNames() {}

    public static String primaryKey(Name table) {
        return make(table.local(), "", "pkey");
    }

    public static String unique(Name table, List<String> columns) {
        return make(table.local(), String.join("_", columns), "key");
    }

    /**
     * @param columns the columns that the check mentions; PostgreSQL uses the name of a single one
     */
    public static String check(Name table, List<String> columns) {
        return make(table.local(), columns.size() == 1 ? columns.get(0) : "", "check");
    }

    public static String foreignKey(Name table, List<String> columns) {
        return make(table.local(), String.join("_", columns), "fkey");
    }

    public static String index(Name table, List<String> columns) {
        return make(table.local(), String.join("_", columns), "idx");
    }

    public static String exclusion(Name table, List<String> columns) {
        return make(table.local(), String.join("_", columns), "excl");
    }

    /** Of the sequence behind a serial or an identity column. */
    public static String sequence(Name table, String column) {
        return make(table.local(), column, "seq");
    }

    /**
     * The name, or the name with the first number that makes it free. So does PostgreSQL; only where name and number
     * exceed {@link #MAX_BYTES} together, it shortens the parts of the name and this its end.
     */
    public static String free(String name, Predicate<String> taken) {
        String candidate = name;
        for (int i = 1; taken.test(candidate); i++) {
            candidate = clip(name, MAX_BYTES - Integer.toString(i).length()) + i;
        }
        return candidate;
    }

    /** The identifier as the server stores it: cut at {@link #MAX_BYTES} bytes of UTF-8, never within a character. */
    public static String clip(String identifier) {
        return clip(identifier, MAX_BYTES);
    }

    private static String make(String first, String second, String label) {
        int overhead = label.length() + 1 + (second.isEmpty() ? 0 : 1);
        int firstBytes = bytes(first);
        int secondBytes = bytes(second);
        while (firstBytes + secondBytes > MAX_BYTES - overhead) {
            if (firstBytes > secondBytes) {
                firstBytes--;
            } else {
                secondBytes--;
            }
        }
        String end = second.isEmpty() ? "" : "_" + clip(second, secondBytes);
        return clip(first, firstBytes) + end + "_" + label;
    }

    private static String clip(String text, int maxBytes) {
        if (bytes(text) <= maxBytes) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += bytes(Character.toString(point));
            if (used > maxBytes) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
