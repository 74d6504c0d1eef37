package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.Set;

/**
 * A check constraint.
 *
 * @param expression what must not be false, without outer parentheses
 * @param inherited  do tables that inherit from this one have it too?
 */
public record CheckConstraint(Name table, String name, String expression, Standing standing, boolean inherited)
        implements TableMember {

    public static final String KIND = "check";

    public CheckConstraint {
        Name.of(name);
        if (expression.isBlank()) {
            throw new IllegalArgumentException("check " + name + " on " + table + " checks nothing");
        }
    }

    public CheckConstraint(Name table, String name, String expression) {
        this(table, name, expression, Standing.VALID, true);
    }

    public CheckConstraint withExpression(String sql) {
        return new CheckConstraint(table, name, sql, standing, inherited);
    }

    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof CheckConstraint other
                && expression.equals(other.expression)
                && inherited == other.inherited
                && standing != other.standing;
    }

    @Override
    public ObjectId id() {
        return new ObjectId(KIND, table, name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<>(Members.needs(table, columnsUsed(model)));
        needs.addAll(model.mentionedIn(expression));
        return needs;
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        return model.columnsIn(table, expression);
    }

    @Override
    public Set<String> claims() {
        return Set.of(Members.constraint(table, name));
    }

    @Override
    public CheckConstraint follow(Renaming renaming) {
        return new CheckConstraint(
                renaming.table(table),
                renaming.member(KIND, table, name),
                renaming.expression(table, expression),
                standing,
                inherited);
    }

    @Override
    public String details() {
        return "(" + expression + ")" + (inherited ? "" : " no inherit") + standing.details();
    }
}
