package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.PrimaryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** {@code PRIMARY KEY}. */
final class PrimaryKeySupport implements ConstraintSupport<PrimaryKey> {

    @Override
    public Class<PrimaryKey> type() {
        return PrimaryKey.class;
    }

    @Override
    public String contype() {
        return "p";
    }

    @Override
    public String inline(PrimaryKey key, Scope scope) {
        return "CONSTRAINT " + Sql.ident(key.name()) + " PRIMARY KEY" + ConstraintSupport.columns(key, scope)
                + ConstraintSupport.timing(key.timing());
    }

    @Override
    public Statement add(PrimaryKey key, Scope scope) {
        return adding(key, LockLevel.ACCESS_EXCLUSIVE, scope)
                .hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA,
                        "rows of " + key.table() + " with a null or the same " + key.columns() + " would stop it")
                .hazard(Hazard.Kind.SCANS_TABLE, "an index is built over all rows of " + key.table());
    }

    @Override
    public PrimaryKey read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        long table = row.getLong("conrelid");
        return new PrimaryKey(
                Objects.requireNonNull(catalog.table(table)),
                row.getString("conname"),
                catalog.columns(table, row.getString("conkey")),
                CatalogText.timing(row),
                ConstraintQuery.include(row, catalog),
                row.getBoolean("conperiod"));
    }
}
