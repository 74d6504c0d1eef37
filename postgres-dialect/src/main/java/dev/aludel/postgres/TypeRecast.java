package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.About;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Builds a type anew. It and the types made of it are put aside under other names, made again, and their columns taken
 * over. What computes with their values is bound to the type from before and has to go first and come again.
 */
final class TypeRecast {

    private static final String SUFFIX = "__before";

    private final UserType before;
    private final List<UserType> types = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<SchemaObject> others = new ArrayList<>();
    private final List<SchemaObject> users;
    private final Conversion conversion;
    private final Supports supports;
    private final Scope scope;

    TypeRecast(UserType before, UserType after, Using using, List<SchemaObject> users, Supports supports, Scope scope) {
        this.before = before;
        this.users = List.copyOf(new LinkedHashSet<>(users));
        this.supports = supports;
        this.scope = scope;
        types.add(after);
        for (SchemaObject user : this.users) {
            if (user instanceof UserType type) {
                types.add(type);
            } else if (user instanceof Column column && column.generated() == null) {
                columns.add(column);
            } else {
                others.add(user);
            }
        }
        this.conversion = new Conversion(before, after, using, types, scope);
    }

    List<Statement> statements() {
        var statements = new ArrayList<Statement>();
        if (before instanceof EnumType from) {
            LostValues.guard(from, (EnumType) types.get(0), types, columns, scope)
                    .ifPresent(statements::add);
        }
        statements.addAll(perTable(column -> defaults(column, "DROP DEFAULT")));
        statements.addAll(dropped());
        for (UserType type : types) {
            statements.add(Statement.of("ALTER TYPE " + Sql.name(type.name(), scope) + " RENAME TO "
                    + Sql.ident(aside(type.name()).local())));
        }
        int early = lastType() + 1;
        statements.addAll(supports.of((SchemaObject) types.get(0)).create(types.get(0), scope));
        statements.addAll(made(users.subList(0, early)));
        statements.addAll(conversion.functions());
        perTable(this::retyped).forEach(statement -> statements.add(warned(statement)));
        statements.addAll(conversion.dropped());
        statements.addAll(made(users.subList(early, users.size())));
        statements.addAll(perTable(column -> defaults(column, "SET DEFAULT " + column.defaultSql())));
        for (int i = types.size() - 1; i >= 0; i--) {
            statements.add(
                    Statement.of("DROP TYPE " + Sql.name(aside(types.get(i).name()), scope)));
        }
        return statements;
    }

    /** What cannot stay, without the type itself: for a change that is made in place once that is out of the way. */
    List<Statement> around(List<Statement> change) {
        var statements = new ArrayList<>(dropped());
        statements.addAll(change);
        statements.addAll(made(others.stream().filter(this::isGone).toList()));
        return statements;
    }

    /** What is said about the type or about one made of it stays with that. */
    private boolean isGone(SchemaObject object) {
        return !(object instanceof About about)
                || others.stream().anyMatch(other -> other.id().equals(about.on()));
    }

    private List<Statement> dropped() {
        var statements = new ArrayList<Statement>();
        for (int i = others.size() - 1; i >= 0; i--) {
            if (!(others.get(i) instanceof About)) {
                statements.addAll(supports.of(others.get(i)).drop(others.get(i), scope));
            }
        }
        return statements;
    }

    private List<Statement> made(List<SchemaObject> objects) {
        var statements = new ArrayList<Statement>();
        objects.stream()
                .filter(object -> !columns.contains(object))
                .forEach(object -> statements.addAll(supports.of(object).create(object, scope)));
        return statements;
    }

    private int lastType() {
        int last = -1;
        for (int i = 0; i < users.size(); i++) {
            last = users.get(i) instanceof UserType ? i : last;
        }
        return last;
    }

    private List<Statement> perTable(Function<Column, List<String>> actions) {
        Map<Name, List<String>> byTable = new LinkedHashMap<>();
        for (Column column : columns) {
            var found = actions.apply(column);
            if (!found.isEmpty()) {
                byTable.computeIfAbsent(column.table(), table -> new ArrayList<>())
                        .addAll(found);
            }
        }
        var statements = new ArrayList<Statement>();
        byTable.forEach(
                (table, found) -> statements.add(Sql.alterTable(table, scope, LockLevel.ACCESS_EXCLUSIVE, found)));
        return statements;
    }

    /** A column of another type may still mention this one in its default. */
    private static List<String> defaults(Column column, String action) {
        return column.defaultSql() == null
                ? List.of()
                : List.of("ALTER COLUMN " + Sql.ident(column.name()) + " " + action);
    }

    private List<String> retyped(Column column) {
        String name = Sql.ident(column.name());
        if (!conversion.concerns(column.type())) {
            return List.of();
        }
        String collation = column.collation() == null ? "" : " COLLATE " + Sql.reference(column.collation());
        return List.of("ALTER COLUMN " + name + " TYPE " + SqlTypes.sql(column.type(), scope) + collation + " USING "
                + conversion.of(name, column.type()));
    }

    private Statement warned(Statement statement) {
        Name table = statement.locks().keySet().iterator().next();
        var warned = statement.hazard(Hazard.Kind.REWRITES_TABLE, "every row of " + table + " is written anew");
        for (Hazard hazard : conversion.hazards(table)) {
            warned = warned.hazard(hazard.kind(), hazard.detail());
        }
        return warned;
    }

    static Name aside(Name name) {
        String local = name.local();
        while (!DefaultNames.clip(local + SUFFIX).endsWith(SUFFIX)) {
            local = local.substring(0, local.offsetByCodePoints(local.length(), -1));
        }
        return new Name(name.schema(), local + SUFFIX);
    }
}
