package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Functions, window functions and procedures. */
final class RoutineQuery implements DefinitionQuery {

    /** The types of what goes in, which tell routines of one name apart. */
    static final String ARGUMENTS = "ARRAY(SELECT pg_catalog.format_type(a.type, NULL)"
            + " FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS a (type, n) ORDER BY a.n)";

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_proc' AS catalog, p.oid, CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind,
                  n.nspname AS schema, p.proname AS name, %s AS arguments, '' AS member, %s AS sql
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_functiondef(p.oid) AS text OFFSET 0) d
                WHERE n.nspname IN (%s) AND p.prokind <> 'a' AND %s
                ORDER BY p.proname""".formatted(
                        ARGUMENTS,
                        DefinitionQuery.atHome("d.text", scope),
                        schemas,
                        DefinitionQuery.isFree("pg_proc", "p.oid"));
    }

    @Override
    public Name name(ResultSet row, CatalogBuilder catalog) throws SQLException {
        return signature(row, catalog);
    }

    /** {@code total(integer, text)}. */
    static Name signature(ResultSet row, CatalogBuilder catalog) throws SQLException {
        var types = CatalogText.strings(row, "arguments").stream()
                .map(type -> type == null ? "none" : catalog.type(type).text())
                .collect(Collectors.joining(", "));
        Name name = catalog.name(row, "name");
        return new Name(name.schema(), name.local() + "(" + types + ")");
    }
}
