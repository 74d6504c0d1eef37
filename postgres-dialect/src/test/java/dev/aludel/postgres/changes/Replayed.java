package dev.aludel.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.op.Statements;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.postgres.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The law of replaying, on a row: the statements of the upgrade, applied to the schema that is there, give the one that is
 * wanted, and those of the downgrade lead back, in the spelling of the catalog. What is not understood may not become more.
 */
final class Replayed {

    private Replayed() {}

    static void there(String row, SchemaModel from, Side wanted, SchemaModel to, List<Operation> upgrade, Scope scope)
            throws SQLException {
        leads(row, from, wanted, to, upgrade, scope);
    }

    static void back(String row, SchemaModel to, Side live, SchemaModel from, List<Operation> upgrade, Scope scope)
            throws SQLException {
        leads(row + ", and back", to, live, from, Operations.reverse(upgrade), scope);
    }

    private static void leads(
            String row, SchemaModel from, Side side, SchemaModel to, List<Operation> operations, Scope scope)
            throws SQLException {
        for (Scope spelled : List.of(scope, Scope.unqualified(scope.majorVersion()))) {
            var texts = Statements.of(operations, side.dialect, spelled).stream()
                    .flatMap(List::stream)
                    .map(Statement::sql)
                    .toList();
            var unknown = new ArrayList<String>();
            var result = fold(texts, from, scope, unknown);
            boolean known = NotReplayed.ROWS.contains(row);
            assertThat(unknown.isEmpty() || known)
                    .as(row + " is not understood: " + unknown)
                    .isTrue();
            assertThat(unknown.isEmpty() && known)
                    .as(row + " is understood now: take it off the list")
                    .isFalse();
            if (result.isPresent()) {
                var normalized = side.dialect.normalize(side.connection(), result.get(), to, scope);
                assertThat(normalized.undecided())
                        .as("undecided, after " + texts)
                        .isEmpty();
                assertThat(Differ.diff(to, normalized.model()))
                        .extracting(Operation::describe)
                        .as("the wanted schema and what is replayed, after " + texts)
                        .isEmpty();
            }
        }
    }

    private static Optional<SchemaModel> fold(List<String> texts, SchemaModel from, Scope scope, List<String> unknown) {
        SchemaModel model = from;
        for (String text : texts) {
            try {
                model = Reading.of(text, model, scope);
            } catch (RuntimeException e) {
                unknown.add(e.getMessage() + " in: " + text);
                return Optional.empty();
            }
        }
        return Optional.of(model);
    }
}
