package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** What is granted on whatever a role makes in a schema. What a role has for all schemas is the role's business. */
final class DefaultPrivilegeQuery implements SettingQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_namespace' AS catalog, g.oid, 0 AS "column",
                  'default privileges on ' || pg_catalog.lower(g.things) || g.maker || ' for ' || g.key AS key,
                  g.start || ' REVOKE ALL ON ' || g.things || ' FROM ' || g.grantee
                    || coalesce('; ' || g.start || ' GRANT ' || g.plain || ' ON ' || g.things || ' TO ' || g.grantee, '')
                    || coalesce('; ' || g.start || ' GRANT ' || g.grantable || ' ON ' || g.things || ' TO ' || g.grantee
                      || ' WITH GRANT OPTION', '') AS set,
                  g.start || ' REVOKE ALL ON ' || g.things || ' FROM ' || g.grantee AS reset
                FROM (
                  SELECT n.oid, t.things,
                    CASE WHEN o.rolname = current_user THEN '' ELSE ' of ' || pg_catalog.quote_ident(o.rolname) END AS maker,
                    'ALTER DEFAULT PRIVILEGES' || CASE WHEN o.rolname = current_user THEN ''
                      ELSE ' FOR ROLE ' || pg_catalog.quote_ident(o.rolname) END
                      || ' IN SCHEMA ' || pg_catalog.quote_ident(n.nspname) AS start,
                    CASE WHEN x.grantee = 0::oid THEN 'public' ELSE pg_catalog.quote_ident(r.rolname) END AS key,
                    CASE WHEN x.grantee = 0::oid THEN 'PUBLIC' WHEN r.rolname = current_user THEN 'CURRENT_ROLE'
                      ELSE pg_catalog.quote_ident(r.rolname) END AS grantee,
                    pg_catalog.string_agg(x.privilege_type, ', ' ORDER BY x.privilege_type)
                      FILTER (WHERE NOT x.is_grantable) AS plain,
                    pg_catalog.string_agg(x.privilege_type, ', ' ORDER BY x.privilege_type)
                      FILTER (WHERE x.is_grantable) AS grantable
                  FROM pg_default_acl d
                  JOIN pg_namespace n ON n.oid = d.defaclnamespace
                  JOIN pg_roles o ON o.oid = d.defaclrole
                  JOIN (VALUES ('r', 'TABLES'), ('S', 'SEQUENCES'), ('f', 'ROUTINES'), ('T', 'TYPES')) AS t (class, things)
                    ON t.class = d.defaclobjtype::text
                  CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) x
                  LEFT JOIN pg_roles r ON r.oid = x.grantee
                  WHERE n.nspname IN (%s) AND (x.grantee = 0::oid OR r.oid IS NOT NULL)
                  GROUP BY n.oid, n.nspname, t.things, o.rolname, x.grantee, r.rolname
                ) g
                ORDER BY g.start, g.things, key""".formatted(schemas);
    }
}
