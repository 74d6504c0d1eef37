package dev.aludel.core.schema;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something said about another object, which goes with it: a comment, a setting. */
public sealed interface About extends SchemaObject permits Comment, Setting {

    /** What it is about. */
    ObjectId on();

    @Override
    default @Nullable Name table() {
        return TableMember.tableOf(on());
    }

    @Override
    default Set<ObjectId> needs(SchemaModel model) {
        return on().equals(Namespace.FIRST) ? Set.of() : Set.of(on());
    }
}
