package dev.aludel.core.op;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.TableOption;
import java.util.List;
import java.util.function.UnaryOperator;

/** A clause of a table's own as a revision writes it. */
public final class OptionDefinition implements Definition {

    private final String name;
    private final String clause;
    private final String set;
    private final String reset;

    OptionDefinition(String name, String clause, String set, String reset) {
        this.name = name;
        this.clause = clause;
        this.set = set;
        this.reset = reset;
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        return List.of(option(table));
    }

    TableOption option(Name table) {
        return new TableOption(table, name, clause, set, reset);
    }
}
