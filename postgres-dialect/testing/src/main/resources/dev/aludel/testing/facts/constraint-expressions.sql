SELECT 'constraint ' || r.name || '.' || quote_ident(k.conname) || ' check expression', pg_get_expr(k.conbin, k.conrelid), r.oid
FROM relation r
JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'c'
