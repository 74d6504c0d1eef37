package dev.aludel.core.op;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.function.UnaryOperator;

/** A check constraint as a revision writes it. */
public final class CheckDefinition implements Definition {

    private final String name;
    private final String expression;
    private final String comment;

    CheckDefinition(String name, String expression, String comment) {
        this.name = name;
        this.expression = expression;
        this.comment = comment;
    }

    public CheckDefinition comment(String text) {
        return new CheckDefinition(name, expression, text);
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        return Definition.commented(new CheckConstraint(table, name, expression), comment);
    }
}
