package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Indexes of materialized views. */
final class MaterializedIndexQuery implements DefinitionQuery {

    static final String KIND = "materialized view index";

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_class' AS catalog, x.oid, '%s' AS kind, n.nspname AS schema, x.relname AS name, '' AS member,
                  pg_catalog.pg_get_indexdef(x.oid, 0, true)
                    || coalesce(E';\\nALTER INDEX ' || x.oid::regclass::text || ' SET TABLESPACE '
                         || pg_catalog.quote_ident(s.spcname), '') AS sql
                FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
                JOIN pg_namespace n ON n.oid = x.relnamespace LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
                WHERE n.nspname IN (%s) AND c.relkind = 'm' AND i.indisvalid AND %s
                ORDER BY x.relname""".formatted(KIND, schemas, DefinitionQuery.isFree("pg_class", "c.oid"));
    }
}
