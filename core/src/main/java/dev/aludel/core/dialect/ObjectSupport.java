package dev.aludel.core.dialect;

import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;

/**
 * All that a dialect knows about writing one noun. Each method returns statements in the order in which they must run;
 * none touches a database.
 *
 * @param <T> the noun
 */
public interface ObjectSupport<T extends SchemaObject> {

    Class<T> type();

    List<Statement> create(T object, Scope scope);

    List<Statement> drop(T object, Scope scope);

    /**
     * Changes {@code before} into {@code after}, which is the same object ({@link SchemaObject#canBecome} holds).
     *
     * @param using conversion of values, for a column whose type changes
     * @param users for a type: the columns and types that use it, and what cannot stay while it is built anew, in an order
     *              in which it can be made again; empty for anything but a type
     */
    List<Statement> alter(T before, T after, Using using, List<SchemaObject> users, Scope scope);

    /**
     * Changes a type whose new values are used later in the same transaction. The same as {@link #alter}, unless the
     * server lets nobody use them before the transaction ends.
     */
    default List<Statement> alterBeforeUse(T before, T after, List<SchemaObject> users, Scope scope) {
        return alter(before, after, Using.NONE, users, scope);
    }

    List<Statement> rename(ObjectId from, ObjectId to, Scope scope);
}
