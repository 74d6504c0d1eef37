package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;

/** Reading SQL expressions that stand in mappings, token by token. */
final class Expressions {

    private Expressions() {}

    /** The expression without parentheses around the whole of it. */
    static String bare(String expression) {
        String text = expression.strip();
        while (isWrapped(text)) {
            text = text.substring(1, text.length() - 1).strip();
        }
        return text;
    }

    private static boolean isWrapped(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return false;
        }
        List<Token> tokens = SqlTokens.meaningful(text);
        OptionalInt end = closing(tokens, 0);
        return end.isPresent() && end.getAsInt() == tokens.size() - 1;
    }

    /** Where the parenthesis that opens at {@code open} closes; empty when it never does. */
    static OptionalInt closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (tokens.get(i).text().equals("(")) {
                depth++;
            } else if (tokens.get(i).text().equals(")") && --depth == 0) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The pieces between commas that stand in no parentheses, stripped; empty ones are left out. */
    static List<String> split(String list) {
        var pieces = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (Token token : SqlTokens.of(list)) {
            switch (token.text()) {
                case "(", "[" -> depth++;
                case ")", "]" -> depth--;
                case "," -> {
                    if (depth == 0) {
                        pieces.add(list.substring(from, token.start()).strip());
                        from = token.start() + 1;
                    }
                }
                default -> {
                    // part of a piece
                }
            }
        }
        pieces.add(list.substring(from).strip());
        return pieces.stream().filter(piece -> !piece.isEmpty()).toList();
    }

    /** The columns of the table that the expression mentions, in order of mention, as PostgreSQL would count them. */
    static List<String> columns(Name table, Collection<String> columns, String expression) {
        List<Token> tokens = SqlTokens.meaningful(expression);
        var mentioned = new LinkedHashSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            String identifier = tokens.get(i).identifier();
            if (columns.contains(identifier) && isColumn(tokens, i, table)) {
                mentioned.add(identifier);
            }
        }
        return List.copyOf(mentioned);
    }

    private static boolean isColumn(List<Token> tokens, int i, Name table) {
        if (is(tokens, i + 1, "(") || is(tokens, i + 1, ".") || isType(tokens, i)) {
            return false;
        }
        return !is(tokens, i - 1, ".")
                || (i > 1 && tokens.get(i - 2).identifier().equals(table.local()));
    }

    /** Does a type stand here: {@code x::date}, {@code cast(x as date)}, {@code date '2020-01-01'}? */
    private static boolean isType(List<Token> tokens, int i) {
        return is(tokens, i - 1, "::")
                || is(tokens, i - 1, "as")
                || (i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.STRING);
    }

    private static boolean is(List<Token> tokens, int i, String text) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(text);
    }

    /** What an SQL string literal says. */
    static String literal(Token token) {
        String text = token.text();
        return text.substring(1, text.length() - 1).replace("''", "'");
    }
}
