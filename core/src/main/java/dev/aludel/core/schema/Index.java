package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index that no constraint owns.
 *
 * @param keys             in order; never empty
 * @param include          columns that the index carries but does not sort by
 * @param method           {@code btree}, {@code gin}, …
 * @param predicate        which rows are in it; null for all
 * @param nullsNotDistinct for a unique index: two nulls count as equal (PostgreSQL 15)
 */
public record Index(
        Name table,
        String name,
        boolean unique,
        List<IndexKey> keys,
        List<String> include,
        String method,
        @Nullable String predicate,
        boolean nullsNotDistinct)
        implements TableMember {

    public static final String KIND = "index";

    public Index {
        Name.of(name);
        keys = List.copyOf(keys);
        include = List.copyOf(include);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "index " + name + " on " + table + " has no keys; it needs at least one");
        }
    }

    /** A plain B-tree index over all rows. */
    public static Index of(Name table, String name, boolean unique, List<IndexKey> keys) {
        return new Index(table, name, unique, keys, List.of(), "btree", null, false);
    }

    @Override
    public ObjectId id() {
        return new ObjectId(KIND, table, name);
    }

    /** Does it compute anything, in a key or its predicate? */
    public boolean hasExpressions() {
        return predicate != null || keys.stream().anyMatch(key -> key.expression() != null);
    }

    /** Does it make exactly these columns unique in all rows, whatever their order? */
    boolean isUniqueOver(Set<String> columns) {
        return unique
                && !hasExpressions()
                && columns.equals(keys.stream().map(IndexKey::column).collect(Collectors.toSet()));
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<ObjectId>(Members.needs(table, columnsUsed(model)));
        for (String expression : expressions()) {
            needs.addAll(model.mentionedIn(expression));
        }
        return needs;
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        var columns = new TreeSet<>(include);
        for (IndexKey key : keys) {
            if (key.column() != null) {
                columns.add(key.column());
            }
        }
        for (String expression : expressions()) {
            columns.addAll(model.columnsIn(table, expression));
        }
        return columns;
    }

    private Set<String> expressions() {
        var expressions = new HashSet<String>();
        for (IndexKey key : keys) {
            if (key.expression() != null) {
                expressions.add(key.expression());
            }
        }
        if (predicate != null) {
            expressions.add(predicate);
        }
        return expressions;
    }

    @Override
    public Set<String> claims() {
        return Set.of(Members.relation(table, name));
    }

    @Override
    public Index follow(Renaming renaming) {
        return new Index(
                renaming.table(table),
                renaming.member(KIND, table, name),
                unique,
                keys.stream().map(key -> key.follow(renaming, table)).toList(),
                Members.follow(renaming, table, include),
                method,
                predicate == null ? null : renaming.expression(table, predicate),
                nullsNotDistinct);
    }

    @Override
    public String details() {
        var text = new StringBuilder(unique ? "unique " : "");
        text.append(method.equals("btree") ? "" : "using " + method + " ");
        text.append(keys.stream().map(IndexKey::details).collect(Collectors.joining(", ", "(", ")")));
        if (!include.isEmpty()) {
            text.append(" include ").append(Members.list(include));
        }
        text.append(nullsNotDistinct ? " nulls not distinct" : "");
        return text.append(predicate == null ? "" : " where " + predicate).toString();
    }
}
