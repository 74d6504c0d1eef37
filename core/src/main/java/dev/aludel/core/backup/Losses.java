package dev.aludel.core.backup;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Loss;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Backfill;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.Statements;
import dev.aludel.core.run.Step;
import dev.aludel.core.schema.Column;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What the operations of steps take away. Their statements tell, whoever has written them. */
final class Losses {

    private final Dialect dialect;
    private final Safekeeping safekeeping;
    private final Scope scope;
    private final Map<Step, List<Loss>> known = new IdentityHashMap<>();

    Losses(Dialect dialect, Safekeeping safekeeping, int serverMajorVersion) {
        this.dialect = dialect;
        this.safekeeping = safekeeping;
        this.scope = Scope.unqualified(serverMajorVersion);
    }

    Loss of(Step step, int index) {
        return known.computeIfAbsent(step, this::all).get(index);
    }

    private List<Loss> all(Step step) {
        var statements = Statements.of(step.operations(), dialect, scope);
        var losses = new ArrayList<Loss>();
        for (int i = 0; i < statements.size(); i++) {
            Operation operation = step.operations().get(i);
            Loss loss = Loss.NONE;
            if (operation instanceof RunJava code) {
                loss = Loss.untold("what code \"" + code.name() + "\" takes away");
            } else if (!isHarmless(operation)) {
                for (var statement : statements.get(i)) {
                    loss = loss.and(safekeeping.loss(statement.sql()));
                }
            }
            losses.add(loss);
        }
        return losses;
    }

    /** To overwrite is what a backfill is for. */
    private static boolean isHarmless(Operation operation) {
        return operation instanceof Create
                || operation instanceof Rename
                || operation instanceof Backfill
                || operation instanceof Alter alter && alter.before() instanceof Column && !alter.losesData();
    }
}
