package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** How values of a column are stored and what statistics are kept of them; statistics of an index's expressions too. */
final class ColumnSettingQuery implements SettingQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        // -1 until 16, null since 17 where nothing is said
        return """
                SELECT c.catalog, c.about AS oid, c."column", s.key, c.alter || s.set AS set, c.alter || s.reset AS reset
                FROM (
                  SELECT a.*, t.typstorage, c.relkind, CASE WHEN k.oid IS NULL THEN 'pg_class' ELSE 'pg_constraint' END
                      AS catalog,
                    coalesce(k.oid, c.oid) AS about, CASE WHEN c.relkind IN ('i', 'I') THEN 0 ELSE a.attnum END AS "column",
                    'ALTER ' || CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'i' THEN 'INDEX '
                      WHEN 'I' THEN 'INDEX ' ELSE 'TABLE ' END || c.oid::regclass::text || ' ALTER COLUMN '
                      || CASE WHEN c.relkind IN ('i', 'I') THEN a.attnum::text ELSE pg_catalog.quote_ident(a.attname) END
                      AS alter
                  FROM pg_attribute a
                  JOIN pg_class c ON c.oid = a.attrelid
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                  JOIN pg_type t ON t.oid = a.atttypid
                  LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')
                  WHERE n.nspname IN (%s) AND c.relkind IN ('r', 'p', 'm', 'i', 'I') AND c.relpersistence <> 't'
                    AND a.attnum > 0 AND NOT a.attisdropped
                ) c
                CROSS JOIN LATERAL (
                  SELECT 'storage' AS key, ' SET STORAGE ' || w.word AS set, ' SET STORAGE ' || v.word AS reset
                  FROM (VALUES ('p', 'PLAIN'), ('e', 'EXTERNAL'), ('m', 'MAIN'), ('x', 'EXTENDED')) AS w (code, word),
                    (VALUES ('p', 'PLAIN'), ('e', 'EXTERNAL'), ('m', 'MAIN'), ('x', 'EXTENDED')) AS v (code, word)
                  WHERE c.attstorage <> c.typstorage AND c.relkind IN ('r', 'p', 'm')
                    AND w.code = c.attstorage::text AND v.code = c.typstorage::text
                  UNION ALL
                  SELECT 'compression', ' SET COMPRESSION ' || w.word, ' SET COMPRESSION default'
                  FROM (VALUES ('p', 'pglz'), ('l', 'lz4')) AS w (code, word)
                  WHERE w.code = c.attcompression::text AND c.relkind IN ('r', 'p', 'm')
                  UNION ALL
                  SELECT 'statistics' || CASE WHEN c."column" = 0 THEN ' of key ' || c.attnum::text ELSE '' END,
                    ' SET STATISTICS ' || c.attstattarget::text, ' SET STATISTICS -1'
                  WHERE c.attstattarget >= 0
                  UNION ALL
                  SELECT o.name, ' SET (' || o.name || ' = ' || %s || ')', ' RESET (' || o.name || ')'
                  FROM (
                    SELECT pg_catalog.quote_ident(pg_catalog.split_part(p, '=', 1)) AS name,
                      pg_catalog.substr(p, pg_catalog.strpos(p, '=') + 1) AS value
                    FROM pg_catalog.unnest(c.attoptions) AS p) o
                  WHERE c.relkind NOT IN ('i', 'I')
                ) s
                WHERE c.attstorage <> c.typstorage OR c.attcompression <> '' OR c.attstattarget >= 0
                  OR c.attoptions IS NOT NULL
                ORDER BY set""".formatted(schemas, StorageParameterQuery.value("o.value"));
    }
}
