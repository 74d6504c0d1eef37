package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Foreign data wrappers, servers and user mappings, which belong to the whole database. */
final class ForeignServerQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_foreign_data_wrapper' AS catalog, w.oid, 'foreign data wrapper' AS kind, NULL AS schema,
                  w.fdwname::text AS name, '' AS member,
                  'CREATE FOREIGN DATA WRAPPER ' || pg_catalog.quote_ident(w.fdwname) || coalesce(' HANDLER ' || %s, '')
                    || coalesce(' VALIDATOR ' || %s, '') || %s AS sql
                FROM pg_foreign_data_wrapper w
                WHERE %s
                UNION ALL
                SELECT 'pg_foreign_server', s.oid, 'server', NULL, s.srvname::text, '',
                  'CREATE SERVER ' || pg_catalog.quote_ident(s.srvname)
                    || coalesce(' TYPE ' || pg_catalog.quote_literal(s.srvtype), '')
                    || coalesce(' VERSION ' || pg_catalog.quote_literal(s.srvversion), '')
                    || ' FOREIGN DATA WRAPPER ' || pg_catalog.quote_ident(w.fdwname) || %s
                FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
                WHERE %s
                UNION ALL
                SELECT 'pg_user_mapping', m.umid, 'user mapping', NULL, u.text, '', 'CREATE USER MAPPING ' || u.text || %s
                FROM pg_user_mappings m
                CROSS JOIN LATERAL (SELECT 'FOR ' || CASE m.umuser WHEN 0::oid THEN 'PUBLIC' ELSE pg_catalog.quote_ident(m.usename) END
                  || ' SERVER ' || pg_catalog.quote_ident(m.srvname) AS text) u
                ORDER BY name""".formatted(
                        DefinitionQuery.function("w.fdwhandler"),
                        DefinitionQuery.function("w.fdwvalidator"),
                        DefinitionQuery.options("w.fdwoptions"),
                        DefinitionQuery.isFree("pg_foreign_data_wrapper", "w.oid"),
                        DefinitionQuery.options("s.srvoptions"),
                        DefinitionQuery.isFree("pg_foreign_server", "s.oid"),
                        DefinitionQuery.options("m.umoptions"));
    }
}
