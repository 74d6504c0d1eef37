package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Secrets;
import dev.aludel.core.schema.SqlTokens;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL as it was written. What it does to the schema is not known.
 *
 * @param up   one or more statements
 * @param down what undoes them; null when nothing was given. Empty when nothing is needed
 */
public record RunSql(String up, @Nullable String down) implements Operation {

    @Override
    public Operation reverse() {
        return down == null
                ? new Irreversible("no SQL was given that undoes: " + firstLine(), this)
                : new RunSql(down, up);
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
        return SqlTokens.statements(up).stream()
                .map(statement -> SqlWords.of(statement)
                        .transactional(dialect.transactional(statement))
                        .hazard(Hazard.Kind.OPAQUE, "SQL that was written by hand"))
                .toList();
    }

    /** As far as its words say. */
    @Override
    public boolean losesData() {
        return SqlTokens.statements(up).stream()
                .flatMap(statement -> SqlWords.of(statement).hazards().stream())
                .anyMatch(hazard -> hazard.kind() == Hazard.Kind.LOSES_DATA);
    }

    @Override
    public Set<ObjectId> touches() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "! " + firstLine();
    }

    private String firstLine() {
        String line = Secrets.hidden(up).strip().lines().findFirst().orElse("");
        return line.length() > 80 ? line.substring(0, 79) + "…" : line;
    }
}
