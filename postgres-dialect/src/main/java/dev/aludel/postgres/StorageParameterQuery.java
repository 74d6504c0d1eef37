package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Storage parameters of tables, of what of them is stored apart ({@code toast.}), and of indexes; and where indexes are. */
final class StorageParameterQuery implements SettingQuery {

    /** An expression of SQL for a parameter's value as it can be given. */
    static String value(String value) {
        return "CASE WHEN " + value + " ~ '^[1-9][0-9]{0,8}$' THEN " + value + " ELSE pg_catalog.quote_literal(" + value
                + ") END";
    }

    /** A parameter is told as {@code name=value}; names have no equals sign. */
    @Override
    public String sql(Scope scope, String schemas) {
        return """
                WITH stored AS (
                  SELECT c.oid, 'pg_class' AS catalog, c.oid AS about, '' AS prefix, c.reloptions, NULL::name AS tablespace,
                    'ALTER TABLE ' || c.oid::regclass::text AS alter
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname IN (%1$s) AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
                    AND (c.reloptions IS NOT NULL OR c.reltoastrelid <> 0::oid)
                  UNION ALL
                  SELECT c.oid, CASE WHEN k.oid IS NULL THEN 'pg_class' ELSE 'pg_constraint' END, coalesce(k.oid, c.oid), '',
                    c.reloptions, p.spcname, 'ALTER INDEX ' || c.oid::regclass::text
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')
                  LEFT JOIN pg_tablespace p ON p.oid = c.reltablespace
                  WHERE n.nspname IN (%1$s) AND c.relkind IN ('i', 'I') AND c.relpersistence <> 't'
                    AND (c.reloptions IS NOT NULL OR p.oid IS NOT NULL)
                ), parameter AS (
                  SELECT s.*, o AS option FROM stored s CROSS JOIN LATERAL pg_catalog.unnest(s.reloptions) AS o
                  UNION ALL
                  SELECT s.oid, s.catalog, s.about, 'toast.', NULL, NULL, s.alter, o
                  FROM stored s JOIN pg_class c ON c.oid = s.oid JOIN pg_class t ON t.oid = c.reltoastrelid
                  CROSS JOIN LATERAL pg_catalog.unnest(t.reloptions) AS o
                )
                SELECT p.catalog, p.about AS oid, 0 AS "column", p.name AS key,
                  p.alter || ' SET (' || p.name || ' = ' || %2$s || ')' AS set,
                  p.alter || ' RESET (' || p.name || ')' AS reset
                FROM (
                  SELECT *, prefix || pg_catalog.quote_ident(pg_catalog.split_part(option, '=', 1)) AS name,
                    pg_catalog.substr(option, pg_catalog.strpos(option, '=') + 1) AS value
                  FROM parameter) p
                UNION ALL
                SELECT s.catalog, s.about, 0, '%3$s', s.alter || ' SET TABLESPACE ' || pg_catalog.quote_ident(s.tablespace),
                  s.alter || ' SET TABLESPACE pg_default'
                FROM stored s WHERE s.tablespace IS NOT NULL
                ORDER BY set""".formatted(schemas, value("p.value"), SettingSupport.TABLESPACE);
    }
}
