SELECT kind || ' ' || p.name || fact
FROM function p
CROSS JOIN LATERAL (SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END) AS k (kind)
CROSS JOIN LATERAL (VALUES
    (''),
    (' owner ' || quote_ident(pg_get_userbyid(p.proowner))),
    (CASE WHEN p.prokind <> 'a' THEN ' definition ' || pg_get_functiondef(p.oid) END),
    (' definition ' || (SELECT pg_get_function_result(p.oid) || ' ' || (to_jsonb(a) - ARRAY['aggfnoid', 'aggtranstype', 'aggmtranstype', 'aggsortop'])
                               || ' stype ' || format_type(a.aggtranstype, NULL)
                               || coalesce(' mstype ' || format_type(nullif(a.aggmtranstype, 0), NULL), '')
                               || coalesce(' sortop ' || nullif(a.aggsortop, 0)::regoperator, '')
                               || ' ' || p.provolatile::text || p.proparallel::text || p.proisstrict
                        FROM pg_aggregate a WHERE a.aggfnoid = p.oid))
) AS f (fact)
WHERE fact IS NOT NULL
