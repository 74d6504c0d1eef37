package dev.aludel.core.run;

import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.RunSql;
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

    /** The same, but the database's heads stay what they are. */
    Step leaving(Set<String> heads) {
        return new Step(revision, direction, operations, checksum, heads);
    }

    /** Does it belong to no revision? */
    boolean isOffChain() {
        return revision.id().equals(Runner.OFF_CHAIN);
    }

    /** Is there anything in it whose effect on the session nobody knows: SQL that was written by hand, or code? */
    boolean isOpaque() {
        return operations.stream().anyMatch(operation -> operation instanceof RunSql || operation instanceof RunJava);
    }

    /** Are rows or values gone afterwards that nothing else holds? */
    public boolean losesData() {
        return operations.stream().anyMatch(Operation::losesData);
    }
}
