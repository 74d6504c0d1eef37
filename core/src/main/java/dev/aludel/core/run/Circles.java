package dev.aludel.core.run;

import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Name;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tables whose foreign keys lead back to them by way of other tables: no order of whole tables would do. */
final class Circles {

    private Circles() {}

    /** Those tables, as far as these operations make their foreign keys. */
    static Set<Name> in(List<Operation> operations) {
        Map<Name, Set<Name>> targets = new TreeMap<>();
        for (Operation operation : operations) {
            if (operation instanceof Create create
                    && create.object() instanceof ForeignKey key
                    && !key.target().equals(key.table())) {
                targets.computeIfAbsent(key.table(), table -> new TreeSet<>()).add(key.target());
            }
        }
        var circling = new TreeSet<Name>();
        for (Name table : targets.keySet()) {
            if (reached(table, targets).contains(table)) {
                circling.add(table);
            }
        }
        return circling;
    }

    private static Set<Name> reached(Name from, Map<Name, Set<Name>> targets) {
        var reached = new TreeSet<Name>();
        var pending = new ArrayDeque<>(targets.get(from));
        while (!pending.isEmpty()) {
            Name table = pending.remove();
            if (reached.add(table)) {
                pending.addAll(targets.getOrDefault(table, Set.of()));
            }
        }
        return reached;
    }
}
