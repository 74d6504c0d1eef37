package dev.aludel.core.op;

import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.function.UnaryOperator;

/** An exclusion constraint as a revision writes it. */
public final class ExclusionDefinition implements Definition {

    private final String name;
    private final String definition;
    private final String comment;

    ExclusionDefinition(String name, String definition, String comment) {
        this.name = name;
        this.definition = definition;
        this.comment = comment;
    }

    public ExclusionDefinition comment(String text) {
        return new ExclusionDefinition(name, definition, text);
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        return Definition.commented(new ExclusionConstraint(table, name, definition), comment);
    }
}
