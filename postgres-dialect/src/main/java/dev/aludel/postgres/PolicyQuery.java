package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Policies of row security. */
final class PolicyQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_policy' AS catalog, p.oid, 'policy' AS kind, n.nspname AS schema, c.relname AS name,
                  p.polname AS member,
                  'CREATE POLICY ' || pg_catalog.quote_ident(p.polname) || ' ON ' || c.oid::regclass::text
                    || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                    || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
                         WHEN 'd' THEN ' FOR DELETE' ELSE '' END
                    || coalesce(' TO ' || (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(r.rolname), ', ' ORDER BY r.rolname)
                         FROM pg_roles r WHERE r.oid = ANY (p.polroles)), '')
                    || coalesce(' USING (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')', '')
                    || coalesce(' WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS sql
                FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%s) AND %s AND %s
                ORDER BY p.polname""".formatted(
                schemas, DefinitionQuery.isFree("pg_policy", "p.oid"), DefinitionQuery.isFree("pg_class", "c.oid"));
    }
}
