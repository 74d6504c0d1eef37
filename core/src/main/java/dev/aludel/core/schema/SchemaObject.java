package dev.aludel.core.schema;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A thing in a schema. Immutable; equal when nothing that matters differs.
 *
 * <p>Sealed, so that every place that must know all nouns is found by the compiler; {@link CustomObject} is the one
 * open door.
 */
public sealed interface SchemaObject
        permits Namespace, Table, TableMember, About, Sequence, UserType, SqlObject, CustomObject {

    /** What makes this the same object in two models, however else it differs. */
    ObjectId id();

    /** The table that this is a part of; null for what stands by itself. */
    default @Nullable Name table() {
        return null;
    }

    /**
     * The objects that must be there before this one can be: at creation they come first, at removal they go last.
     * What {@code model} does not contain is mentioned all the same, so that a hole can be seen.
     */
    Set<ObjectId> needs(SchemaModel model);

    /**
     * Names that only one object may hold at a time (a relation's name, the one primary key of a table), so that a
     * holder goes before its successor comes.
     */
    default Set<String> claims() {
        return Set.of();
    }

    /** Can this be changed into {@code after} where it stands, keeping everything that depends on it? */
    default boolean canBecome(SchemaObject after) {
        return false;
    }

    /** This object after something was renamed: itself, or something that it points at. */
    SchemaObject follow(Renaming renaming);

    /** Does removing this remove rows or values that nothing else holds? */
    default boolean holdsData() {
        return false;
    }

    /** The details in words for a line of a difference, without kind and name, e.g. {@code varchar(80) not null}. */
    String details();

    /** One line for people, e.g. {@code column account.name varchar(80) not null}. */
    default String describe() {
        String details = details();
        return OneLine.of(details.isEmpty() ? id().toString() : id() + " " + details);
    }
}
