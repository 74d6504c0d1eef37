package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Triggers that somebody made, of tables and views, but not those that a partition has of its table. */
final class TriggerQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_trigger' AS catalog, t.oid, 'trigger' AS kind, n.nspname AS schema, c.relname AS name,
                  t.tgname AS member, pg_catalog.pg_get_triggerdef(t.oid, true) AS sql
                FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%s) AND NOT t.tgisinternal AND t.tgparentid = 0::oid AND c.relpersistence <> 't' AND %s AND %s
                ORDER BY t.tgname""".formatted(
                schemas, DefinitionQuery.isFree("pg_trigger", "t.oid"), DefinitionQuery.isFree("pg_class", "c.oid"));
    }
}
