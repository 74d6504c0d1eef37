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
    private final UniqueConstraint key;
    private final boolean named;
    private final String comment;

    private KeyDefinition(boolean primary, UniqueConstraint key, boolean named, String comment) {
        this.primary = primary;
        this.key = key;
        this.named = named;
        this.comment = comment;
    }

    static KeyDefinition of(boolean primary, List<String> columns) {
        return new KeyDefinition(primary, new UniqueConstraint(Definitions.SOMEWHERE, "unnamed", columns), false, "");
    }

    private KeyDefinition with(
            String name, Timing timing, boolean nullsNotDistinct, List<String> include, boolean withoutOverlaps) {
        var changed = new UniqueConstraint(
                key.table(), name, key.columns(), timing, nullsNotDistinct, include, withoutOverlaps);
        return new KeyDefinition(primary, changed, named, comment);
    }

    /** Without a name it gets the one that PostgreSQL would choose, such as {@code invoice_number_key}. */
    public KeyDefinition named(String value) {
        var changed = with(value, key.timing(), key.nullsNotDistinct(), key.include(), key.withoutOverlaps());
        return new KeyDefinition(primary, changed.key, true, comment);
    }

    public KeyDefinition deferrable() {
        return with(key.name(), Timing.DEFERRABLE, key.nullsNotDistinct(), key.include(), key.withoutOverlaps());
    }

    public KeyDefinition initiallyDeferred() {
        return with(
                key.name(), Timing.INITIALLY_DEFERRED, key.nullsNotDistinct(), key.include(), key.withoutOverlaps());
    }

    /** Two nulls count as equal (PostgreSQL 15); for unique constraints only. */
    public KeyDefinition nullsNotDistinct() {
        if (primary) {
            throw new IllegalArgumentException("a primary key has no nulls");
        }
        return with(key.name(), key.timing(), true, key.include(), key.withoutOverlaps());
    }

    /** Columns that the index carries but that need not be unique. */
    public KeyDefinition include(String... columns) {
        return with(key.name(), key.timing(), key.nullsNotDistinct(), List.of(columns), key.withoutOverlaps());
    }

    /** The last column is a range, of which no two may overlap where the others are the same (PostgreSQL 18). */
    public KeyDefinition withoutOverlaps() {
        return with(key.name(), key.timing(), key.nullsNotDistinct(), key.include(), true);
    }

    public KeyDefinition comment(String text) {
        return new KeyDefinition(primary, key, named, text);
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        String otherwise = primary ? DefaultNames.primaryKey(table) : DefaultNames.unique(table, key.columns());
        String name = named ? key.name() : otherwise;
        SchemaObject made = primary
                ? new PrimaryKey(table, name, key.columns(), key.timing(), key.include(), key.withoutOverlaps())
                : new UniqueConstraint(
                        table,
                        name,
                        key.columns(),
                        key.timing(),
                        key.nullsNotDistinct(),
                        key.include(),
                        key.withoutOverlaps());
        return Definition.commented(made, comment);
    }
}
