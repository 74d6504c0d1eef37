package dev.aludel.postgres;

import dev.aludel.core.schema.ForeignKey.Action;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import dev.aludel.core.schema.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands after a column's name in {@code CREATE TABLE} ({@code column_constraint} in PostgreSQL's manual).
 * JSqlParser reads whole statements only and loses the text of an expression, which is what is wanted here.
 */
final class FragmentParser {

    private static final Set<String> CLAUSES = Set.of(
            "constraint",
            "not",
            "null",
            "default",
            "collate",
            "check",
            "unique",
            "primary",
            "references",
            "generated",
            "deferrable",
            "initially",
            "compression",
            "storage");

    private final TokenCursor cursor;
    private final List<ColumnFragment.Constraint> checks = new ArrayList<>();
    private final List<ColumnFragment.Constraint> uniques = new ArrayList<>();
    private final List<ColumnFragment.Reference> references = new ArrayList<>();
    private String name = "";
    private @Nullable String defaultSql;
    private @Nullable Boolean nullable;
    private @Nullable Name collation;
    private @Nullable Generated generated;
    private ColumnFragment.@Nullable IdentityClause identity;
    private ColumnFragment.@Nullable Constraint primaryKey;
    /** Which list a following {@code DEFERRABLE} is about. */
    private String last = "";

    private FragmentParser(String text) {
        this.cursor = new TokenCursor(text);
    }

    /**
     * @throws IllegalArgumentException if a word is none of the grammar's; the message names it
     */
    static ColumnFragment parse(String text) {
        var parser = new FragmentParser(text);
        String type = parser.upToClause();
        while (!parser.cursor.atEnd()) {
            parser.clause();
        }
        return new ColumnFragment(
                type,
                parser.defaultSql,
                parser.nullable,
                parser.collation,
                parser.generated,
                parser.identity,
                parser.checks,
                parser.uniques,
                parser.primaryKey,
                parser.references);
    }

    private void clause() {
        String word = cursor.next();
        switch (word) {
            case "constraint" -> {
                name = cursor.identifier();
                return;
            }
            case "not" -> not();
            case "null" -> nullable = true;
            case "default" -> defaultSql = expression();
            case "collate" -> collation = cursor.name();
            case "check" -> checks.add(constraint(parenthesised(), false));
            case "unique" -> unique();
            case "primary" -> {
                cursor.expect("key");
                primaryKey = constraint("", false);
            }
            case "references" -> references.add(reference());
            case "generated" -> generated();
            case "deferrable" -> timing(Timing.DEFERRABLE);
            case "initially" -> {
                if (cursor.next().equals("deferred")) {
                    timing(Timing.INITIALLY_DEFERRED);
                }
            }
            case "compression", "storage" -> cursor.next();
            case "no" -> cursor.expect("inherit");
            default -> throw new IllegalArgumentException("\"" + word + "\" is not expected here");
        }
        name = "";
        if (Set.of("unique", "primary", "references").contains(word)) {
            last = word;
        }
    }

    private void not() {
        if (cursor.next().equals("null")) {
            nullable = false;
        }
    }

    private void unique() {
        boolean notDistinct = false;
        if (cursor.skip("nulls")) {
            notDistinct = cursor.skip("not");
            cursor.expect("distinct");
        }
        uniques.add(constraint("", notDistinct));
    }

    private ColumnFragment.Constraint constraint(String expression, boolean nullsNotDistinct) {
        return new ColumnFragment.Constraint(name, expression, Timing.NOT_DEFERRABLE, nullsNotDistinct);
    }

    private ColumnFragment.Reference reference() {
        Name target = cursor.name();
        String column = "";
        if (cursor.skip("(")) {
            column = cursor.identifier();
            cursor.expect(")");
        }
        Action onDelete = Action.NO_ACTION;
        Action onUpdate = Action.NO_ACTION;
        while (cursor.is("on") || cursor.is("match")) {
            if (cursor.skip("match")) {
                cursor.next();
                continue;
            }
            cursor.next();
            boolean delete = cursor.next().equals("delete");
            Action action = action();
            onDelete = delete ? action : onDelete;
            onUpdate = delete ? onUpdate : action;
        }
        return new ColumnFragment.Reference(name, target, column, onDelete, onUpdate, Timing.NOT_DEFERRABLE);
    }

    private Action action() {
        String word = cursor.next();
        return switch (word) {
            case "cascade" -> Action.CASCADE;
            case "restrict" -> Action.RESTRICT;
            case "set" -> cursor.next().equals("null") ? Action.SET_NULL : Action.SET_DEFAULT;
            default -> {
                cursor.expect("action");
                yield Action.NO_ACTION;
            }
        };
    }

    private void generated() {
        boolean always = cursor.next().equals("always");
        if (!always) {
            cursor.expect("default");
        }
        cursor.expect("as");
        if (cursor.skip("identity")) {
            identity = new ColumnFragment.IdentityClause(always, cursor.is("(") ? options(parenthesised()) : Map.of());
            return;
        }
        String expression = parenthesised();
        boolean virtual = cursor.skip("virtual");
        generated = new Generated(expression, !virtual && cursor.skip("stored"));
    }

    /** {@code start with 10 increment by 5} and so on, by the first word of each. */
    private static Map<String, Long> options(String text) {
        var options = new HashMap<String, Long>();
        String word = "";
        String sign = "";
        for (Token token : SqlTokens.meaningful(text)) {
            if (token.kind() == Kind.NUMBER) {
                options.put(word, Long.parseLong(sign + token.text()));
            } else if (token.is("cycle")) {
                options.put("cycle", word.equals("no") ? 0L : 1L);
            } else if (!token.is("with") && !token.is("by") && !token.text().equals("-")) {
                word = token.text().toLowerCase(Locale.ROOT);
            }
            sign = token.text().equals("-") ? "-" : "";
        }
        return options;
    }

    private void timing(Timing timing) {
        switch (last) {
            case "unique" -> uniques.add(uniques.remove(uniques.size() - 1).withTiming(timing));
            case "references" ->
                references.add(references.remove(references.size() - 1).withTiming(timing));
            case "primary" -> primaryKey = primaryKey == null ? null : primaryKey.withTiming(timing);
            default -> throw new IllegalArgumentException("\"deferrable\" is not expected here");
        }
    }

    /** A default: its first word is never the start of a clause, as in {@code default null}. */
    private String expression() {
        int start = cursor.at();
        int depth = TokenCursor.depth(cursor.token());
        cursor.next();
        skipToClause(depth);
        return cursor.piece(start, cursor.at());
    }

    private String upToClause() {
        skipToClause(0);
        return cursor.piece(0, cursor.at());
    }

    private void skipToClause(int startDepth) {
        int depth = startDepth;
        while (!cursor.atEnd() && (depth > 0 || !isClause(cursor.token()))) {
            depth += TokenCursor.depth(cursor.token());
            cursor.next();
        }
    }

    private static boolean isClause(Token token) {
        return token.kind() == Kind.WORD && CLAUSES.contains(token.identifier());
    }

    private String parenthesised() {
        var range = cursor.parenthesised();
        return cursor.piece(range.from(), range.to());
    }
}
