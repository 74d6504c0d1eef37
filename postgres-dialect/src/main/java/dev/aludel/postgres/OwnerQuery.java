package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Setting;

/**
 * Owners other than the role that reads, which is the one that a new object would belong to. Sequences of columns belong to
 * the table's owner, and PostgreSQL's own {@code public} to a role that stands for the database's owner.
 */
final class OwnerQuery implements SettingQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT o.catalog, o.oid, 0 AS "column", '%s' AS key,
                  'ALTER ' || o.target || ' OWNER TO ' || pg_catalog.quote_ident(r.rolname) AS set,
                  'ALTER ' || o.target || ' OWNER TO CURRENT_ROLE' AS reset
                FROM (
                  SELECT 'pg_class' AS catalog, c.oid, c.relnamespace AS schema, c.relowner AS owner,
                    CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'S' THEN 'SEQUENCE '
                      WHEN 'f' THEN 'FOREIGN TABLE ' ELSE 'TABLE ' END || c.oid::regclass::text AS target
                  FROM pg_class c
                  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT EXISTS (
                    SELECT FROM pg_depend d WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass::oid
                      AND d.objid = c.oid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
                  UNION ALL
                  SELECT 'pg_proc', p.oid, p.pronamespace, p.proowner, 'ROUTINE ' || p.oid::regprocedure::text FROM pg_proc p
                  UNION ALL
                  SELECT 'pg_type', t.oid, t.typnamespace, t.typowner,
                    CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || t.oid::regtype::text
                  FROM pg_type t WHERE t.typtype IN ('d', 'e', 'r')
                    OR t.typrelid IN (SELECT c.oid FROM pg_class c WHERE c.relkind = 'c')
                  UNION ALL
                  SELECT 'pg_collation', l.oid, l.collnamespace, l.collowner, 'COLLATION ' || l.oid::regcollation::text
                  FROM pg_collation l
                  UNION ALL
                  SELECT 'pg_namespace', n.oid, n.oid, n.nspowner, 'SCHEMA ' || pg_catalog.quote_ident(n.nspname)
                  FROM pg_namespace n
                ) o
                JOIN pg_namespace n ON n.oid = o.schema
                JOIN pg_roles r ON r.oid = o.owner
                WHERE n.nspname IN (%s) AND r.rolname <> current_user AND r.rolname <> 'pg_database_owner'
                ORDER BY o.target""".formatted(Setting.OWNER, schemas);
    }
}
