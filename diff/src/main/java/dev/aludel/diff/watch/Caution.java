package dev.aludel.diff.watch;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Operation;
import dev.aludel.core.run.Plan;
import dev.aludel.core.schema.EnumType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a watcher does not do by itself: whatever rows or values may not survive. */
final class Caution {

    private static final Set<Hazard.Kind> GRAVE = Set.of(Hazard.Kind.LOSES_DATA, Hazard.Kind.OVERWRITES_DATA);

    private Caution() {}

    /**
     * @param plan of the same operations
     * @return one line each; none when nothing speaks against it
     */
    static List<String> reasons(List<Operation> operations, Plan plan) {
        var reasons = new LinkedHashSet<String>();
        operations.stream()
                .filter(operation -> operation.losesData() || takesValues(operation))
                .forEach(operation -> reasons.add(operation.describe()));
        plan.hazards().stream()
                .filter(hazard -> GRAVE.contains(hazard.kind()))
                .forEach(hazard -> reasons.add(hazard.detail()));
        return List.copyOf(reasons);
    }

    private static boolean takesValues(Operation operation) {
        return operation instanceof Alter alter
                && alter.before() instanceof EnumType before
                && alter.after() instanceof EnumType after
                && !after.labels().containsAll(before.labels());
    }
}
