-- what an expression can name: the columns of its relation, or a domain's VALUE
SELECT r.oid, quote_ident(r.relname), string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
       || coalesce(' COLLATE ' || nullif(a.attcollation, t.typcollation)::regcollation, ''), ', ' ORDER BY a.attnum)
FROM relation r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
WHERE r.relkind <> 'c'
GROUP BY r.oid, r.relname
UNION ALL
SELECT t.oid, 'domain', 'value ' || format_type(t.typbasetype, t.typtypmod)
FROM type t
WHERE t.typtype = 'd'
