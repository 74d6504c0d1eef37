package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Statistics over several columns or expressions. */
final class StatisticsQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_statistic_ext' AS catalog, s.oid, 'statistics' AS kind, n.nspname AS schema, s.stxname AS name,
                  '' AS member,
                  %s || coalesce(E';\\nALTER STATISTICS '
                    || CASE WHEN n.nspname = %s THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
                    || pg_catalog.quote_ident(s.stxname) || ' SET STATISTICS ' || nullif(s.stxstattarget, -1)::text, '') AS sql
                FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
                CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_statisticsobjdef(s.oid) AS text OFFSET 0) d
                WHERE n.nspname IN (%s) AND %s
                ORDER BY s.stxname""".formatted(
                        DefinitionQuery.atHome("d.text", scope),
                        Sql.literal(scope.defaultSchema()),
                        schemas,
                        DefinitionQuery.isFree("pg_statistic_ext", "s.oid"));
    }
}
