package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.Set;

/** Removes an object. Remembers all of it, so that undoing never has to guess. */
public record Drop(SchemaObject object) implements Operation {

    @Override
    public Create reverse() {
        return new Create(object);
    }

    @Override
    public SchemaModel applyTo(SchemaModel model) {
        return model.without(object.id());
    }

    @Override
    public List<Statement> sql(Dialect dialect, Scope scope) {
        return Supports.of(dialect, object).drop(object, scope);
    }

    @Override
    public boolean losesData() {
        return object.holdsData();
    }

    @Override
    public Set<ObjectId> touches() {
        return Set.of(object.table() == null ? object.id() : ObjectId.table(object.table()));
    }

    @Override
    public String describe() {
        return "- " + object.describe();
    }
}
