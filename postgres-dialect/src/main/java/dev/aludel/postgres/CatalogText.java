package dev.aludel.postgres;

import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Timing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of the catalog as values. */
final class CatalogText {

    private CatalogText() {}

    /** The numbers of an array {@code {1,2}} or a vector {@code 1 2}. */
    static List<Integer> numbers(String text) {
        String plain = text.replaceAll("[{}]", "").strip();
        return plain.isEmpty()
                ? List.of()
                : Arrays.stream(plain.split("[, ]+")).map(Integer::valueOf).toList();
    }

    /** The elements of a column of type {@code text[]}; none for null. */
    static List<@Nullable String> strings(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : new ArrayList<>(Arrays.asList((String[]) array.getArray()));
    }

    /**
     * What {@code pg_get_expr} made of an expression.
     *
     * @throws TornCatalog if it made nothing, because what the expression mentions is gone
     */
    static String expression(@Nullable String text, String what) {
        if (text == null) {
            throw new TornCatalog(what);
        }
        return text;
    }

    /** The text that a string literal stands for. */
    static String unquoted(String literal) {
        boolean escapes = literal.startsWith("E") || literal.startsWith("e");
        if (literal.startsWith("$")) {
            int tag = literal.indexOf('$', 1) + 1;
            return literal.substring(tag, literal.length() - tag);
        }
        String inner = literal.substring(escapes ? 2 : 1, literal.length() - 1).replace("''", "'");
        return escapes ? inner.replace("\\\\", "\\") : inner;
    }

    /** The expression without parentheses around all of it. */
    static String unwrapped(String expression) {
        String text = expression.strip();
        while (isWrapped(text)) {
            text = text.substring(1, text.length() - 1).strip();
        }
        return text;
    }

    private static boolean isWrapped(String text) {
        if (!text.startsWith("(")) {
            return false;
        }
        int depth = 0;
        for (SqlTokens.Token token : SqlTokens.of(text)) {
            if (token.text().equals("(")) {
                depth++;
            } else if (token.text().equals(")")) {
                depth--;
                if (depth == 0) {
                    return token.start() == text.length() - 1;
                }
            }
        }
        return false;
    }

    static Timing timing(ResultSet row) throws SQLException {
        if (!row.getBoolean("condeferrable")) {
            return Timing.NOT_DEFERRABLE;
        }
        return row.getBoolean("condeferred") ? Timing.INITIALLY_DEFERRED : Timing.DEFERRABLE;
    }
}
