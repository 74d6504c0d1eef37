package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Standing;
import dev.aludel.core.schema.Timing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code FOREIGN KEY}. Always a statement of its own, because two tables may point at each other. */
final class ForeignKeySupport implements ConstraintSupport<ForeignKey> {

    private final Supports supports;

    ForeignKeySupport(Supports supports) {
        this.supports = supports;
    }

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
        if (key.period()) {
            Since.V18.require(scope, "PERIOD in " + key.id());
        }
        return "CONSTRAINT " + Sql.ident(key.name()) + " FOREIGN KEY " + columns(key.columns(), key.period())
                + " REFERENCES " + Sql.name(key.target(), scope) + " " + columns(key.targetColumns(), key.period())
                + (key.matchFull() ? " MATCH FULL" : "") + action(" ON DELETE ", key.onDelete())
                + settingOnDelete(key, scope) + action(" ON UPDATE ", key.onUpdate())
                + ConstraintSupport.timing(key.timing())
                + ConstraintSupport.standing(key.standing(), key.id(), scope);
    }

    private static String columns(List<String> columns, boolean period) {
        int last = columns.size() - 1;
        return period
                ? "(" + Sql.idents(columns.subList(0, last)) + (last == 0 ? "" : ", ") + "PERIOD "
                        + Sql.ident(columns.get(last)) + ")"
                : "(" + Sql.idents(columns) + ")";
    }

    private static String settingOnDelete(ForeignKey key, Scope scope) {
        if (key.setOnDelete().isEmpty()) {
            return "";
        }
        Since.V15.require(scope, "columns after ON DELETE in " + key.id());
        return " (" + Sql.idents(key.setOnDelete()) + ")";
    }

    /** The timing can be changed, and rows can be looked at later; from PostgreSQL 18 on it can be switched off and on. */
    @Override
    public List<Statement> alter(
            ForeignKey before, ForeignKey after, Using using, List<SchemaObject> users, Scope scope) {
        if (before.equals(after)) {
            return List.of();
        }
        var actions = new ArrayList<String>();
        if (before.timing() != after.timing()) {
            actions.add(
                    after.timing() == Timing.NOT_DEFERRABLE
                            ? " NOT DEFERRABLE"
                            : after.timing() == Timing.DEFERRABLE
                                    ? " DEFERRABLE INITIALLY IMMEDIATE"
                                    : ConstraintSupport.timing(after.timing()));
        }
        boolean validates = before.standing() == Standing.NOT_VALID && after.standing() == Standing.VALID;
        if (before.standing() != after.standing() && !validates) {
            if (after.standing() == Standing.NOT_VALID || !Since.V18.isIn(scope)) {
                return again(before, after, users, supports, scope);
            }
            actions.add(after.standing() == Standing.VALID ? " ENFORCED" : " NOT ENFORCED");
        }
        var statements = new ArrayList<Statement>();
        if (!actions.isEmpty()) {
            Statement alter = Sql.alterTable(
                            after.table(),
                            scope,
                            "ALTER CONSTRAINT " + Sql.ident(after.name()) + String.join("", actions))
                    .locking(after.target(), LockLevel.ACCESS_EXCLUSIVE);
            statements.add(actions.contains(" ENFORCED") ? checked(alter, after) : alter);
        }
        if (validates) {
            statements.add(ConstraintSupport.validate(after, scope).locking(after.target(), LockLevel.ROW_SHARE));
        }
        return statements;
    }

    private static Statement checked(Statement statement, ForeignKey key) {
        return statement
                .hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA,
                        "a row of " + key.table() + " that points at no row of " + key.target() + " would stop it")
                .hazard(Hazard.Kind.SCANS_TABLE, "all rows of " + key.table() + " and " + key.target() + " are read");
    }

    private static String action(String on, ForeignKey.Action action) {
        return action == ForeignKey.Action.NO_ACTION ? "" : on + action.sql();
    }

    @Override
    public Statement add(ForeignKey key, Scope scope) {
        var add =
                adding(key, LockLevel.SHARE_ROW_EXCLUSIVE, scope).locking(key.target(), LockLevel.SHARE_ROW_EXCLUSIVE);
        return key.standing() == Standing.VALID ? checked(add, key) : add;
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
                CatalogText.timing(row),
                row.getString("confmatchtype").equals("f"),
                row.getString("setting") == null ? List.of() : catalog.columns(table, row.getString("setting")),
                row.getBoolean("conperiod"),
                ConstraintQuery.standing(row));
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
