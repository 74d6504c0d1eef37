package dev.aludel.core.op;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlType;
import java.util.Arrays;
import java.util.List;

/**
 * The words for parts of tables in revisions; import them statically. Names of tables are read as SQL reads them
 * ({@code invoice}, {@code billing.invoice}, {@code "Order"}); names of columns and constraints are taken as they are.
 */
public final class Definitions {

    /** Stands for the table that a definition does not know yet. */
    static final Name SOMEWHERE = Name.of("somewhere");

    private Definitions() {}

    /** A nullable column with no default. */
    public static ColumnDefinition column(String name, String type) {
        return new ColumnDefinition(name, type);
    }

    public static KeyDefinition primaryKey(String... columns) {
        return KeyDefinition.of(true, List.of(columns));
    }

    public static KeyDefinition unique(String... columns) {
        return KeyDefinition.of(false, List.of(columns));
    }

    public static CheckDefinition check(String name, String expression) {
        return new CheckDefinition(new CheckConstraint(SOMEWHERE, name, expression), "");
    }

    /** {@code exclusion("no_overlap", "EXCLUDE USING gist (room WITH =, stay WITH &&)")}. */
    public static ExclusionDefinition exclusion(String name, String definition) {
        return new ExclusionDefinition(name, definition, "");
    }

    public static ForeignKeyDefinition.Start foreignKey(String... columns) {
        return new ForeignKeyDefinition.Start(List.of(columns));
    }

    /** A B-tree index over columns, ascending. */
    public static IndexDefinition index(String name, String... columns) {
        return index(name, Arrays.stream(columns).map(IndexKey::column).toArray(IndexKey[]::new));
    }

    /** An index over keys made by {@link #asc}, {@link #desc} and {@link #expression}. */
    public static IndexDefinition index(String name, IndexKey... keys) {
        return new IndexDefinition(Index.of(SOMEWHERE, name, false, List.of(keys)), "");
    }

    public static IndexKey asc(String column) {
        return IndexKey.column(column);
    }

    /** Descending, nulls first. */
    public static IndexKey desc(String column) {
        return IndexKey.column(column).desc();
    }

    public static IndexKey expression(String sql) {
        return IndexKey.expression(sql);
    }

    /**
     * How a table hangs together with others.
     *
     * @param name   {@code partition by}, {@code partition of} or {@code inherits}
     * @param clause as {@code CREATE TABLE} has it after the parentheses
     */
    public static OptionDefinition option(String name, String clause) {
        return option(name, clause, "", "");
    }

    /**
     * @param set   the statement that gives it to a table that is there
     * @param reset the statement that takes it away
     */
    public static OptionDefinition option(String name, String clause, String set, String reset) {
        return new OptionDefinition(name, clause, set, reset);
    }

    /** A comment on the table. */
    public static CommentDefinition comment(String text) {
        return new CommentDefinition(text);
    }

    /** A {@code bigint} sequence that counts from 1 by 1. */
    public static SequenceDefinition sequence() {
        return sequence("bigint");
    }

    /**
     * @param type {@code smallint}, {@code integer} or {@code bigint}
     */
    public static SequenceDefinition sequence(String type) {
        return new SequenceDefinition(SequenceOptions.of(type));
    }

    /** A domain that allows every value of the type. */
    public static DomainDefinition domain(String type) {
        return new DomainDefinition(Domain.of(SOMEWHERE, SqlType.of(type)));
    }
}
