package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.schema.SchemaObject;

/** Finds an object's support by its class. */
final class Supports {

    private Supports() {}

    /** The support takes objects of the class that it is registered for, and {@code object} is of that class. */
    @SuppressWarnings("unchecked")
    static ObjectSupport<SchemaObject> of(Dialect dialect, SchemaObject object) {
        return (ObjectSupport<SchemaObject>) (ObjectSupport<?>) dialect.support(object.getClass());
    }
}
