SELECT 'statistics ' || s.stxnamespace::regnamespace || '.' || quote_ident(s.stxname) || fact
FROM pg_statistic_ext s
CROSS JOIN LATERAL (VALUES
    (' ' || pg_get_statisticsobjdef(s.oid)),
    (' owner ' || quote_ident(pg_get_userbyid(s.stxowner))),
    (' statistics ' || nullif(to_jsonb(s) ->> 'stxstattarget', '-1'))
) AS f (fact)
WHERE s.stxnamespace IN (SELECT oid FROM chosen) AND fact IS NOT NULL
UNION ALL
SELECT 'collation ' || c.oid::regcollation || fact
FROM pg_collation c
CROSS JOIN LATERAL (VALUES
    (' ' || (to_jsonb(c) - ARRAY['oid', 'collname', 'collnamespace', 'collowner', 'collversion'])::text),
    (' owner ' || quote_ident(pg_get_userbyid(c.collowner)))
) AS f (fact)
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
SELECT 'event trigger ' || quote_ident(t.evtname) || fact
FROM pg_event_trigger t
CROSS JOIN LATERAL (VALUES
    (' on ' || t.evtevent || coalesce(' tags ' || t.evttags::text, '') || ' execute ' || t.evtfoid::regprocedure),
    (' enabled ' || t.evtenabled::text),
    (' owner ' || quote_ident(pg_get_userbyid(t.evtowner)))
) AS f (fact)
UNION ALL
SELECT 'publication ' || quote_ident(p.pubname) || fact
FROM pg_publication p
CROSS JOIN LATERAL (VALUES
    (' with ' || (to_jsonb(p) - ARRAY['oid', 'pubname', 'pubowner'])::text),
    (' owner ' || quote_ident(pg_get_userbyid(p.pubowner)))
) AS f (fact)
UNION ALL
-- 14 has no lists of columns, no conditions and no schemas
SELECT 'publication ' || quote_ident(p.pubname) || ' table ' || r.name || fact
FROM pg_publication_rel m
JOIN pg_publication p ON p.oid = m.prpubid
JOIN relation r ON r.oid = m.prrelid
CROSS JOIN LATERAL (VALUES
    (''),
    (' columns ' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) FROM pg_attribute a
                     WHERE a.attrelid = r.oid
                       AND a.attnum::text = ANY (regexp_split_to_array(translate(to_jsonb(m) ->> 'prattrs', '[],', ''), ' +')))),
    (' where ' || (SELECT to_jsonb(t) ->> 'rowfilter' FROM pg_publication_tables t
                   WHERE t.pubname = p.pubname AND t.schemaname = r.relnamespace::regnamespace::text AND t.tablename = r.relname))
) AS f (fact)
WHERE fact IS NOT NULL
UNION ALL
SELECT 'publication ' || i.identity
FROM pg_depend d
CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS i
WHERE d.classid = to_regclass('pg_catalog.pg_publication_namespace') AND d.refclassid = 'pg_namespace'::regclass
UNION ALL
SELECT 'subscription ' || quote_ident(s.subname) || ' owner ' || quote_ident(pg_get_userbyid(s.subowner))
       || ' enabled ' || s.subenabled || ' publications ' || s.subpublications::text || coalesce(' slot ' || s.subslotname, '')
FROM pg_subscription s
JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
UNION ALL
SELECT 'database setting ' || CASE s.setrole WHEN 0 THEN 'all' ELSE quote_ident(pg_get_userbyid(s.setrole)) END || ' ' || setting
FROM pg_db_role_setting s
JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database()
CROSS JOIN unnest(s.setconfig) AS setting
UNION ALL
SELECT 'object ' || i.type || ' ' || i.identity
FROM (SELECT 'pg_language'::regclass, oid FROM pg_language UNION ALL SELECT 'pg_am'::regclass, oid FROM pg_am
      UNION ALL SELECT 'pg_transform'::regclass, oid FROM pg_transform) AS o (classid, objid)
CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) AS i
WHERE o.objid >= 16384 AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = o.classid AND e.objid = o.objid)
UNION ALL
-- whatever else lives in these schemas: at least that it is there
SELECT 'object ' || i.type || ' ' || i.identity
FROM pg_depend d
CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS i
WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid IN (SELECT oid FROM chosen) AND d.deptype IN ('n', 'a')
  AND d.classid NOT IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_extension'::regclass,
                        'pg_statistic_ext'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass)
  AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = d.classid AND e.objid = d.objid)
