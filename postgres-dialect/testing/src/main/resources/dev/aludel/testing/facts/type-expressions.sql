SELECT 'domain ' || t.name || ' constraint ' || quote_ident(k.conname) || ' check expression', pg_get_expr(k.conbin, 0), t.oid
FROM type t
JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c'
UNION ALL
SELECT 'domain ' || t.name || ' default', '(' || pg_get_expr(t.typdefaultbin, 0) || ')::' || format_type(t.typbasetype, -1), t.oid
FROM type t
WHERE t.typtype = 'd' AND t.typdefaultbin IS NOT NULL
