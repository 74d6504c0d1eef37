package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.Collection;
import java.util.List;

/**
 * One key of an index as it stands in SQL: {@code total desc nulls last}, {@code lower(name) collate "C"}, {@code (a + b)},
 * {@code name text_pattern_ops}.
 */
final class IndexText {

    private final String sql;
    private final List<Token> tokens;

    private IndexText(String sql) {
        this.sql = sql;
        this.tokens = SqlTokens.meaningful(sql);
    }

    /**
     * @param columns the table's columns
     */
    static IndexKey parse(String sql, Collection<String> columns) {
        IndexKey key = new IndexText(sql).parse();
        if (key.column() != null && !columns.contains(key.column())) {
            // Hibernate quotes what it takes for a strange name
            IndexKey within = new IndexText(key.column()).parse();
            if (within.column() == null || columns.contains(within.column())) {
                return within;
            }
        }
        return key;
    }

    private IndexKey parse() {
        int end = headEnd();
        IndexKey key = head(end);
        int at = end;
        if (is(at, "collate") && at + 1 < tokens.size()) {
            int nameEnd = nameEnd(at + 1);
            key = key.withCollation(Name.parse(text(at + 1, nameEnd)));
            at = nameEnd;
        }
        if (at < tokens.size() && !isOrder(at)) {
            int nameEnd = nameEnd(at);
            key = key.withOperatorClass(Name.parse(text(at, nameEnd)));
            at = nameEnd;
        }
        if (is(at, "desc")) {
            key = key.desc();
            at++;
        } else if (is(at, "asc")) {
            at++;
        }
        return is(at, "nulls") && at + 1 < tokens.size() ? key.withNullsFirst(is(at + 1, "first")) : key;
    }

    private IndexKey head(int end) {
        return end == 1 && !tokens.get(0).identifier().isEmpty()
                ? IndexKey.column(tokens.get(0).identifier())
                : IndexKey.expression(Expressions.bare(text(0, end)));
    }

    /** Where the column, the call or the parenthesised expression ends; the whole text when it is none of them. */
    private int headEnd() {
        if (tokens.get(0).text().equals("(")) {
            return Expressions.closing(tokens, 0).orElse(tokens.size() - 1) + 1;
        }
        int end = nameEnd(0);
        if (end < tokens.size() && tokens.get(end).text().equals("(")) {
            return Expressions.closing(tokens, end).orElse(tokens.size() - 1) + 1;
        }
        boolean goesOn = end < tokens.size() && tokens.get(end).identifier().isEmpty();
        return end == 0 || goesOn ? tokens.size() : end;
    }

    /** Where a name, maybe with a schema, that starts here ends. */
    private int nameEnd(int start) {
        int end = start;
        while (end < tokens.size() && !tokens.get(end).identifier().isEmpty()) {
            end++;
            if (end >= tokens.size() || !tokens.get(end).text().equals(".")) {
                return end;
            }
            end++;
        }
        return Math.max(end, Math.min(start + 1, tokens.size()));
    }

    private boolean isOrder(int at) {
        return is(at, "asc") || is(at, "desc") || is(at, "nulls");
    }

    private boolean is(int at, String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    private String text(int from, int to) {
        Token last = tokens.get(to - 1);
        return sql.substring(
                tokens.get(from).start(), last.start() + last.text().length());
    }
}
