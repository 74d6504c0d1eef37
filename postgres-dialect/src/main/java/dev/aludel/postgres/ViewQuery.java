package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Views, with their options. */
final class ViewQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_class' AS catalog, c.oid, 'view' AS kind, n.nspname AS schema, c.relname AS name,
                  '' AS member,
                  'CREATE VIEW ' || c.oid::regclass::text
                    || coalesce(' WITH (' || pg_catalog.array_to_string(c.reloptions, ', ') || ')', '')
                    || E' AS\\n' || pg_catalog.pg_get_viewdef(c.oid) AS sql
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%s) AND c.relkind = 'v' AND %s
                ORDER BY c.relname""".formatted(schemas, DefinitionQuery.isFree("pg_class", "c.oid"));
    }
}
