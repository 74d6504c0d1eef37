SELECT kind || ' ' || p.name || fact
FROM function p
CROSS JOIN LATERAL (SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END) AS k (kind)
CROSS JOIN LATERAL (VALUES
    (''),
    (' owner ' || quote_ident(pg_get_userbyid(p.proowner))),
    (CASE WHEN p.prokind <> 'a' THEN ' definition ' || pg_get_functiondef(p.oid) END),
    (' definition ' || (SELECT pg_get_function_result(p.oid) || ' sfunc ' || a.aggtransfn || ' stype ' || format_type(a.aggtranstype, NULL)
                               || ' final ' || a.aggfinalfn || ' combine ' || a.aggcombinefn || ' kind ' || a.aggkind::text
                               || coalesce(' initial ' || quote_literal(a.agginitval), '')
                        FROM pg_aggregate a WHERE a.aggfnoid = p.oid))
) AS f (fact)
WHERE fact IS NOT NULL
