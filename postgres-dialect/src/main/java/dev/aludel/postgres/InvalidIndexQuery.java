package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Indexes that {@code CREATE INDEX CONCURRENTLY} has left unusable. Taking the flaw back builds them anew. */
final class InvalidIndexQuery implements SettingQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_class' AS catalog, c.oid, 0 AS "column", 'invalid' AS key, '' AS set,
                  'REINDEX INDEX ' || c.oid::regclass::text AS reset
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%s) AND c.relkind = 'i' AND NOT (i.indisvalid AND i.indisready)
                ORDER BY c.relname""".formatted(schemas);
    }
}
