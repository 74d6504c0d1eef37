-- what foreign tables come through
SELECT 'foreign data wrapper ' || quote_ident(w.fdwname) || fact
FROM pg_foreign_data_wrapper w
CROSS JOIN LATERAL (VALUES
    (''),
    (' owner ' || quote_ident(pg_get_userbyid(w.fdwowner))),
    (' handler ' || nullif(w.fdwhandler, 0)::regprocedure),
    (' validator ' || nullif(w.fdwvalidator, 0)::regprocedure),
    (' options ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(w.fdwoptions) AS o))
) AS f (fact)
WHERE fact IS NOT NULL
  AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid)
UNION ALL
SELECT 'server ' || quote_ident(s.srvname) || fact
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
CROSS JOIN LATERAL (VALUES
    (''),
    (' owner ' || quote_ident(pg_get_userbyid(s.srvowner))),
    (' wrapper ' || quote_ident(w.fdwname)),
    (' type ' || quote_literal(s.srvtype)),
    (' version ' || quote_literal(s.srvversion)),
    (' options ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(s.srvoptions) AS o))
) AS f (fact)
WHERE fact IS NOT NULL
UNION ALL
SELECT 'user mapping ' || CASE m.umuser WHEN 0 THEN 'public' ELSE quote_ident(m.usename) END || fact
FROM pg_user_mappings m
CROSS JOIN LATERAL (VALUES
    (' server ' || quote_ident(m.srvname)),
    (' server ' || quote_ident(m.srvname) || ' options ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(m.umoptions) AS o))
) AS f (fact)
WHERE fact IS NOT NULL
