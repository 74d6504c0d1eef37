package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes {@code ADD COLUMN … NOT NULL} apart, so that there is a moment in which rows can get their values. */
final class FilledLater {

    /** What gives a column values by itself. */
    private static final Set<String> FILLING = Set.of("default", "generated", "primary");

    private FilledLater() {}

    static Optional<List<String>> apart(String statement, Scope scope, Set<ObjectId> filled) {
        var cursor = new TokenCursor(statement);
        try {
            if (!cursor.skip("alter", "table")) {
                return Optional.empty();
            }
            cursor.skip("if", "exists");
            cursor.skip("only");
            Name table = cursor.name();
            String head = cursor.piece(0, cursor.at());
            var adding = new ArrayList<String>();
            var closing = new ArrayList<String>();
            for (TokenCursor action : cursor.list()) {
                adding.add(nullable(action, scope.qualify(table), filled, closing));
            }
            return closing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            List.of(head + " " + String.join(", ", adding), head + " " + String.join(", ", closing)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String nullable(TokenCursor action, Name table, Set<ObjectId> filled, List<String> closing) {
        String whole = action.piece(0, action.size());
        if (!action.skip("add")) {
            return whole;
        }
        action.skip("column");
        if (action.skip("if")) {
            action.skip("not", "exists");
        }
        String column = action.ident();
        if (!filled.contains(ObjectId.column(table, column))) {
            return whole;
        }
        int not = -1;
        int depth = 0;
        for (int i = action.at(); i < action.size(); i++) {
            action.moveTo(i);
            depth += TokenCursor.depth(action.token());
            if (depth == 0 && FILLING.contains(action.word())) {
                return whole;
            }
            if (depth == 0 && action.skip("not") && action.is("null")) {
                not = i;
            }
        }
        if (not < 0) {
            return whole;
        }
        closing.add("ALTER COLUMN " + Sql.ident(column) + " SET NOT NULL");
        return (action.piece(0, not) + " " + action.piece(not + 2, action.size())).strip();
    }
}
