SELECT 'comment on ' || i.type || ' ' || i.identity || ' is ' || quote_literal(d.description)
FROM pg_description d
CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) AS i
LEFT JOIN pg_trigger t ON d.classoid = 'pg_trigger'::regclass AND t.oid = d.objoid
LEFT JOIN pg_rewrite u ON d.classoid = 'pg_rewrite'::regclass AND u.oid = d.objoid
LEFT JOIN pg_policy p ON d.classoid = 'pg_policy'::regclass AND p.oid = d.objoid
LEFT JOIN pg_class c ON c.oid = coalesce(t.tgrelid, u.ev_class, p.polrelid)
-- 16384 is the first identifier that is not PostgreSQL's own; the schema public has a lower one
WHERE (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass)
  -- an object of no schema belongs to the whole database
  AND coalesce(c.relnamespace, to_regnamespace(i.schema), CASE WHEN d.classoid = 'pg_namespace'::regclass THEN d.objoid END, 0)
      IN (SELECT oid FROM chosen UNION ALL SELECT 0)
  AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = d.classoid AND e.objid = d.objoid)
  -- an extension brings its comment along
  AND CASE WHEN d.classoid = 'pg_extension'::regclass
           THEN d.description IS DISTINCT FROM (SELECT v.comment FROM pg_available_extensions v JOIN pg_extension x ON x.extname = v.name
                                                WHERE x.oid = d.objoid)
           ELSE true END
