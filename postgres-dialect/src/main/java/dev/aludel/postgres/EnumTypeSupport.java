package dev.aludel.postgres;

import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code TYPE … AS ENUM}. */
final class EnumTypeSupport implements ObjectSupport<EnumType>, CatalogQuery {

    static final String KIND = EnumType.id(Name.of("x")).kind();

    private final Supports supports;

    EnumTypeSupport(Supports supports) {
        this.supports = supports;
    }

    @Override
    public Class<EnumType> type() {
        return EnumType.class;
    }

    @Override
    public List<Statement> create(EnumType type, Scope scope) {
        return List.of(Statement.of(create(type.name(), type.labels(), scope)));
    }

    private static String create(Name name, List<String> labels, Scope scope) {
        return "CREATE TYPE " + Sql.name(name, scope) + " AS ENUM (" + Sql.literals(labels) + ")";
    }

    @Override
    public List<Statement> drop(EnumType type, Scope scope) {
        return List.of(Statement.of("DROP TYPE " + Sql.name(type.name(), scope)));
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        if (from.kind().equals(EnumType.VALUE)) {
            return List.of(Statement.of("ALTER TYPE " + Sql.name(from.name(), scope) + " RENAME VALUE "
                    + Sql.literal(from.member()) + " TO " + Sql.literal(to.member())));
        }
        return Sql.move("TYPE", from, to, scope).stream().map(Statement::of).toList();
    }

    @Override
    public List<Statement> alter(EnumType before, EnumType after, Using using, List<SchemaObject> users, Scope scope) {
        if (before.labels().equals(after.labels())) {
            return List.of();
        }
        return before.growsInto(after) && !before.labels().isEmpty()
                ? grow(before, after, scope)
                : rebuild(before, after, users, scope);
    }

    /** Only the values of a type that is new itself can be used at once. */
    @Override
    public List<Statement> alterBeforeUse(EnumType before, EnumType after, List<SchemaObject> users, Scope scope) {
        return rebuild(before, after, users, scope);
    }

    /** Runs within a transaction; the new values can be used only after it ({@code 55P04}). */
    private static List<Statement> grow(EnumType before, EnumType after, Scope scope) {
        var statements = new ArrayList<Statement>();
        var there = new ArrayList<>(before.labels());
        String type = "ALTER TYPE " + Sql.name(after.name(), scope) + " ADD VALUE ";
        for (int i = 0; i < after.labels().size(); i++) {
            String label = after.labels().get(i);
            if (there.contains(label)) {
                continue;
            }
            String place = i == there.size() ? "" : " BEFORE " + Sql.literal(there.get(i));
            statements.add(Statement.of(type + Sql.literal(label) + place));
            there.add(i, label);
        }
        return statements;
    }

    /** PostgreSQL has no {@code ALTER TYPE … DROP VALUE}: the type is made anew and its columns are recast. */
    private List<Statement> rebuild(EnumType before, EnumType after, List<SchemaObject> users, Scope scope) {
        return new TypeRecast(before, after, Using.NONE, users, supports, scope).statements();
    }

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT t.oid, n.nspname AS schema, t.typname,
                  ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
                    AS labels
                FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                WHERE n.nspname IN (%s) AND t.typtype = 'e'
                  AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_type'::regclass::oid AND d.objid = t.oid AND d.deptype = 'e')
                ORDER BY t.typname""".formatted(schemas);
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        var labels = List.copyOf(CatalogText.strings(row, "labels"));
        catalog.add(new EnumType(catalog.name(row, "typname"), labels), "pg_type", row.getLong("oid"));
    }
}
