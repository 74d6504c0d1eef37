package dev.aludel.core.schema;

import org.jspecify.annotations.Nullable;

/**
 * One key of an index: a column, or an expression over columns.
 *
 * @param column        the column; null for an expression
 * @param expression    the expression, without outer parentheses; null for a column
 * @param nullsFirst    PostgreSQL's own choice is {@code descending}
 * @param collation     only when it is not the column's own; null otherwise
 * @param operatorClass only when it is not the type's default for the method; null otherwise
 */
public record IndexKey(
        @Nullable String column,
        @Nullable String expression,
        boolean descending,
        boolean nullsFirst,
        @Nullable Name collation,
        @Nullable Name operatorClass) {

    public IndexKey {
        if ((column == null) == (expression == null)) {
            throw new IllegalArgumentException("an index key is either a column or an expression");
        }
        Name.requireValid(column == null ? expression : column);
    }

    public static IndexKey column(String column) {
        return new IndexKey(column, null, false, false, null, null);
    }

    public static IndexKey expression(String expression) {
        return new IndexKey(null, expression, false, false, null, null);
    }

    /** Descending, nulls first: as SQL's {@code DESC} alone. */
    public IndexKey desc() {
        return new IndexKey(column, expression, true, true, collation, operatorClass);
    }

    public IndexKey withNullsFirst(boolean value) {
        return new IndexKey(column, expression, descending, value, collation, operatorClass);
    }

    public IndexKey withCollation(@Nullable Name value) {
        return new IndexKey(column, expression, descending, nullsFirst, value, operatorClass);
    }

    public IndexKey withOperatorClass(@Nullable Name value) {
        return new IndexKey(column, expression, descending, nullsFirst, collation, value);
    }

    public IndexKey withExpression(String value) {
        return new IndexKey(null, value, descending, nullsFirst, collation, operatorClass);
    }

    IndexKey follow(Renaming renaming, Name table) {
        return new IndexKey(
                column == null ? null : renaming.column(table, column),
                expression == null ? null : renaming.expression(table, expression),
                descending,
                nullsFirst,
                collation == null ? null : renaming.schema(collation),
                operatorClass == null ? null : renaming.schema(operatorClass));
    }

    String details() {
        var text = new StringBuilder(column == null ? "(" + expression + ")" : Identifiers.plain(column));
        if (collation != null) {
            text.append(" collate ").append(collation);
        }
        if (operatorClass != null) {
            text.append(" ").append(operatorClass);
        }
        if (descending) {
            text.append(" desc");
        }
        if (nullsFirst != descending) {
            text.append(nullsFirst ? " nulls first" : " nulls last");
        }
        return text.toString();
    }
}
