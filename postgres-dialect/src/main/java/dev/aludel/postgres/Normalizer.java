package dev.aludel.postgres;

import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.dialect.Normalized.Undecided;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.SchemaModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Puts a wanted model into the spelling of a live one, step by step: names as they are stored, definitions spelled out,
 * types, names that a machine made, expressions. After that two models differ where PostgreSQL says that they do.
 */
final class Normalizer {

    private Normalizer() {}

    /**
     * Writes nothing. At most three flights: for types that the model does not define, for expressions and for views
     * whose texts differ; a few more only where something cannot be planned.
     *
     * @param connection null where there is no server to ask
     * @throws ModelException if names become one when they are cut, or a column's definition cannot be read
     */
    static Normalized normalize(@Nullable Connection connection, SchemaModel wanted, SchemaModel live, Scope scope)
            throws SQLException {
        SchemaModel spelled = SpelledOut.of(Respelling.asStored(wanted, scope), live, scope);
        Normalized typed = TypeLookup.resolve(connection, spelled, live, scope);
        Meanings meanings = Meanings.ask(connection, typed.model(), live, scope);
        SchemaModel named = Adoption.adopt(typed.model(), live, meanings);
        Normalized settled = SameText.of(named, live, meanings, scope);
        Normalized defined = SameDefinition.of(connection, settled.model(), live, scope);
        var undecided = new ArrayList<Undecided>(typed.undecided());
        undecided.addAll(settled.undecided());
        undecided.addAll(defined.undecided());
        return new Normalized(defined.model(), undecided);
    }
}
