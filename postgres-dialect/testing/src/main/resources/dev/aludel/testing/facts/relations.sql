SELECT r.kind || ' ' || r.name || fact
FROM relation r
JOIN pg_am heap ON heap.amname = 'heap'
CROSS JOIN LATERAL (VALUES
    (''),
    (' owner ' || quote_ident(pg_get_userbyid(r.relowner))),
    (CASE r.relpersistence WHEN 'u' THEN ' unlogged' WHEN 't' THEN ' temporary' END),
    (CASE WHEN r.relkind <> 'c' AND r.reloftype <> 0 THEN ' of type ' || r.reloftype::regtype END),
    (' with ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(r.reloptions) AS o)),
    (' toast with ' || (SELECT string_agg(o, ', ' ORDER BY o)
                        FROM pg_class toast, unnest(toast.reloptions) AS o WHERE toast.oid = r.reltoastrelid)),
    (' using ' || (SELECT amname FROM pg_am a WHERE a.oid = r.relam AND a.oid <> heap.oid AND r.relkind <> 'S')),
    (' tablespace ' || (SELECT quote_ident(spcname) FROM pg_tablespace s WHERE s.oid = r.reltablespace)),
    (CASE r.relreplident WHEN 'f' THEN ' replica identity full' WHEN 'i' THEN ' replica identity index'
                         WHEN 'n' THEN CASE WHEN r.relkind IN ('r', 'p', 'm') THEN ' replica identity nothing' END END),
    (CASE WHEN r.relrowsecurity THEN ' row security' END),
    (CASE WHEN r.relforcerowsecurity THEN ' row security forced' END),
    (CASE WHEN r.relkind = 'm' AND NOT r.relispopulated THEN ' not populated' END),
    (CASE WHEN r.relkind = 'p' THEN ' partitioned by ' || pg_get_partkeydef(r.oid) END),
    (' partition bound ' || pg_get_expr(r.relpartbound, r.oid)),
    (CASE WHEN r.relkind IN ('v', 'm') THEN ' definition ' || pg_get_viewdef(r.oid) END),
    (' on server ' || (SELECT quote_ident(s.srvname) || coalesce(' options ' || t.ftoptions::text, '')
                       FROM pg_foreign_table t JOIN pg_foreign_server s ON s.oid = t.ftserver WHERE t.ftrelid = r.oid))
) AS f (fact)
WHERE fact IS NOT NULL
UNION ALL
SELECT r.kind || ' ' || r.name || CASE WHEN r.relispartition THEN ' partition of ' ELSE ' inherits ' END
       || i.inhparent::regclass || CASE WHEN to_jsonb(i) ->> 'inhdetachpending' = 'true' THEN ' detach pending' ELSE '' END
FROM pg_inherits i
JOIN relation r ON r.oid = i.inhrelid
