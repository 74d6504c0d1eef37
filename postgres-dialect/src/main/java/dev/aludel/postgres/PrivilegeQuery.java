package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/**
 * Privileges, one setting for each grantee of an object, with those on its columns. It is there when the grantee has others
 * than PostgreSQL gives by itself, and for every grantee of default privileges, so that these make no difference: a new
 * object gets exactly what is said. What others than the owner have granted on is left alone.
 */
final class PrivilegeQuery implements SettingQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                WITH defaults AS (
                  SELECT d.defaclobjtype AS class, d.defaclnamespace AS schema, x.grantee
                  FROM pg_default_acl d
                  CROSS JOIN LATERAL (
                    SELECT grantee FROM pg_catalog.aclexplode(d.defaclacl)
                    UNION SELECT 0::oid WHERE d.defaclnamespace = 0::oid) x
                  WHERE pg_catalog.pg_get_userbyid(d.defaclrole) = current_user
                ), object AS (
                  SELECT o.*, coalesce(o.first, pg_catalog.acldefault(o.class, o.owner)) AS usual
                  FROM (
                    SELECT 'pg_class' AS catalog, c.oid, c.relnamespace AS schema, c.relowner AS owner, c.relacl AS acl,
                      NULL::aclitem[] AS first, (CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char" AS class,
                      CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass::text AS target
                    FROM pg_class c
                    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relnamespace IN (%1$s)
                    UNION ALL
                    SELECT 'pg_proc', p.oid, p.pronamespace, p.proowner, p.proacl, NULL, 'f',
                      'ROUTINE ' || p.oid::regprocedure::text
                    FROM pg_proc p WHERE p.pronamespace IN (%1$s)
                    UNION ALL
                    SELECT 'pg_type', t.oid, t.typnamespace, t.typowner, t.typacl, NULL, 'T', 'TYPE ' || t.oid::regtype::text
                    FROM pg_type t
                    WHERE t.typnamespace IN (%1$s) AND (t.typtype IN ('d', 'e', 'r')
                      OR t.typrelid IN (SELECT c.oid FROM pg_class c WHERE c.relkind = 'c'))
                    UNION ALL
                    SELECT 'pg_namespace', n.oid, n.oid, n.nspowner, n.nspacl, i.initprivs, 'n',
                      'SCHEMA ' || pg_catalog.quote_ident(n.nspname)
                    FROM pg_namespace n LEFT JOIN pg_init_privs i
                      ON i.objoid = n.oid AND i.classoid = 'pg_namespace'::regclass::oid AND i.objsubid = 0
                    WHERE n.oid IN (%1$s)
                  ) o
                ), entry AS (
                  SELECT o.catalog, o.oid, true AS now, x.*, NULL AS name
                  FROM object o CROSS JOIN LATERAL pg_catalog.aclexplode(coalesce(o.acl, o.usual)) x
                  WHERE x.grantor = o.owner
                  UNION ALL
                  SELECT 'pg_class', a.attrelid, true, x.*, a.attname
                  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                  CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) x
                  WHERE c.relnamespace IN (%1$s) AND a.attacl IS NOT NULL AND NOT a.attisdropped
                    AND x.grantor = c.relowner
                  UNION ALL
                  SELECT o.catalog, o.oid, false, x.*, NULL
                  FROM object o CROSS JOIN LATERAL pg_catalog.aclexplode(o.usual) x
                ), item AS (
                  SELECT catalog, oid, now, grantee, is_grantable, privilege_type || coalesce(' ('
                    || pg_catalog.string_agg(pg_catalog.quote_ident(name), ', ' ORDER BY name) || ')', '') AS what
                  FROM entry
                  GROUP BY catalog, oid, now, grantee, is_grantable, privilege_type, name IS NULL
                ), list AS (
                  SELECT catalog, oid, now, grantee, is_grantable,
                    pg_catalog.string_agg(what, ', ' ORDER BY what) AS what
                  FROM item GROUP BY catalog, oid, now, grantee, is_grantable
                ), held AS (
                  SELECT o.catalog, o.oid, o.target, o.owner, g.grantee,
                    pg_catalog.max(l.what) FILTER (WHERE l.now AND NOT l.is_grantable) AS plain,
                    pg_catalog.max(l.what) FILTER (WHERE l.now AND l.is_grantable) AS grantable,
                    pg_catalog.max(l.what) FILTER (WHERE NOT l.now) AS usual
                  FROM (
                    SELECT catalog, oid, grantee FROM list
                    UNION
                    SELECT o.catalog, o.oid, d.grantee FROM object o JOIN defaults d
                      ON d.class = CASE o.class WHEN 's' THEN 'S' ELSE o.class END AND d.schema IN (o.schema, 0::oid)
                  ) g
                  JOIN object o USING (catalog, oid)
                  LEFT JOIN list l USING (catalog, oid, grantee)
                  GROUP BY o.catalog, o.oid, o.target, o.owner, g.grantee
                )
                SELECT h.catalog, h.oid, 0 AS "column",
                  'privileges for ' || CASE WHEN h.grantee = 0::oid THEN 'public' WHEN h.grantee = h.owner THEN 'its owner'
                    ELSE pg_catalog.quote_ident(r.rolname) END AS key,
                  w.revoke || coalesce('; GRANT ' || h.plain || w.grant, '')
                    || coalesce('; GRANT ' || h.grantable || w.grant || ' WITH GRANT OPTION', '') AS set,
                  w.revoke || coalesce('; GRANT ' || h.usual || w.grant, '') AS reset
                FROM held h
                LEFT JOIN pg_roles r ON r.oid = h.grantee
                CROSS JOIN LATERAL (SELECT CASE WHEN h.grantee = 0::oid THEN 'PUBLIC' WHEN r.rolname = current_user
                  THEN 'CURRENT_ROLE' ELSE pg_catalog.quote_ident(r.rolname) END AS grantee) n
                CROSS JOIN LATERAL (SELECT 'REVOKE ALL ON ' || h.target || ' FROM ' || n.grantee AS revoke,
                  ' ON ' || h.target || ' TO ' || n.grantee AS grant) w
                WHERE (h.plain IS DISTINCT FROM h.usual OR h.grantable IS NOT NULL
                    OR EXISTS (SELECT FROM defaults d WHERE d.grantee = h.grantee AND h.grantee <> h.owner))
                  AND (h.grantee = 0::oid OR r.oid IS NOT NULL)
                ORDER BY h.target, 4""".formatted("SELECT n.oid FROM pg_namespace n WHERE n.nspname IN (" + schemas + ")");
    }
}
