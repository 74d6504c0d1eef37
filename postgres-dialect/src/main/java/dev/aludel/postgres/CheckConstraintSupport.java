package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.CheckConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** {@code CHECK}. */
final class CheckConstraintSupport implements ConstraintSupport<CheckConstraint> {

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
        return "CONSTRAINT " + Sql.ident(check.name()) + " CHECK (" + Sql.closed(check.expression()) + ")";
    }

    @Override
    public Statement add(CheckConstraint check, Scope scope) {
        return adding(check, LockLevel.ACCESS_EXCLUSIVE, scope)
                .hazard(
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
                CatalogText.unwrapped(expression));
    }
}
