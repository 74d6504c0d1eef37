package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Publications of everything, of nothing, or of something in the managed schemas. */
final class PublicationQuery implements DefinitionQuery {

    private static final String TABLES = "(SELECT pg_catalog.string_agg(m.prrelid::regclass::text%s, ', '"
            + " ORDER BY m.prrelid::regclass::text) FROM pg_publication_rel m WHERE m.prpubid = p.oid)";

    private static final String COLUMNS_AND_ROWS = " || coalesce(' (' || (SELECT"
            + " pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a"
            + " WHERE a.attrelid = m.prrelid AND a.attnum = ANY (m.prattrs::int2[])) || ')', '')"
            + " || coalesce(' WHERE (' || pg_catalog.pg_get_expr(m.prqual, m.prrelid) || ')', '')";

    private static final String SCHEMAS = "'TABLES IN SCHEMA ' || (SELECT pg_catalog.string_agg(CASE n.nspname WHEN %s"
            + " THEN 'CURRENT_SCHEMA' ELSE pg_catalog.quote_ident(n.nspname) END, ', ' ORDER BY n.nspname)"
            + " FROM pg_publication_namespace m JOIN pg_namespace n ON n.oid = m.pnnspid WHERE m.pnpubid = p.oid)";

    /** Has it no schemas at all, or one of the managed ones? */
    private static final String OF_SCHEMAS = "coalesce((SELECT pg_catalog.bool_or(n.nspname IN (%s))"
            + " FROM pg_publication_namespace m JOIN pg_namespace n ON n.oid = m.pnnspid WHERE m.pnpubid = p.oid), true)";

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_publication' AS catalog, p.oid, 'publication' AS kind, NULL AS schema, p.pubname AS name,
                  '' AS member,
                  'CREATE PUBLICATION ' || pg_catalog.quote_ident(p.pubname)
                    || CASE WHEN p.puballtables THEN ' FOR ALL TABLES'
                         ELSE coalesce(' FOR ' || nullif(pg_catalog.concat_ws(', ', 'TABLE ' || %s, %s), ''), '') END
                    || coalesce(' WITH (' || nullif(pg_catalog.concat_ws(', ',
                         CASE WHEN NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate)
                           THEN 'publish = ' || pg_catalog.quote_literal(pg_catalog.concat_ws(', ',
                             CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                             CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)) END,
                         CASE WHEN p.pubviaroot THEN 'publish_via_partition_root = true' END, %s), '') || ')', '') AS sql
                FROM pg_publication p
                WHERE (p.puballtables
                  OR NOT EXISTS (SELECT FROM pg_publication_rel m WHERE m.prpubid = p.oid) AND %s
                  OR EXISTS (SELECT FROM pg_publication_rel m JOIN pg_class c ON c.oid = m.prrelid
                    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE m.prpubid = p.oid AND n.nspname IN (%s)))
                  AND %s
                ORDER BY p.pubname""".formatted(
                        TABLES.formatted(Since.V15.isIn(scope) ? COLUMNS_AND_ROWS : ""),
                        Since.V15.isIn(scope) ? SCHEMAS.formatted(Sql.literal(scope.defaultSchema())) : "NULL",
                        Since.V18.isIn(scope)
                                ? "CASE p.pubgencols WHEN 's' THEN 'publish_generated_columns = stored' END"
                                : "NULL",
                        Since.V15.isIn(scope) ? OF_SCHEMAS.formatted(schemas) : "true",
                        schemas,
                        DefinitionQuery.isFree("pg_publication", "p.oid"));
    }
}
