SELECT 'statistics ' || s.stxnamespace::regnamespace || '.' || quote_ident(s.stxname) || fact
FROM pg_statistic_ext s
CROSS JOIN LATERAL (VALUES
    (' ' || pg_get_statisticsobjdef(s.oid)),
    (' statistics ' || nullif(to_jsonb(s) ->> 'stxstattarget', '-1'))
) AS f (fact)
WHERE s.stxnamespace IN (SELECT oid FROM chosen) AND fact IS NOT NULL
UNION ALL
SELECT 'collation ' || c.oid::regcollation || ' ' || (to_jsonb(c) - ARRAY['oid', 'collname', 'collnamespace', 'collowner', 'collversion'])
FROM pg_collation c
WHERE c.collnamespace IN (SELECT oid FROM chosen)
  AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = 'pg_collation'::regclass AND e.objid = c.oid)
UNION ALL
SELECT 'extension ' || quote_ident(x.extname) || ' version ' || x.extversion || ' schema ' || x.extnamespace::regnamespace
FROM pg_extension x
UNION ALL
SELECT 'cast from ' || format_type(c.castsource, NULL) || ' to ' || format_type(c.casttarget, NULL)
       || CASE c.castmethod WHEN 'f' THEN ' with function ' || c.castfunc::regprocedure WHEN 'i' THEN ' with inout' ELSE ' without function' END
       || CASE c.castcontext WHEN 'i' THEN ' as implicit' WHEN 'a' THEN ' as assignment' ELSE '' END
FROM pg_cast c
WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = 'pg_cast'::regclass AND e.objid = c.oid)
UNION ALL
SELECT 'event trigger ' || quote_ident(t.evtname) || ' on ' || t.evtevent || ' enabled ' || t.evtenabled::text
       || coalesce(' tags ' || t.evttags::text, '') || ' execute ' || t.evtfoid::regprocedure
FROM pg_event_trigger t
UNION ALL
SELECT 'publication ' || quote_ident(p.pubname) || ' ' || (to_jsonb(p) - ARRAY['oid', 'pubname', 'pubowner'])
FROM pg_publication p
UNION ALL
SELECT 'publication ' || quote_ident(p.pubname) || ' table ' || r.name
FROM pg_publication_rel m
JOIN pg_publication p ON p.oid = m.prpubid
JOIN relation r ON r.oid = m.prrelid
UNION ALL
-- whatever else lives in these schemas: at least that it is there
SELECT 'object ' || i.type || ' ' || i.identity
FROM pg_depend d
CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS i
WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid IN (SELECT oid FROM chosen) AND d.deptype IN ('n', 'a')
  AND d.classid NOT IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_extension'::regclass,
                        'pg_statistic_ext'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass)
  AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = d.classid AND e.objid = d.objid)
