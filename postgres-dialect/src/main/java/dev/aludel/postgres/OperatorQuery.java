package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Operators and casts. */
final class OperatorQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_operator' AS catalog, o.oid, 'operator' AS kind, n.nspname AS schema, o.oprname::text AS name,
                  ARRAY[pg_catalog.format_type(nullif(o.oprleft, 0::oid), NULL), pg_catalog.format_type(o.oprright, NULL)] AS arguments,
                  '' AS member,
                  'CREATE OPERATOR ' || CASE WHEN n.nspname = %1$s THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
                    || o.oprname::text || ' (' || pg_catalog.concat_ws(', ', 'FUNCTION = ' || %2$s,
                      'LEFTARG = ' || pg_catalog.format_type(nullif(o.oprleft, 0::oid), NULL),
                      'RIGHTARG = ' || pg_catalog.format_type(o.oprright, NULL),
                      'COMMUTATOR = ' || %3$s, 'NEGATOR = ' || %4$s, 'RESTRICT = ' || %5$s, 'JOIN = ' || %6$s,
                      CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END) || ')' AS sql
                FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
                WHERE n.nspname IN (%7$s) AND o.oprcode <> 0::oid AND %8$s
                UNION ALL
                SELECT 'pg_cast', c.oid, 'cast', NULL,
                  '', ARRAY[pg_catalog.format_type(c.castsource, NULL), pg_catalog.format_type(c.casttarget, NULL)], '',
                  'CREATE CAST (' || pg_catalog.format_type(c.castsource, NULL) || ' AS '
                    || pg_catalog.format_type(c.casttarget, NULL) || ')'
                    || CASE c.castmethod WHEN 'i' THEN ' WITH INOUT' WHEN 'b' THEN ' WITHOUT FUNCTION'
                         ELSE ' WITH FUNCTION ' || %9$s || (SELECT '(' || pg_catalog.oidvectortypes(f.proargtypes) || ')'
                           FROM pg_proc f WHERE f.oid = c.castfunc) END
                    || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END
                FROM pg_cast c
                WHERE c.oid >= 16384::oid AND %10$s
                ORDER BY name""".formatted(
                        Sql.literal(scope.defaultSchema()),
                        DefinitionQuery.function("o.oprcode"),
                        operator("o.oprcom"),
                        operator("o.oprnegate"),
                        DefinitionQuery.function("o.oprrest"),
                        DefinitionQuery.function("o.oprjoin"),
                        schemas,
                        DefinitionQuery.isFree("pg_operator", "o.oid"),
                        DefinitionQuery.function("c.castfunc"),
                        DefinitionQuery.isFree("pg_cast", "c.oid"));
    }

    private static String operator(String oid) {
        return "(SELECT 'OPERATOR(' || CASE WHEN pg_catalog.pg_operator_is_visible(x.oid) THEN ''"
                + " ELSE pg_catalog.quote_ident(s.nspname) || '.' END || x.oprname::text || ')'"
                + " FROM pg_operator x JOIN pg_namespace s ON s.oid = x.oprnamespace WHERE x.oid = " + oid + ")";
    }

    /** {@code ===(integer, text)}, {@code (integer AS text)}. */
    @Override
    public Name name(ResultSet row, CatalogBuilder catalog) throws SQLException {
        if (row.getString("schema") != null) {
            return RoutineQuery.signature(row, catalog);
        }
        var types = CatalogText.strings(row, "arguments");
        return SqlObjects.cast(
                catalog.type(String.valueOf(types.get(0))).text(),
                catalog.type(String.valueOf(types.get(1))).text());
    }
}
