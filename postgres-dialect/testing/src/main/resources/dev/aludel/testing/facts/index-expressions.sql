SELECT 'index ' || i.indexrelid::regclass || ' key ' || n || ' expression', pg_get_indexdef(i.indexrelid, n, false), r.oid
FROM relation r
JOIN pg_index i ON i.indrelid = r.oid AND i.indexprs IS NOT NULL
CROSS JOIN LATERAL generate_series(1, i.indnatts) AS n
WHERE i.indkey[n - 1] = 0
UNION ALL
SELECT 'index ' || i.indexrelid::regclass || ' where', pg_get_expr(i.indpred, i.indrelid), r.oid
FROM relation r
JOIN pg_index i ON i.indrelid = r.oid AND i.indpred IS NOT NULL
