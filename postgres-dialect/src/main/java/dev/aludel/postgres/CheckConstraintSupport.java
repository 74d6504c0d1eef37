package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** {@code CHECK}. */
final class CheckConstraintSupport implements ConstraintSupport<CheckConstraint> {

    private final Supports supports;

    CheckConstraintSupport(Supports supports) {
        this.supports = supports;
    }

    @Override
    public List<Statement> alter(
            CheckConstraint before, CheckConstraint after, Using using, List<SchemaObject> users, Scope scope) {
        return before.standing() == Standing.NOT_VALID && after.standing() == Standing.VALID
                ? List.of(ConstraintSupport.validate(after, scope))
                : again(before, after, users, supports, scope);
    }

    @Override
    public Class<CheckConstraint> type() {
        return CheckConstraint.class;
    }

    @Override
    public String contype() {
        return "c";
    }

    @Override
    public String inline(CheckConstraint check, Scope scope) {
        return "CONSTRAINT " + Sql.ident(check.name()) + " CHECK (" + Sql.closed(check.expression()) + ")"
                + (check.inherited() ? "" : " NO INHERIT")
                + ConstraintSupport.standing(check.standing(), check.id(), scope);
    }

    @Override
    public Statement add(CheckConstraint check, Scope scope) {
        var add = adding(check, LockLevel.ACCESS_EXCLUSIVE, scope);
        if (check.standing() != Standing.VALID) {
            return add;
        }
        return add.hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA,
                        "a row of " + check.table() + " that does not fit would stop it: " + check.expression())
                .hazard(Hazard.Kind.SCANS_TABLE, "all rows of " + check.table() + " are checked");
    }

    @Override
    public CheckConstraint read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        String name = row.getString("conname");
        String expression = CatalogText.expression(row.getString("expression"), "check " + name);
        return new CheckConstraint(
                Objects.requireNonNull(catalog.table(row.getLong("conrelid"))),
                name,
                CatalogText.unwrapped(expression),
                ConstraintQuery.standing(row),
                !row.getBoolean("connoinherit"));
    }
}
