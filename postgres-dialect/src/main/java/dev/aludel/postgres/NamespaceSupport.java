package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** {@code SCHEMA}. */
final class NamespaceSupport implements FixedSupport<Namespace>, CatalogQuery {

    static final String KIND = ObjectId.namespace("x").kind();

    @Override
    public Class<Namespace> type() {
        return Namespace.class;
    }

    @Override
    public List<Statement> create(Namespace namespace, Scope scope) {
        return List.of(Statement.of("CREATE SCHEMA " + Sql.ident(namespace.name())));
    }

    @Override
    public List<Statement> drop(Namespace namespace, Scope scope) {
        return List.of(Statement.of("DROP SCHEMA " + Sql.ident(namespace.name())));
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        return List.of(Statement.of("ALTER SCHEMA " + Sql.ident(from.name().local()) + " RENAME TO "
                + Sql.ident(to.name().local())));
    }

    @Override
    public String sql(Scope scope, String schemas) {
        return "SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname IN (" + schemas + ")";
    }

    /** The first managed schema is no object: it is where the others are. */
    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        String name = row.getString("nspname");
        if (name.equals(catalog.scope().defaultSchema())) {
            catalog.describe(Namespace.FIRST, "pg_namespace", row.getLong("oid"));
        } else {
            catalog.add(new Namespace(name), "pg_namespace", row.getLong("oid"));
        }
    }
}
