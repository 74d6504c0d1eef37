package dev.aludel.core.run;

import dev.aludel.core.op.Operation;
import java.time.Duration;
import java.util.List;

/** Operations that were applied without a revision. */
public record ApplyResult(List<Operation> operations, Duration took) {

    public ApplyResult {
        operations = List.copyOf(operations);
    }
}
