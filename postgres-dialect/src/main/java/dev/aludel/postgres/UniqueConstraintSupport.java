package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.UniqueConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** {@code UNIQUE} as a constraint; a unique index is an index. */
final class UniqueConstraintSupport implements ConstraintSupport<UniqueConstraint> {

    @Override
    public Class<UniqueConstraint> type() {
        return UniqueConstraint.class;
    }

    @Override
    public String contype() {
        return "u";
    }

    @Override
    public String inline(UniqueConstraint unique, Scope scope) {
        String nulls = "";
        if (unique.nullsNotDistinct()) {
            Since.V15.require(scope, "NULLS NOT DISTINCT in " + unique.id());
            nulls = " NULLS NOT DISTINCT";
        }
        return "CONSTRAINT " + Sql.ident(unique.name()) + " UNIQUE" + nulls + ConstraintSupport.columns(unique, scope)
                + ConstraintSupport.timing(unique.timing());
    }

    @Override
    public Statement add(UniqueConstraint unique, Scope scope) {
        return adding(unique, LockLevel.ACCESS_EXCLUSIVE, scope)
                .hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA,
                        "rows of " + unique.table() + " with the same " + unique.columns() + " would stop it")
                .hazard(Hazard.Kind.SCANS_TABLE, "an index is built over all rows of " + unique.table());
    }

    @Override
    public UniqueConstraint read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        long table = row.getLong("conrelid");
        return new UniqueConstraint(
                Objects.requireNonNull(catalog.table(table)),
                row.getString("conname"),
                catalog.columns(table, row.getString("conkey")),
                CatalogText.timing(row),
                row.getBoolean("nulls_not_distinct"),
                ConstraintQuery.include(row, catalog),
                row.getBoolean("conperiod"));
    }
}
