package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A foreign key in SQL: {@code foreign key (a, b) references t (x, y) on delete cascade}.
 *
 * @param targetColumns empty when they are left to the target's primary key
 */
record ForeignKeyText(List<String> columns, Name target, List<String> targetColumns, ConstraintTail tail) {

    /** Empty when it is not of that form. */
    static Optional<ForeignKeyText> parse(String sql) {
        List<Token> tokens = SqlTokens.meaningful(sql);
        if (tokens.size() < 7 || !tokens.get(0).is("foreign") || !tokens.get(1).is("key")) {
            return Optional.empty();
        }
        int close = Expressions.closing(tokens, 2).orElse(tokens.size());
        if (close + 2 >= tokens.size() || !tokens.get(close + 1).is("references")) {
            return Optional.empty();
        }
        List<String> columns = identifiers(tokens.subList(3, close));
        int at = close + 2;
        var parts = new ArrayList<String>(List.of(tokens.get(at++).identifier()));
        while (at + 1 < tokens.size() && tokens.get(at).text().equals(".")) {
            parts.add(tokens.get(at + 1).identifier());
            at += 2;
        }
        List<String> targets = List.of();
        if (at < tokens.size() && tokens.get(at).text().equals("(")) {
            int end = Expressions.closing(tokens, at).orElse(tokens.size());
            targets = identifiers(tokens.subList(at + 1, end));
            at = Math.min(end + 1, tokens.size());
        }
        if (columns.isEmpty() || parts.contains("") || parts.size() > 2) {
            return Optional.empty();
        }
        Name target = parts.size() == 1 ? Name.of(parts.get(0)) : Name.of(parts.get(0), parts.get(1));
        return Optional.of(
                new ForeignKeyText(columns, target, targets, ConstraintTail.parse(tokens.subList(at, tokens.size()))));
    }

    private static List<String> identifiers(List<Token> tokens) {
        return tokens.stream()
                .map(Token::identifier)
                .filter(identifier -> !identifier.isEmpty())
                .toList();
    }
}
