package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Views, routines, triggers and whatever else is its SQL. How each kind is read is in a query of its own. */
final class SqlObjectSupport implements ObjectSupport<SqlObject> {

    /** Kinds that belong to a relation and are named {@code KIND name ON relation}. */
    private static final Set<String> ON_RELATION = Set.of("trigger", "rule", "policy");

    /** Kinds whose names are what stands after the kind, as it is. */
    private static final Set<String> SPELLED_OUT = Set.of(
            "cast",
            "user mapping",
            "operator class",
            "operator family",
            "text search parser",
            "text search template",
            "conversion",
            "transform",
            "language",
            "access method",
            "base type");

    /** Kinds that belong to the database and not to a schema. */
    private static final Set<String> OF_DATABASE =
            Set.of("extension", "publication", "event trigger", "foreign data wrapper", "server");

    /** What begins a statement that makes a routine, where it cannot be there yet. */
    private static final Pattern ONLY_NEW = Pattern.compile("(?i)^create\\s+(?=function|procedure)");

    @Override
    public Class<SqlObject> type() {
        return SqlObject.class;
    }

    @Override
    public List<Statement> create(SqlObject object, Scope scope) {
        var statements = new ArrayList<Statement>();
        if (SqlObject.isRoutine(object.id()) && object.hasOpaqueBody()) {
            // what its body mentions may come later
            statements.add(Statement.of("SET LOCAL check_function_bodies = off"));
        }
        object.statements().forEach(sql -> statements.add(locked(object, sql)));
        return statements;
    }

    @Override
    public List<Statement> drop(SqlObject object, Scope scope) {
        Statement drop = locked(object, "DROP " + target(object.id(), scope));
        return List.of(
                object.holdsData()
                        ? drop.hazard(Hazard.Kind.LOSES_DATA, "all rows of " + object.id() + " are gone")
                        : drop);
    }

    @Override
    public List<Statement> alter(
            SqlObject before, SqlObject after, Using using, List<SchemaObject> users, Scope scope) {
        String sql = ONLY_NEW.matcher(after.sql()).replaceFirst("CREATE OR REPLACE ");
        return before.equals(after) ? List.of() : create(new SqlObject(after.id(), sql), scope);
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        throw new IllegalArgumentException(from + " is its SQL; drop and create it");
    }

    private static Statement locked(SqlObject object, String sql) {
        return ON_RELATION.contains(object.id().kind())
                ? Statement.of(sql).locking(object.id().name(), LockLevel.ACCESS_EXCLUSIVE)
                : Statement.of(sql);
    }

    /** What stands after {@code DROP} and {@code COMMENT ON}: {@code VIEW v}, {@code TRIGGER t ON v}. */
    static String target(ObjectId id, Scope scope) {
        if (SPELLED_OUT.contains(id.kind())) {
            return id.kind().toUpperCase(Locale.ROOT) + " " + id.name().local();
        }
        String kind = id.kind().equals(MaterializedIndexQuery.KIND)
                ? "INDEX "
                : id.kind().toUpperCase(Locale.ROOT) + " ";
        if (id.isMember()) {
            return kind + Sql.ident(id.member()) + " ON " + Sql.name(id.name(), scope);
        }
        return kind + reference(id, scope);
    }

    private static String reference(ObjectId id, Scope scope) {
        if (OF_DATABASE.contains(id.kind())) {
            return Sql.ident(id.name().local());
        }
        Name name = scope.qualify(SqlObject.bareName(id));
        String arguments = arguments(SqlObject.arguments(id), scope);
        if (id.kind().equals("operator")) {
            return (name.isUnqualified() ? "" : Sql.ident(name.schema()) + ".") + name.local() + arguments;
        }
        return Sql.reference(name) + arguments;
    }

    /** Types in parentheses, as DDL writes them; the search path finds them, pseudo-types too. */
    private static String arguments(String arguments, Scope scope) {
        if (arguments.isEmpty() || arguments.equals("(*)")) {
            return arguments;
        }
        var found = Scope.unqualified(scope.majorVersion());
        var cursor = new TokenCursor(arguments);
        return cursor.parts(cursor.parenthesised()).stream()
                .map(part -> SqlTypes.sql(SqlType.of(cursor.piece(part.from(), part.to())), found))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
