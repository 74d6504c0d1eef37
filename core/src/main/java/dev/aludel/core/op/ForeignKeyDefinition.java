package dev.aludel.core.op;

import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Standing;
import dev.aludel.core.schema.Timing;
import java.util.List;
import java.util.function.UnaryOperator;

/** A foreign key as a revision writes it; every method gives a new definition. */
public final class ForeignKeyDefinition implements Definition {

    private final ForeignKey key;
    private final boolean named;
    private final String comment;

    private ForeignKeyDefinition(ForeignKey key, boolean named, String comment) {
        this.key = key;
        this.named = named;
        this.comment = comment;
    }

    /** A foreign key's columns; what they point at is still to be said. */
    public static final class Start {

        private final List<String> columns;

        Start(List<String> columns) {
            this.columns = columns;
        }

        /** The columns pointed at, in the order of the referencing ones. */
        public ForeignKeyDefinition references(String table, String... targetColumns) {
            var key = new ForeignKey(
                    Definitions.SOMEWHERE, "unnamed", columns, Name.parse(table), List.of(targetColumns));
            return new ForeignKeyDefinition(key, false, "");
        }
    }

    private ForeignKeyDefinition with(ForeignKey.Action onDelete, ForeignKey.Action onUpdate, Timing timing) {
        return new ForeignKeyDefinition(key.with(onDelete, onUpdate, timing), named, comment);
    }

    private ForeignKeyDefinition with(boolean full, List<String> set, boolean period, Standing standing) {
        return new ForeignKeyDefinition(key.with(full, set, period, standing), named, comment);
    }

    /** All of its columns must be null if one is. */
    public ForeignKeyDefinition matchFull() {
        return with(true, key.setOnDelete(), key.period(), key.standing());
    }

    /** Of its columns those that {@code ON DELETE SET NULL} or {@code SET DEFAULT} sets (PostgreSQL 15). */
    public ForeignKeyDefinition settingOnDelete(String... columns) {
        return with(key.matchFull(), List.of(columns), key.period(), key.standing());
    }

    /** The last column is a range that has to be covered (PostgreSQL 18). */
    public ForeignKeyDefinition period() {
        return with(key.matchFull(), key.setOnDelete(), true, key.standing());
    }

    /** The rows that are there have not been looked at. */
    public ForeignKeyDefinition notValid() {
        return with(key.matchFull(), key.setOnDelete(), key.period(), Standing.NOT_VALID);
    }

    /** Nothing makes rows keep to it (PostgreSQL 18). */
    public ForeignKeyDefinition notEnforced() {
        return with(key.matchFull(), key.setOnDelete(), key.period(), Standing.NOT_ENFORCED);
    }

    /** Without a name it gets the one that PostgreSQL would choose, such as {@code invoice_customer_id_fkey}. */
    public ForeignKeyDefinition named(String name) {
        return new ForeignKeyDefinition(in(Definitions.SOMEWHERE, name), true, comment);
    }

    public ForeignKeyDefinition onDelete(ForeignKey.Action action) {
        return with(action, key.onUpdate(), key.timing());
    }

    public ForeignKeyDefinition onUpdate(ForeignKey.Action action) {
        return with(key.onDelete(), action, key.timing());
    }

    public ForeignKeyDefinition deferrable() {
        return with(key.onDelete(), key.onUpdate(), Timing.DEFERRABLE);
    }

    public ForeignKeyDefinition initiallyDeferred() {
        return with(key.onDelete(), key.onUpdate(), Timing.INITIALLY_DEFERRED);
    }

    public ForeignKeyDefinition comment(String text) {
        return new ForeignKeyDefinition(key, named, text);
    }

    private ForeignKey in(Name table, String name) {
        return key.named(table, name, key.columns(), key.target(), key.targetColumns(), key.setOnDelete());
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        String name = named ? key.name() : DefaultNames.foreignKey(table, key.columns());
        return Definition.commented(in(table, name), comment);
    }
}
