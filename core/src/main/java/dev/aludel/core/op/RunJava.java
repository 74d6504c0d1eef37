package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs code on the live connection. It counts by its name and version, because code itself cannot be compared.
 *
 * @param up   what to run
 * @param down what undoes it; null when nothing was given
 */
public record RunJava(
        String name, int version, JavaStep up, @Nullable JavaStep down) implements Operation {

    @Override
    public Operation reverse() {
        return down == null
                ? new Irreversible("no code was given that undoes \"" + name + "\"", this)
                : new RunJava(name, version, down, up);
    }

    @Override
    public boolean isReversible() {
        return down != null;
    }

    @Override
    public SchemaModel applyTo(SchemaModel model) {
        return model;
    }

    @Override
    public List<Statement> sql(Dialect dialect, Scope scope) {
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
        return "! code \"" + name + "\" version " + version;
    }
}
