package dev.aludel.postgres;

import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be told of an expression from its text alone. */
final class Expressions {

    /** Operators in words, which {@code DEFAULT} takes only within parentheses ({@code b_expr} in the grammar). */
    private static final Set<String> OPERATORS = Set.of(
            "not",
            "and",
            "or",
            "in",
            "like",
            "ilike",
            "similar",
            "between",
            "at",
            "collate",
            "is",
            "isnull",
            "notnull",
            "overlaps");

    /** Functions in common use whose value is the same for all rows of a statement, or depends on arguments alone. */
    private static final Set<String> STEADY = Set.of("""
            now transaction_timestamp statement_timestamp timezone date_trunc date_part extract make_date
            make_timestamp make_timestamptz make_interval to_char to_date to_timestamp age
            coalesce nullif greatest least lower upper trim btrim ltrim rtrim concat concat_ws substring substr
            length char_length left right replace repeat lpad rpad md5 abs ceil floor round mod power
            jsonb_build_object json_build_object jsonb_build_array json_build_array to_json to_jsonb
            current_setting current_timestamp localtimestamp current_time localtime array row
            """.strip().split("\\s+"));

    private Expressions() {}

    /** The expression as it can stand after {@code DEFAULT} in a column's definition. */
    static String afterDefault(String expression) {
        int depth = 0;
        for (Token token : SqlTokens.meaningful(expression)) {
            switch (token.text()) {
                case "(", "[" -> depth++;
                case ")", "]" -> depth--;
                default -> {
                    if (depth == 0 && OPERATORS.contains(token.text().toLowerCase(Locale.ROOT))) {
                        return "(" + expression + ")";
                    }
                }
            }
        }
        return expression;
    }

    /** Does it call anything that could give another value for each row? */
    static boolean mayBeVolatile(String expression) {
        var tokens = SqlTokens.meaningful(expression);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean call = tokens.get(i + 1).text().equals("(")
                    && !tokens.get(i).identifier().isEmpty();
            if (call && !isCast(tokens, i) && !STEADY.contains(tokens.get(i).identifier())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCast(List<Token> tokens, int i) {
        int at = i;
        while (at > 0 && !tokens.get(at).text().equals("::")) {
            if (tokens.get(at).identifier().isEmpty() && !tokens.get(at).text().equals(".")) {
                return false;
            }
            at--;
        }
        return tokens.get(at).text().equals("::");
    }
}
