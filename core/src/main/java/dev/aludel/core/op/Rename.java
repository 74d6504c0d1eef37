package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.OneLine;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.Set;

/** Gives an object another name and keeps all that it holds; what points at it follows. */
public record Rename(ObjectId from, ObjectId to) implements Operation {

    public Rename {
        new Renaming(from, to);
    }

    @Override
    public Rename reverse() {
        return new Rename(to, from);
    }

    @Override
    public SchemaModel applyTo(SchemaModel model) {
        return model.rename(new Renaming(from, to));
    }

    @Override
    public List<Statement> sql(Dialect dialect, Scope scope) {
        return dialect.rename(from, to, scope);
    }

    @Override
    public boolean losesData() {
        return false;
    }

    @Override
    public Set<ObjectId> touches() {
        if (from.kind().equals(EnumType.VALUE)) {
            return Set.of(EnumType.id(from.name()));
        }
        return Set.of(from.isMember() ? ObjectId.table(from.name()) : from);
    }

    @Override
    public Set<String> createsIn() {
        return from.name().schema().equals(to.name().schema())
                ? Set.of()
                : Set.of(to.name().schema());
    }

    @Override
    public String describe() {
        return OneLine.of("> " + from + " -> " + (to.isMember() ? to.member() : to.path()));
    }
}
