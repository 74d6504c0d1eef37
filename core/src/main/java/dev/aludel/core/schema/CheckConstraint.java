package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.Set;

/**
 * A check constraint.
 *
 * @param expression what must not be false, without outer parentheses
 */
public record CheckConstraint(Name table, String name, String expression) implements TableMember {

    public static final String KIND = "check";

    public CheckConstraint {
        Name.of(name);
        if (expression.isBlank()) {
            throw new IllegalArgumentException("check " + name + " on " + table + " checks nothing");
        }
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
                renaming.table(table), renaming.member(KIND, table, name), renaming.expression(table, expression));
    }

    @Override
    public String details() {
        return "(" + expression + ")";
    }
}
