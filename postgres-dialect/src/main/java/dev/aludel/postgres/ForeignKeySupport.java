package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.ForeignKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** {@code FOREIGN KEY}. Always a statement of its own, because two tables may point at each other. */
final class ForeignKeySupport implements ConstraintSupport<ForeignKey> {

    @Override
    public Class<ForeignKey> type() {
        return ForeignKey.class;
    }

    @Override
    public String contype() {
        return "f";
    }

    @Override
    public String inline(ForeignKey key, Scope scope) {
        return "CONSTRAINT " + Sql.ident(key.name()) + " FOREIGN KEY (" + Sql.idents(key.columns()) + ") REFERENCES "
                + Sql.name(key.target(), scope) + " (" + Sql.idents(key.targetColumns()) + ")"
                + action(" ON DELETE ", key.onDelete()) + action(" ON UPDATE ", key.onUpdate())
                + ConstraintSupport.timing(key.timing());
    }

    private static String action(String on, ForeignKey.Action action) {
        return action == ForeignKey.Action.NO_ACTION ? "" : on + action.sql();
    }

    @Override
    public Statement add(ForeignKey key, Scope scope) {
        return adding(key, LockLevel.SHARE_ROW_EXCLUSIVE, scope)
                .locking(key.target(), LockLevel.SHARE_ROW_EXCLUSIVE)
                .hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA,
                        "a row of " + key.table() + " that points at no row of " + key.target() + " would stop it")
                .hazard(Hazard.Kind.SCANS_TABLE, "all rows of " + key.table() + " and " + key.target() + " are read");
    }

    /** For a table that is being created: it has no rows and nobody else sees it. */
    Statement addToNew(ForeignKey key, Scope scope) {
        var statement = Statement.of(adding(key, LockLevel.NONE, scope).sql());
        return key.target().equals(key.table())
                ? statement
                : statement.locking(key.target(), LockLevel.SHARE_ROW_EXCLUSIVE);
    }

    @Override
    public List<Statement> drop(ForeignKey key, Scope scope) {
        return List.of(Sql.alterTable(key.table(), scope, "DROP CONSTRAINT " + Sql.ident(key.name()))
                .locking(key.target(), LockLevel.ACCESS_EXCLUSIVE));
    }

    @Override
    public ForeignKey read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        long table = row.getLong("conrelid");
        var elsewhere = CatalogText.strings(row, "target_columns");
        var targetColumns =
                elsewhere.isEmpty() ? catalog.columns(row.getLong("confrelid"), row.getString("confkey")) : elsewhere;
        return new ForeignKey(
                Objects.requireNonNull(catalog.table(table)),
                row.getString("conname"),
                catalog.columns(table, row.getString("conkey")),
                catalog.name(row, "target"),
                targetColumns,
                action(row.getString("confdeltype")),
                action(row.getString("confupdtype")),
                CatalogText.timing(row));
    }

    private static ForeignKey.Action action(String code) {
        return switch (code) {
            case "r" -> ForeignKey.Action.RESTRICT;
            case "c" -> ForeignKey.Action.CASCADE;
            case "n" -> ForeignKey.Action.SET_NULL;
            case "d" -> ForeignKey.Action.SET_DEFAULT;
            default -> ForeignKey.Action.NO_ACTION;
        };
    }
}
