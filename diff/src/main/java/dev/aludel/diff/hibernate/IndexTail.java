package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may follow the keys of an index.
 *
 * @param predicate null for all rows
 * @param rest      what is none of these; empty when all was understood
 */
record IndexTail(
        List<String> include,
        boolean nullsNotDistinct,
        @Nullable String predicate,
        String rest) {

    static IndexTail parse(@Nullable String options) {
        if (options == null) {
            return new IndexTail(List.of(), false, null, "");
        }
        var tokens = SqlTokens.meaningful(options);
        List<String> include = List.of();
        boolean nullsNotDistinct = false;
        var rest = new StringBuilder();
        int at = 0;
        while (at < tokens.size()) {
            var token = tokens.get(at);
            if (token.is("where")) {
                String predicate = Expressions.bare(options.substring(token.start() + "where".length()));
                return new IndexTail(include, nullsNotDistinct, predicate, rest.toString());
            }
            if (token.is("include") && at + 1 < tokens.size()) {
                int end = Expressions.closing(tokens, at + 1).orElse(tokens.size() - 1);
                include = tokens.subList(at + 1, end).stream()
                        .map(Token::identifier)
                        .filter(identifier -> !identifier.isEmpty())
                        .toList();
                at = end + 1;
            } else if (token.is("nulls")
                    && at + 2 < tokens.size()
                    && tokens.get(at + 1).is("not")) {
                nullsNotDistinct = true;
                at += 3;
            } else {
                rest.append(rest.isEmpty() ? "" : " ").append(token.text());
                at++;
            }
        }
        return new IndexTail(include, nullsNotDistinct, null, rest.toString());
    }
}
