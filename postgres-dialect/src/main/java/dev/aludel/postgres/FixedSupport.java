package dev.aludel.postgres;

import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;

/** Support of a noun that nothing can change in place: another one takes its place. */
interface FixedSupport<T extends SchemaObject> extends ObjectSupport<T> {

    @Override
    default List<Statement> alter(T before, T after, Using using, List<SchemaObject> users, Scope scope) {
        if (before.equals(after)) {
            return List.of();
        }
        throw new IllegalArgumentException(
                before.describe() + " cannot be changed into " + after.describe() + " in place; drop and create it");
    }
}
