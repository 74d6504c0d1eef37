package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.TableMember;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Views, routines, triggers and whatever else is its SQL. How each kind is read is in a query of its own. */
final class SqlObjectSupport implements ObjectSupport<SqlObject> {

    /** Kinds that belong to a relation and are named {@code KIND name ON relation}. */
    private static final Set<String> ON_RELATION = Set.of("trigger", "rule", "policy");

    @Override
    public Class<SqlObject> type() {
        return SqlObject.class;
    }

    @Override
    public List<Statement> create(SqlObject object, Scope scope) {
        return object.statements().stream().map(sql -> locked(object, sql)).toList();
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
    public List<Statement> alter(SqlObject before, SqlObject after, Using using, List<TableMember> users, Scope scope) {
        return before.equals(after) ? List.of() : create(after, scope);
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
        String kind = id.kind().toUpperCase(Locale.ROOT) + " ";
        if (id.isMember()) {
            return kind + Sql.ident(id.member()) + " ON " + Sql.name(id.name(), scope);
        }
        return kind + reference(id, scope);
    }

    private static String reference(ObjectId id, Scope scope) {
        String bare = Sql.name(SqlObject.bareName(id), scope);
        int arguments = id.name().local().indexOf('(', 1);
        return SqlObject.isRoutine(id) && arguments > 0
                ? bare + id.name().local().substring(arguments)
                : bare;
    }
}
