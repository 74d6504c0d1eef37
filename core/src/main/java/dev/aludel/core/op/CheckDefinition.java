package dev.aludel.core.op;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Standing;
import java.util.List;
import java.util.function.UnaryOperator;

/** A check constraint as a revision writes it. */
public final class CheckDefinition implements Definition {

    private final CheckConstraint check;
    private final String comment;

    CheckDefinition(CheckConstraint check, String comment) {
        this.check = check;
        this.comment = comment;
    }

    private CheckDefinition with(Standing standing, boolean inherited) {
        return new CheckDefinition(
                new CheckConstraint(check.table(), check.name(), check.expression(), standing, inherited), comment);
    }

    /** The rows that are there have not been looked at. */
    public CheckDefinition notValid() {
        return with(Standing.NOT_VALID, check.inherited());
    }

    /** Nothing makes rows keep to it (PostgreSQL 18). */
    public CheckDefinition notEnforced() {
        return with(Standing.NOT_ENFORCED, check.inherited());
    }

    /** Tables that inherit from this one do not have it. */
    public CheckDefinition noInherit() {
        return with(check.standing(), false);
    }

    public CheckDefinition comment(String text) {
        return new CheckDefinition(check, text);
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        return Definition.commented(
                new CheckConstraint(table, check.name(), check.expression(), check.standing(), check.inherited()),
                comment);
    }
}
