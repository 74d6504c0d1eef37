package dev.aludel.core.op;

import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.List;
import java.util.function.UnaryOperator;

/** A primary key or unique constraint as a revision writes it; every method gives a new definition. */
public final class KeyDefinition implements Definition {

    private final boolean primary;
    private final List<String> columns;
    private final String name;
    private final Timing timing;
    private final boolean nullsNotDistinct;
    private final String comment;

    KeyDefinition(
            boolean primary,
            List<String> columns,
            String name,
            Timing timing,
            boolean nullsNotDistinct,
            String comment) {
        this.primary = primary;
        this.columns = columns;
        this.name = name;
        this.timing = timing;
        this.nullsNotDistinct = nullsNotDistinct;
        this.comment = comment;
    }

    /** Without a name it gets the one that PostgreSQL would choose, such as {@code invoice_number_key}. */
    public KeyDefinition named(String value) {
        return new KeyDefinition(primary, columns, value, timing, nullsNotDistinct, comment);
    }

    public KeyDefinition deferrable() {
        return new KeyDefinition(primary, columns, name, Timing.DEFERRABLE, nullsNotDistinct, comment);
    }

    public KeyDefinition initiallyDeferred() {
        return new KeyDefinition(primary, columns, name, Timing.INITIALLY_DEFERRED, nullsNotDistinct, comment);
    }

    /** Two nulls count as equal (PostgreSQL 15); for unique constraints only. */
    public KeyDefinition nullsNotDistinct() {
        if (primary) {
            throw new IllegalArgumentException("a primary key has no nulls");
        }
        return new KeyDefinition(false, columns, name, timing, true, comment);
    }

    public KeyDefinition comment(String text) {
        return new KeyDefinition(primary, columns, name, timing, nullsNotDistinct, text);
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        SchemaObject key = primary
                ? new PrimaryKey(table, name.isEmpty() ? DefaultNames.primaryKey(table) : name, columns, timing)
                : new UniqueConstraint(
                        table,
                        name.isEmpty() ? DefaultNames.unique(table, columns) : name,
                        columns,
                        timing,
                        nullsNotDistinct);
        return Definition.commented(key, comment);
    }
}
