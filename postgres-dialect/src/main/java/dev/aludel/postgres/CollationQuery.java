package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Collations. */
final class CollationQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_collation' AS catalog, l.oid, 'collation' AS kind, n.nspname AS schema, l.collname AS name,
                  '' AS member,
                  'CREATE COLLATION ' || CASE WHEN n.nspname = %s THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
                    || pg_catalog.quote_ident(l.collname) || ' ('
                    || pg_catalog.concat_ws(', ',
                      'provider = ' || CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
                      'locale = ' || pg_catalog.quote_literal(%s),
                      CASE WHEN l.collprovider = 'c' THEN 'lc_collate = ' || pg_catalog.quote_literal(l.collcollate) END,
                      CASE WHEN l.collprovider = 'c' THEN 'lc_ctype = ' || pg_catalog.quote_literal(l.collctype) END,
                      CASE WHEN NOT l.collisdeterministic THEN 'deterministic = false' END,
                      'rules = ' || pg_catalog.quote_literal(%s))
                    || ')' AS sql
                FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
                WHERE n.nspname IN (%s) AND %s
                ORDER BY l.collname""".formatted(
                        Sql.literal(scope.defaultSchema()),
                        locale(scope),
                        scope.majorVersion() >= 16 ? "l.collicurules" : "NULL",
                        schemas,
                        DefinitionQuery.isFree("pg_collation", "l.oid"));
    }

    private static String locale(Scope scope) {
        if (Since.V17.isIn(scope)) {
            return "l.colllocale";
        }
        return Since.V15.isIn(scope) ? "l.colliculocale" : "CASE l.collprovider WHEN 'i' THEN l.collcollate END";
    }
}
