SELECT 'trigger ' || r.name || '.' || quote_ident(t.tgname) || fact
FROM relation r
JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
CROSS JOIN LATERAL (VALUES
    (' ' || pg_get_triggerdef(t.oid)),
    (CASE t.tgenabled WHEN 'D' THEN ' disabled' WHEN 'R' THEN ' enabled replica' WHEN 'A' THEN ' enabled always' END)
) AS f (fact)
WHERE fact IS NOT NULL
UNION ALL
SELECT 'rule ' || r.name || '.' || quote_ident(u.rulename) || fact
FROM relation r
JOIN pg_rewrite u ON u.ev_class = r.oid AND u.rulename <> '_RETURN'
CROSS JOIN LATERAL (VALUES
    (' ' || pg_get_ruledef(u.oid)),
    (CASE u.ev_enabled WHEN 'D' THEN ' disabled' WHEN 'R' THEN ' enabled replica' WHEN 'A' THEN ' enabled always' END)
) AS f (fact)
WHERE fact IS NOT NULL
UNION ALL
SELECT 'policy ' || r.name || '.' || quote_ident(p.polname) || fact
FROM relation r
JOIN pg_policy p ON p.polrelid = r.oid
CROSS JOIN LATERAL (VALUES
    (CASE WHEN p.polpermissive THEN ' permissive' ELSE ' restrictive' END || ' for '
        || CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END),
    (' to ' || (SELECT string_agg(CASE WHEN o = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(o)) END, ', ' ORDER BY o) FROM unnest(p.polroles) AS o)),
    (' using ' || pg_get_expr(p.polqual, p.polrelid)),
    (' with check ' || pg_get_expr(p.polwithcheck, p.polrelid))
) AS f (fact)
WHERE fact IS NOT NULL
