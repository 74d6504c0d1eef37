package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Extensions but {@code plpgsql}, which is in every database, and the schemas that they are in; not their versions. */
final class ExtensionQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_extension' AS catalog, x.oid, 'extension' AS kind, NULL AS schema, x.extname AS name, '' AS member,
                  'CREATE EXTENSION ' || pg_catalog.quote_ident(x.extname)
                    || CASE WHEN n.nspname IN (%s, 'pg_catalog') THEN ''
                         ELSE ' SCHEMA ' || pg_catalog.quote_ident(n.nspname) END AS sql
                FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
                WHERE x.extname <> 'plpgsql'
                ORDER BY x.extname""".formatted(Sql.literal(scope.defaultSchema()));
    }
}
