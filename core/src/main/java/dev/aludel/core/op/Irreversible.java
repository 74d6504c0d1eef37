package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says that there is no way back from here. On the way up it does nothing; a downgrade that would pass it is refused
 * before anything is touched.
 *
 * @param why      for the person who is refused
 * @param original the operation that cannot be undone; null when this stands by itself
 */
public record Irreversible(String why, @Nullable Operation original) implements Operation {

    @Override
    public Operation reverse() {
        return original == null ? this : original;
    }

    @Override
    public boolean isReversible() {
        return original != null;
    }

    @Override
    public SchemaModel applyTo(SchemaModel model) {
        return model;
    }

    /**
     * @throws RefusedException for the way back of something that has none
     */
    @Override
    public List<Statement> sql(Dialect dialect, Scope scope) {
        if (original != null) {
            throw new RefusedException(RefusedException.Reason.IRREVERSIBLE, why);
        }
        return List.of();
    }

    @Override
    public boolean losesData() {
        return false;
    }

    @Override
    public Set<ObjectId> touches() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "! irreversible: " + why;
    }
}
