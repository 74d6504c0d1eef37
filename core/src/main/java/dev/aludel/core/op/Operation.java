package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.Set;

/** A change of a schema, as a value. */
public sealed interface Operation permits Create, Drop, Alter, Rename, RunSql, RunJava, Backfill, Irreversible {

    /** What undoes this in structure. Reversing twice gives this again. */
    Operation reverse();

    /** False when there is nothing that undoes this; its {@link #reverse} is then an {@link Irreversible}. */
    default boolean isReversible() {
        return true;
    }

    /**
     * The model after this.
     *
     * @throws IllegalArgumentException if this cannot be done to the model, e.g. creating what is already there
     */
    SchemaModel applyTo(SchemaModel model);

    /** The statements, in the order in which they must run. Empty for what is not SQL. */
    List<Statement> sql(Dialect dialect, Scope scope);

    /** Are rows or values gone afterwards that nothing else holds? */
    boolean losesData();

    /** The objects that must be there before this and that it changes or removes. */
    Set<ObjectId> touches();

    /** Schemas in which this makes something new; the first managed one is empty. */
    default Set<String> createsIn() {
        return Set.of();
    }

    /** One line for people: {@code +} made, {@code -} removed, {@code ~} changed, {@code >} renamed, {@code !} run. */
    String describe();
}
