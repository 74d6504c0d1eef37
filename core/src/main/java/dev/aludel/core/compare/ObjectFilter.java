package dev.aludel.core.compare;

import dev.aludel.core.schema.ObjectId;

/** Says which objects a comparison is about. What it is not about is left as it is. */
@FunctionalInterface
public interface ObjectFilter {

    ObjectFilter ALL = id -> true;

    boolean includes(ObjectId id);

    default ObjectFilter and(ObjectFilter other) {
        return id -> includes(id) && other.includes(id);
    }
}
