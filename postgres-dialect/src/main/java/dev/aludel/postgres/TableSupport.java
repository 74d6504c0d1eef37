package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.MemberSupport;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Standing;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.TableOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code TABLE}: its columns and keys within the parentheses, the rest of its members in statements that follow. */
final class TableSupport implements FixedSupport<Table>, CatalogQuery {

    private final Supports supports;

    TableSupport(Supports supports) {
        this.supports = supports;
    }

    @Override
    public Class<Table> type() {
        return Table.class;
    }

    @Override
    public List<Statement> create(Table table, Scope scope) {
        var clauses = new ArrayList<String>();
        var following = new ArrayList<Statement>();
        var keys = new HashSet<List<String>>();
        var options = table.members(TableOption.class);
        // its columns are the other table's, and what it has besides is added to it
        boolean isPartition = options.stream().anyMatch(option -> option.name().equals(TableOption.PARTITION));
        for (SchemaObject member : inOrder(table)) {
            ObjectSupport<SchemaObject> support = supports.of(member);
            // of two keys over the same columns within CREATE TABLE the server makes one
            boolean twin = member instanceof Key key && !keys.add(key.columns());
            if (member instanceof TableOption) {
                continue;
            }
            if (isInline(member) && !isPartition && !twin && support instanceof MemberSupport<?>) {
                clauses.add(inline(support, member, scope));
            } else {
                following.addAll(following(support, member, scope));
            }
        }
        String body =
                clauses.isEmpty() ? "()" : clauses.stream().collect(Collectors.joining(",\n    ", "(\n    ", "\n)"));
        var statements = new ArrayList<Statement>();
        String after = options.stream().map(option -> " " + option.clause()).collect(Collectors.joining());
        statements.add(Statement.of(
                "CREATE TABLE " + Sql.name(table.name(), scope) + (isPartition ? after : " " + body + after)));
        statements.addAll(following);
        return statements;
    }

    /** Columns first, comments last: each after what it may be about. */
    private static List<SchemaObject> inOrder(Table table) {
        var members = new ArrayList<SchemaObject>(table.columns());
        table.members().stream()
                .filter(member -> member instanceof TableMember && !members.contains(member))
                .forEach(members::add);
        table.members().stream()
                .filter(member -> !(member instanceof TableMember))
                .forEach(members::add);
        return members;
    }

    private static boolean isInline(SchemaObject member) {
        boolean unchecked = member instanceof CheckConstraint check && check.standing() == Standing.NOT_VALID;
        return member instanceof TableMember part && !part.standsAlone() && !unchecked;
    }

    @SuppressWarnings("unchecked")
    private static <T extends TableMember> String inline(ObjectSupport<?> support, SchemaObject member, Scope scope) {
        return ((MemberSupport<T>) support).inline((T) member, scope);
    }

    /** Nobody else can see the table yet, so its own lock and its rows are of no concern. */
    private List<Statement> following(ObjectSupport<SchemaObject> support, SchemaObject member, Scope scope) {
        if (member instanceof ForeignKey key) {
            return List.of(supports.foreignKey().addToNew(key, scope));
        }
        return support.create(member, scope).stream()
                .map(statement -> new Statement(statement.sql(), Map.of(), List.of(), statement.transactional()))
                .toList();
    }

    @Override
    public List<Statement> drop(Table table, Scope scope) {
        var drop = Statement.of("DROP TABLE " + Sql.name(table.name(), scope))
                .locking(table.name(), LockLevel.ACCESS_EXCLUSIVE)
                .hazard(Hazard.Kind.LOSES_DATA, "all rows of " + table.name() + " are gone");
        for (ForeignKey key : table.members(ForeignKey.class)) {
            drop = drop.locking(key.target(), LockLevel.ACCESS_EXCLUSIVE);
        }
        return List.of(drop);
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        return Sql.move("TABLE", from, to, scope).stream()
                .map(sql -> Statement.of(sql).locking(from.name(), LockLevel.ACCESS_EXCLUSIVE))
                .toList();
    }

    /**
     * Left alone: foreign tables, views, and what an extension brought.
     */
    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT c.oid, n.nspname AS schema, c.relname
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%s) AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
                  AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass::oid AND d.objid = c.oid AND d.deptype = 'e')
                ORDER BY c.relname""".formatted(schemas);
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        catalog.table(row.getLong("oid"), catalog.name(row, "relname"));
    }
}
