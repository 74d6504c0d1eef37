package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** What {@code ALTER TABLE} turns on and off: row security, what replication and clustering go by, how rows are stored. */
final class TableSettingQuery implements SettingQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_class' AS catalog, t.oid, 0 AS "column", s.key, t.alter || s.set AS set,
                  t.alter || s.reset AS reset
                FROM (
                  SELECT c.*, 'ALTER ' || CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'S' THEN 'SEQUENCE '
                    ELSE 'TABLE ' END || c.oid::regclass::text || ' ' AS alter
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname IN (%s) AND c.relkind IN ('r', 'p', 'm', 'S') AND c.relpersistence <> 't'
                ) t
                JOIN pg_am heap ON heap.amname = 'heap'
                LEFT JOIN pg_am am ON am.oid = t.relam AND am.oid <> heap.oid AND t.relkind NOT IN ('S', 'm')
                LEFT JOIN pg_tablespace p ON p.oid = t.reltablespace
                LEFT JOIN pg_index x ON x.indrelid = t.oid AND x.indisclustered
                LEFT JOIN pg_class clustered ON clustered.oid = x.indexrelid
                LEFT JOIN pg_index y ON y.indrelid = t.oid AND y.indisreplident AND t.relreplident = 'i'
                LEFT JOIN pg_class identity ON identity.oid = y.indexrelid
                CROSS JOIN LATERAL (VALUES
                  (t.relrowsecurity, 'row security', 'ENABLE ROW LEVEL SECURITY', 'DISABLE ROW LEVEL SECURITY'),
                  (t.relforcerowsecurity, 'forced row security', 'FORCE ROW LEVEL SECURITY',
                    'NO FORCE ROW LEVEL SECURITY'),
                  (t.relkind <> 'S' AND t.relreplident = 'f', 'replica identity', 'REPLICA IDENTITY FULL',
                    'REPLICA IDENTITY DEFAULT'),
                  (t.relkind <> 'S' AND t.relreplident = 'n', 'replica identity', 'REPLICA IDENTITY NOTHING',
                    'REPLICA IDENTITY DEFAULT'),
                  (identity.oid IS NOT NULL, 'replica identity',
                    'REPLICA IDENTITY USING INDEX ' || pg_catalog.quote_ident(identity.relname),
                    'REPLICA IDENTITY DEFAULT'),
                  (clustered.oid IS NOT NULL, 'clustered index',
                    'CLUSTER ON ' || pg_catalog.quote_ident(clustered.relname), 'SET WITHOUT CLUSTER'),
                  (t.relpersistence = 'u' AND t.relkind <> 'm', '%s', 'SET UNLOGGED', 'SET LOGGED'),
                  (t.relkind NOT IN ('S', 'm') AND p.oid IS NOT NULL, '%s', 'SET TABLESPACE ' || pg_catalog.quote_ident(p.spcname),
                    'SET TABLESPACE pg_default'),
                  (am.oid IS NOT NULL, '%s', 'SET ACCESS METHOD ' || pg_catalog.quote_ident(am.amname),
                    'SET ACCESS METHOD heap'),
                  (t.reloftype <> 0::oid, 'type', 'OF ' || t.reloftype::regtype::text, 'NOT OF')
                ) AS s (holds, key, set, reset)
                WHERE s.holds
                ORDER BY t.alter, s.key""".formatted(schemas, SettingSupport.UNLOGGED, SettingSupport.TABLESPACE, SettingSupport.ACCESS_METHOD);
    }
}
