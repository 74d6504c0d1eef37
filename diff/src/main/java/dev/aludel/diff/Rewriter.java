package dev.aludel.diff;

import dev.aludel.core.op.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Changes what a generated revision does: leaves an operation out, splits it, adds one. Works on the upgrade; the
 * downgrade is its reverse. When it leaves nothing, nothing is written.
 */
@FunctionalInterface
public interface Rewriter {

    List<Operation> rewrite(List<Operation> upgrade);

    default Rewriter andThen(Rewriter next) {
        return upgrade -> next.rewrite(rewrite(upgrade));
    }

    /** Looks at one operation after the other; none in its place leaves it out. */
    static Rewriter each(Function<Operation, List<Operation>> function) {
        return upgrade -> upgrade.stream().map(function).flatMap(List::stream).collect(Collectors.toUnmodifiableList());
    }

    static Rewriter without(Predicate<Operation> left) {
        return each(operation -> left.test(operation) ? List.of() : List.of(operation));
    }
}
