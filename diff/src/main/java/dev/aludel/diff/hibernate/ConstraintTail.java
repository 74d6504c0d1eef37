package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.ForeignKey.Action;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import dev.aludel.core.schema.Timing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may follow the columns of a constraint: {@code on delete cascade on update restrict deferrable initially deferred}.
 *
 * @param onDelete null when nothing is said
 * @param onUpdate null when nothing is said
 * @param rest     what is none of these; empty when all was understood
 */
record ConstraintTail(@Nullable Action onDelete, @Nullable Action onUpdate, Timing timing, String rest) {

    static ConstraintTail parse(String sql) {
        return parse(SqlTokens.meaningful(sql));
    }

    static ConstraintTail parse(List<Token> tokens) {
        Action onDelete = null;
        Action onUpdate = null;
        boolean deferrable = false;
        boolean deferred = false;
        var rest = new StringBuilder();
        int at = 0;
        while (at < tokens.size()) {
            if (isAt(tokens, at, "on", "delete") && action(tokens, at + 2) != null) {
                onDelete = action(tokens, at + 2);
                at += 2 + words(onDelete);
            } else if (isAt(tokens, at, "on", "update") && action(tokens, at + 2) != null) {
                onUpdate = action(tokens, at + 2);
                at += 2 + words(onUpdate);
            } else if (isAt(tokens, at, "not", "deferrable") || isAt(tokens, at, "match", "simple")) {
                at += 2;
            } else if (isAt(tokens, at, "deferrable")) {
                deferrable = true;
                at++;
            } else if (isAt(tokens, at, "initially", "deferred")) {
                deferrable = true;
                deferred = true;
                at += 2;
            } else if (isAt(tokens, at, "initially", "immediate")) {
                at += 2;
            } else {
                rest.append(rest.isEmpty() ? "" : " ").append(tokens.get(at++).text());
            }
        }
        Timing timing = deferred ? Timing.INITIALLY_DEFERRED : deferrable ? Timing.DEFERRABLE : Timing.NOT_DEFERRABLE;
        return new ConstraintTail(onDelete, onUpdate, timing, rest.toString());
    }

    boolean isOnlyTiming() {
        return rest.isEmpty() && onDelete == null && onUpdate == null;
    }

    /** This, and what the other says besides. */
    ConstraintTail with(ConstraintTail other) {
        return new ConstraintTail(
                other.onDelete == null ? onDelete : other.onDelete,
                other.onUpdate == null ? onUpdate : other.onUpdate,
                other.timing == Timing.NOT_DEFERRABLE ? timing : other.timing,
                (rest + " " + other.rest).strip());
    }

    private static @Nullable Action action(List<Token> tokens, int at) {
        for (Action action : Action.values()) {
            if (isAt(tokens, at, action.sql().split(" "))) {
                return action;
            }
        }
        return null;
    }

    private static int words(@Nullable Action action) {
        return action == null ? 0 : action.sql().split(" ").length;
    }

    private static boolean isAt(List<Token> tokens, int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }
}
