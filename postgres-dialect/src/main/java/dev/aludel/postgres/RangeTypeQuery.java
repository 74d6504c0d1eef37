package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Range types. Their multirange types come and go with them. */
final class RangeTypeQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_type' AS catalog, t.oid, 'type' AS kind, n.nspname AS schema, t.typname AS name, '' AS member,
                  'CREATE TYPE ' || t.oid::regtype::text || ' AS RANGE ('
                    || pg_catalog.concat_ws(', ',
                      'subtype = ' || pg_catalog.format_type(r.rngsubtype, NULL),
                      'subtype_opclass = ' || (SELECT CASE WHEN o.opcdefault THEN NULL WHEN pg_catalog.pg_opclass_is_visible(o.oid)
                          THEN pg_catalog.quote_ident(o.opcname)
                          ELSE pg_catalog.quote_ident(s.nspname) || '.' || pg_catalog.quote_ident(o.opcname) END
                        FROM pg_opclass o JOIN pg_namespace s ON s.oid = o.opcnamespace WHERE o.oid = r.rngsubopc),
                      'collation = ' || (SELECT r.rngcollation::regcollation::text FROM pg_type b
                        WHERE b.oid = r.rngsubtype AND r.rngcollation NOT IN (0::oid, b.typcollation)),
                      'canonical = ' || %s,
                      'subtype_diff = ' || %s,
                      'multirange_type_name = ' || (SELECT m.oid::regtype::text FROM pg_type m WHERE m.oid = r.rngmultitypid
                        AND m.typname <> CASE WHEN t.typname::text ~ 'range'
                          THEN pg_catalog.regexp_replace(t.typname, 'range', 'multirange')
                          ELSE t.typname::text || '_multirange' END))
                    || ')' AS sql
                FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_namespace n ON n.oid = t.typnamespace
                WHERE n.nspname IN (%s) AND %s
                ORDER BY t.typname""".formatted(
                        DefinitionQuery.function("r.rngcanonical"),
                        DefinitionQuery.function("r.rngsubdiff"),
                        schemas,
                        DefinitionQuery.isFree("pg_type", "t.oid"));
    }
}
