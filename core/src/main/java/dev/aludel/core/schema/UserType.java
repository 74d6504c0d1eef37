package dev.aludel.core.schema;

import java.util.Set;

/** A type that somebody made, other than one that is its SQL: columns, and other such types, can be of it. */
public sealed interface UserType extends SchemaObject permits EnumType, Domain, CompositeType {

    Set<String> KINDS = Set.of(EnumType.KIND, Domain.KIND, CompositeType.KIND);

    Name name();

    /** Must it be built anew to become {@code after}, and all that uses it be taken over? */
    boolean isRebuiltAs(UserType after);

    @Override
    default Set<String> claims() {
        return Set.of("type " + name());
    }
}
