package dev.aludel.postgres;

import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.postgres.Meanings.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the texts of two expressions tell where no server is there to ask. The same words, but for casts and for parentheses
 * that cannot matter, are the same. The same words around other values, as when an enum has one more, are not. All else
 * nobody knows.
 */
final class TextVerdict {

    static final String NO_SERVER = "it is said in other words, and there is no database to ask";

    private static final Pattern VALUE = Pattern.compile("[0-9.].*|(?s)'.*|true|false");

    /** Where two of them meet, parentheses matter. */
    private static final Set<String> OPERATORS = Set.of("and", "or", "not", "+", "-", "*", "/", "%", "^", "||");

    private TextVerdict() {}

    static Verdict of(String wanted, String live) {
        var one = Canonical.expression(wanted);
        var other = Canonical.expression(live);
        if (one.equals(other)) {
            var operators = new HashSet<>(one);
            operators.retainAll(OPERATORS);
            return operators.size() < 2 || tokens(wanted).equals(tokens(live)) ? Verdict.SAME : Verdict.UNKNOWN;
        }
        return shape(one).equals(shape(other)) ? Verdict.DIFFERENT : Verdict.UNKNOWN;
    }

    private static List<String> tokens(String sql) {
        return SqlTokens.meaningful(sql).stream()
                .map(token -> token.kind() == Kind.WORD ? token.identifier() : token.text())
                .toList();
    }

    /** A list of values is as good as one. */
    private static List<String> shape(List<String> words) {
        var shape = new ArrayList<String>();
        for (String word : words) {
            int size = shape.size();
            if (!VALUE.matcher(word).matches()) {
                shape.add(word);
            } else if (size > 1
                    && shape.get(size - 1).equals(",")
                    && shape.get(size - 2).equals("?")) {
                shape.remove(size - 1);
            } else {
                shape.add("?");
            }
        }
        return shape;
    }
}
