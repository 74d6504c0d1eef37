package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** What else lives in the managed schemas or in the database. Aludel cannot write it, and its SQL says so when it is run. */
final class OtherQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT k.relname AS catalog, o.objid AS oid,
                  CASE i.type WHEN 'type' THEN 'base type' ELSE i.type END AS kind, NULL AS schema, i.identity AS name, '' AS member,
                  'DO ' || pg_catalog.quote_literal('BEGIN RAISE EXCEPTION ' || pg_catalog.quote_literal(
                    pg_catalog.replace(i.type || ' ' || i.identity, '%%', '%%%%') || ' cannot be written') || '; END') AS sql
                FROM (SELECT DISTINCT d.classid, d.objid FROM pg_depend d JOIN pg_namespace n ON n.oid = d.refobjid
                  WHERE d.refclassid = 'pg_namespace'::regclass::oid AND n.nspname IN (%s) AND d.objsubid = 0
                    AND (d.classid IN ('pg_opclass'::regclass::oid, 'pg_opfamily'::regclass::oid, 'pg_ts_parser'::regclass::oid,
                        'pg_ts_template'::regclass::oid, 'pg_conversion'::regclass::oid)
                      OR d.classid = 'pg_type'::regclass::oid AND EXISTS (SELECT FROM pg_type t WHERE t.oid = d.objid AND t.typtype = 'b'
                        AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)))
                  UNION ALL
                  SELECT 'pg_transform'::regclass::oid, oid FROM pg_transform WHERE oid >= 16384::oid
                  UNION ALL
                  SELECT 'pg_language'::regclass::oid, oid FROM pg_language WHERE oid >= 16384::oid
                  UNION ALL
                  SELECT 'pg_am'::regclass::oid, oid FROM pg_am WHERE oid >= 16384::oid) o
                JOIN pg_class k ON k.oid = o.classid
                CROSS JOIN LATERAL pg_catalog.pg_identify_object(o.classid, o.objid, 0) AS i
                WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.classid AND e.objid = o.objid
                  AND e.deptype IN ('e', 'i'))
                ORDER BY i.identity""".formatted(schemas);
    }
}
