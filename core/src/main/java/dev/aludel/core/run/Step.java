package dev.aludel.core.run;

import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.RevisionInfo;
import java.util.List;
import java.util.Set;

/**
 * One revision to be applied or undone.
 *
 * @param operations what runs, in order
 * @param checksum   of the revision's upgrade
 * @param headsAfter where the database is afterwards
 */
public record Step(
        RevisionInfo revision,
        Direction direction,
        List<Operation> operations,
        String checksum,
        Set<String> headsAfter) {

    public Step {
        operations = List.copyOf(operations);
        headsAfter = Set.copyOf(headsAfter);
    }

    /** Are rows or values gone afterwards that nothing else holds? */
    public boolean losesData() {
        return operations.stream().anyMatch(Operation::losesData);
    }
}
