package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.ExclusionConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** {@code EXCLUDE}. */
final class ExclusionConstraintSupport implements ConstraintSupport<ExclusionConstraint> {

    @Override
    public Class<ExclusionConstraint> type() {
        return ExclusionConstraint.class;
    }

    @Override
    public String contype() {
        return "x";
    }

    @Override
    public String inline(ExclusionConstraint exclusion, Scope scope) {
        return "CONSTRAINT " + Sql.ident(exclusion.name()) + " " + exclusion.definition();
    }

    @Override
    public Statement add(ExclusionConstraint exclusion, Scope scope) {
        return adding(exclusion, LockLevel.ACCESS_EXCLUSIVE, scope)
                .hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA,
                        "rows of " + exclusion.table() + " that exclude each other would stop it")
                .hazard(Hazard.Kind.SCANS_TABLE, "an index is built over all rows of " + exclusion.table());
    }

    @Override
    public ExclusionConstraint read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        String name = row.getString("conname");
        return new ExclusionConstraint(
                Objects.requireNonNull(catalog.table(row.getLong("conrelid"))),
                name,
                CatalogText.expression(row.getString("definition"), "exclusion " + name));
    }
}
