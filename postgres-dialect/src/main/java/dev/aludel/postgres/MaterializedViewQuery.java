package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Materialized views, filled or not. */
final class MaterializedViewQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_class' AS catalog, c.oid, 'materialized view' AS kind, n.nspname AS schema, c.relname AS name,
                  '' AS member,
                  'CREATE MATERIALIZED VIEW ' || c.oid::regclass::text
                    || coalesce(' USING ' || pg_catalog.quote_ident((SELECT m.amname FROM pg_am m
                         WHERE m.oid = c.relam AND m.amname <> 'heap')), '')
                    || coalesce(' WITH (' || pg_catalog.array_to_string(c.reloptions, ', ') || ')', '')
                    || coalesce(' TABLESPACE ' || pg_catalog.quote_ident((SELECT s.spcname FROM pg_tablespace s
                         WHERE s.oid = c.reltablespace)), '')
                    || E' AS\\n' || pg_catalog.rtrim(pg_catalog.pg_get_viewdef(c.oid), ';')
                    || CASE WHEN c.relispopulated THEN '' ELSE E'\\nWITH NO DATA' END AS sql
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%s) AND c.relkind = 'm' AND %s
                ORDER BY c.relname""".formatted(schemas, DefinitionQuery.isFree("pg_class", "c.oid"));
    }
}
