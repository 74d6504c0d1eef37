package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.Set;

/** Makes an object that is not there. */
public record Create(SchemaObject object) implements Operation {

    @Override
    public Drop reverse() {
        return new Drop(object);
    }

    @Override
    public SchemaModel applyTo(SchemaModel model) {
        return model.with(object);
    }

    @Override
    public List<Statement> sql(Dialect dialect, Scope scope) {
        return Supports.of(dialect, object).create(object, scope);
    }

    @Override
    public boolean losesData() {
        return false;
    }

    @Override
    public Set<ObjectId> touches() {
        return object.table() == null ? Set.of() : Set.of(ObjectId.table(object.table()));
    }

    @Override
    public Set<String> createsIn() {
        return object instanceof Namespace
                ? Set.of()
                : Set.of(object.id().name().schema());
    }

    @Override
    public String describe() {
        return "+ " + object.describe();
    }
}
