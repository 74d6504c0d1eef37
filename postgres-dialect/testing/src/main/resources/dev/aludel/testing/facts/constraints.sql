-- the expression of a check is in constraint-expressions.sql, the keys of an exclusion are in indexes.sql
SELECT 'constraint ' || r.name || '.' || quote_ident(k.conname) || fact
FROM relation r
JOIN pg_constraint k ON k.conrelid = r.oid
CROSS JOIN LATERAL (VALUES
    (CASE k.contype
        WHEN 'c' THEN ' check'
        WHEN 'x' THEN ' exclude with ' || (SELECT string_agg(o::regoperator::text, ', ' ORDER BY n)
                                           FROM unnest(k.conexclop) WITH ORDINALITY AS u (o, n))
        ELSE ' ' || pg_get_constraintdef(k.oid) END),
    (CASE WHEN k.condeferrable THEN ' deferrable' || CASE WHEN k.condeferred THEN ' initially deferred' ELSE '' END END),
    (CASE WHEN k.convalidated THEN ' validated' ELSE ' not validated' END),
    (CASE WHEN to_jsonb(k) ->> 'conenforced' = 'false' THEN ' not enforced' END),
    (CASE WHEN k.connoinherit AND k.contype IN ('c', 'n') THEN ' no inherit' END),
    (CASE WHEN k.coninhcount > 0 THEN ' inherited' || CASE WHEN k.conislocal THEN ' and local' ELSE '' END END)
) AS f (fact)
WHERE k.contype <> 't' AND fact IS NOT NULL
