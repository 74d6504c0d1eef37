package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.TableMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Takes the columns of a type that was put aside to the one that took its name. What computes with their values is
 * bound to the old type's operators and has to be made again.
 */
final class EnumRecast {

    private final Name type;
    private final List<String> gone;
    private final List<TableMember> computing = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final Supports supports;
    private final Scope scope;

    EnumRecast(EnumType before, EnumType after, List<TableMember> users, Supports supports, Scope scope) {
        this.type = after.name();
        this.gone = new ArrayList<>(before.labels());
        gone.removeAll(after.labels());
        this.supports = supports;
        this.scope = scope;
        for (TableMember user : new LinkedHashSet<>(users)) {
            if (user instanceof Column column && column.generated() == null) {
                columns.add(column);
            } else {
                computing.add(user);
            }
        }
    }

    List<Statement> statements() {
        var statements = new ArrayList<Statement>();
        for (int i = computing.size() - 1; i >= 0; i--) {
            statements.addAll(supports.of(computing.get(i)).drop(computing.get(i), scope));
        }
        var byTable = new LinkedHashMap<Name, List<String>>();
        for (Column column : columns) {
            byTable.computeIfAbsent(column.table(), table -> new ArrayList<>()).addAll(recast(column));
        }
        byTable.forEach((table, actions) -> statements.add(recast(table, actions)));
        computing.forEach(member -> statements.addAll(supports.of(member).create(member, scope)));
        return statements;
    }

    private Statement recast(Name table, List<String> actions) {
        var recast = Sql.alterTable(table, scope, LockLevel.ACCESS_EXCLUSIVE, actions)
                .hazard(Hazard.Kind.REWRITES_TABLE, "every row of " + table + " is written anew");
        return gone.isEmpty()
                ? recast
                : recast.hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA, "a row of " + table + " with one of " + gone + " would stop it");
    }

    /** A column of another type may still mention this one in its default. */
    private List<String> recast(Column user) {
        String column = Sql.ident(user.name());
        String alter = "ALTER COLUMN " + column;
        var actions = new ArrayList<String>();
        if (user.defaultSql() != null) {
            actions.add(alter + " DROP DEFAULT");
        }
        if (user.type().isOf(type)) {
            String wanted = SqlTypes.sql(user.type(), scope);
            String text = user.type().isArray() ? "::text[]::" : "::text::";
            actions.add(alter + " TYPE " + wanted + " USING " + column + text + wanted);
        }
        if (user.defaultSql() != null) {
            actions.add(alter + " SET DEFAULT " + user.defaultSql());
        }
        return actions;
    }
}
