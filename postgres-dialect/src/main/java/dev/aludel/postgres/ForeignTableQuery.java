package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Foreign tables, with their columns and checks. */
final class ForeignTableQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_class' AS catalog, c.oid, 'foreign table' AS kind, n.nspname AS schema, c.relname AS name, '' AS member,
                  'CREATE FOREIGN TABLE ' || c.oid::regclass::text || E' (\\n    '
                    || coalesce((SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname) || ' '
                         || pg_catalog.format_type(a.atttypid, a.atttypmod) || %s
                         || CASE WHEN a.attcollation <> b.typcollation THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END
                         || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                         || CASE WHEN a.attgenerated = 's'
                              THEN ' GENERATED ALWAYS AS (' || pg_catalog.pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                              ELSE coalesce(' DEFAULT ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), '') END,
                         E',\\n    ' ORDER BY a.attnum)
                       FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
                       LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')
                    || coalesce((SELECT pg_catalog.string_agg(E',\\n    CONSTRAINT ' || pg_catalog.quote_ident(k.conname) || ' '
                         || pg_catalog.pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
                       FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'), '')
                    || E'\\n) SERVER ' || pg_catalog.quote_ident(s.srvname) || %s AS sql
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_foreign_table t ON t.ftrelid = c.oid JOIN pg_foreign_server s ON s.oid = t.ftserver
                WHERE n.nspname IN (%s) AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid) AND %s
                ORDER BY c.relname""".formatted(
                        DefinitionQuery.options("a.attfdwoptions"),
                        DefinitionQuery.options("t.ftoptions"),
                        schemas,
                        DefinitionQuery.isFree("pg_class", "c.oid"));
    }
}
