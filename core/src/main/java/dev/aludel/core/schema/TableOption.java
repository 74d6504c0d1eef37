package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.Set;

/**
 * How a table hangs together with others: a clause of the statement that makes it, outside of the parentheses.
 *
 * @param name   what the clause is about: {@code partition by}, {@code partition of}, {@code inherits}
 * @param clause as {@code CREATE TABLE} has it
 * @param set    the statement that gives it to a table that is there; empty if nothing can
 * @param reset  the statement that takes it away; empty if nothing can
 */
public record TableOption(Name table, String name, String clause, String set, String reset) implements TableMember {

    public static final String KIND = "table option";

    public static final String PARTITIONED = "partition by";

    /** The columns of such a table, and much else, come from another one. */
    public static final String PARTITION = "partition of";

    public static final String CHILD = "inherits";

    public TableOption {
        if (clause.isBlank()) {
            throw new IllegalArgumentException("option " + name + " of table " + table + " has no clause");
        }
    }

    public static ObjectId id(Name table, String name) {
        return new ObjectId(KIND, table, name);
    }

    @Override
    public ObjectId id() {
        return id(table, name);
    }

    /** Does a table hang on another one by this? */
    public boolean hangs() {
        return name.equals(PARTITION) || name.equals(CHILD);
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        return hangs() ? Set.of() : model.columnsIn(table, clause);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<>(hangs() ? Mentions.in(clause, model, id(), false) : Set.<ObjectId>of());
        columnsUsed(model).forEach(column -> needs.add(ObjectId.column(table, column)));
        needs.add(ObjectId.table(table));
        return needs;
    }

    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof TableOption;
    }

    @Override
    public TableOption follow(Renaming renaming) {
        return new TableOption(
                renaming.table(table),
                name,
                Mentions.follow(clause, renaming, id()),
                Mentions.follow(set, renaming, id()),
                Mentions.follow(reset, renaming, id()));
    }

    @Override
    public String details() {
        return clause;
    }
}
