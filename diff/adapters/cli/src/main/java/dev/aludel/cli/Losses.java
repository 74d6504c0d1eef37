package dev.aludel.cli;

import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.run.Plan;
import dev.aludel.core.run.Step;
import dev.aludel.core.schema.SqlTokens;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is gone after an upgrade that nothing else holds. SQL is judged by its words, and may lose more than these say. */
final class Losses {

    private static final Set<String> HOLDING_DATA = Set.of("TABLE", "SCHEMA", "SEQUENCE", "DATABASE");

    /** What {@code ALTER TABLE} can drop besides columns. */
    private static final Set<String> HOLDING_NONE = Set.of("CONSTRAINT", "DEFAULT", "NOT", "EXPRESSION", "IDENTITY");

    private Losses() {}

    /** One line for each operation that loses data. */
    static List<String> of(Plan plan) {
        return plan.steps().stream()
                .map(Plan.PlannedStep::step)
                .flatMap(step -> of(step).map(line -> step.revision().id() + ": " + line))
                .toList();
    }

    private static Stream<String> of(Step step) {
        return step.operations().stream().flatMap(Losses::of);
    }

    private static Stream<String> of(Operation operation) {
        if (operation instanceof RunSql sql) {
            return SqlTokens.statements(sql.up()).stream().filter(Losses::loses).map(Lines::oneLine);
        }
        return operation.losesData() ? Stream.of(operation.describe()) : Stream.empty();
    }

    static boolean loses(String statement) {
        var words = SqlTokens.meaningful(statement);
        if (words.size() < 2) {
            return false;
        }
        if (words.get(0).is("TRUNCATE") || words.get(0).is("DELETE")) {
            return true;
        }
        if (words.get(0).is("DROP")) {
            return HOLDING_DATA.stream().anyMatch(words.get(1)::is);
        }
        if (!words.get(0).is("ALTER") || !words.get(1).is("TABLE")) {
            return false;
        }
        for (int i = 2; i + 1 < words.size(); i++) {
            if (words.get(i).is("DROP") && HOLDING_NONE.stream().noneMatch(words.get(i + 1)::is)) {
                return true;
            }
        }
        return false;
    }
}
