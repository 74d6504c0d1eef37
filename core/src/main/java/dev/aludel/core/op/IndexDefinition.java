package dev.aludel.core.op;

import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.function.UnaryOperator;

/** An index as a revision writes it; every method gives a new definition. */
public final class IndexDefinition implements Definition {

    private final Index index;
    private final String comment;

    IndexDefinition(Index index, String comment) {
        this.index = index;
        this.comment = comment;
    }

    private IndexDefinition with(
            boolean unique, List<String> include, String method, String predicate, boolean nullsNotDistinct) {
        return new IndexDefinition(
                new Index(
                        index.table(),
                        index.name(),
                        unique,
                        index.keys(),
                        include,
                        method,
                        predicate.isEmpty() ? null : predicate,
                        nullsNotDistinct),
                comment);
    }

    private String predicate() {
        return index.predicate() == null ? "" : index.predicate();
    }

    public IndexDefinition unique() {
        return with(true, index.include(), index.method(), predicate(), index.nullsNotDistinct());
    }

    /** Columns that the index carries but does not sort by. */
    public IndexDefinition include(String... columns) {
        return with(index.unique(), List.of(columns), index.method(), predicate(), index.nullsNotDistinct());
    }

    /** The access method, e.g. {@code gin}; {@code btree} when nothing is said. */
    public IndexDefinition using(String method) {
        return with(index.unique(), index.include(), method, predicate(), index.nullsNotDistinct());
    }

    /** Which rows are in it. */
    public IndexDefinition where(String predicate) {
        return with(index.unique(), index.include(), index.method(), predicate, index.nullsNotDistinct());
    }

    /** Two nulls count as equal (PostgreSQL 15); for a unique index. */
    public IndexDefinition nullsNotDistinct() {
        return with(index.unique(), index.include(), index.method(), predicate(), true);
    }

    public IndexDefinition comment(String text) {
        return new IndexDefinition(index, text);
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        var here = new Index(
                table,
                index.name(),
                index.unique(),
                index.keys(),
                index.include(),
                index.method(),
                index.predicate(),
                index.nullsNotDistinct());
        return Definition.commented(here, comment);
    }
}
