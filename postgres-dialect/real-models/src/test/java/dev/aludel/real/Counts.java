package dev.aludel.real;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UniqueConstraint;

/** How much a model holds of what is the same in every version of Hibernate. */
record Counts(long tables, long columns, long foreignKeys, long indexes, long sequences) {

    static Counts of(SchemaModel model) {
        return new Counts(
                count(model, Table.class),
                count(model, Column.class),
                count(model, ForeignKey.class),
                count(model, Index.class),
                count(model, Sequence.class));
    }

    /** The rest, for people. */
    static String others(SchemaModel model) {
        return "uniques=" + count(model, UniqueConstraint.class) + ", checks=" + count(model, CheckConstraint.class)
                + ", enumTypes=" + count(model, EnumType.class);
    }

    private static long count(SchemaModel model, Class<? extends SchemaObject> kind) {
        return model.everything().values().stream().filter(kind::isInstance).count();
    }
}
