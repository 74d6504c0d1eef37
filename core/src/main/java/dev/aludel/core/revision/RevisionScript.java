package dev.aludel.core.revision;

import dev.aludel.core.op.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A revision that was found: its header at once, its body when asked for. */
public interface RevisionScript {

    RevisionInfo info();

    /**
     * @param normalType the dialect's normal spelling of a type
     */
    List<Operation> upgrade(UnaryOperator<String> normalType);

    List<Operation> downgrade(UnaryOperator<String> normalType);

    /** As {@link Migration#properties}. */
    default Map<String, String> properties() {
        return Map.of();
    }
}
