SELECT 'index ' || i.indexrelid::regclass || fact
FROM relation r
JOIN pg_index i ON i.indrelid = r.oid
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_am m ON m.oid = x.relam
CROSS JOIN LATERAL (VALUES
    (' on ' || r.name || ' using ' || m.amname),
    (CASE WHEN i.indisunique THEN ' unique' || CASE WHEN to_jsonb(i) ->> 'indnullsnotdistinct' = 'true' THEN ' nulls not distinct' ELSE '' END END),
    (CASE WHEN i.indisprimary THEN ' primary key' END),
    (CASE WHEN i.indisexclusion THEN ' exclusion' END),
    (CASE WHEN i.indisvalid THEN ' valid' ELSE ' not valid' END),
    (CASE WHEN NOT i.indisready THEN ' not ready' END),
    (CASE WHEN NOT i.indimmediate THEN ' not immediate' END),
    (CASE WHEN i.indisclustered THEN ' clustered' END),
    (CASE WHEN i.indisreplident THEN ' replica identity' END),
    (' with ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(x.reloptions) AS o)),
    (' tablespace ' || (SELECT quote_ident(spcname) FROM pg_tablespace s WHERE s.oid = x.reltablespace)),
    (' partition of ' || (SELECT h.inhparent::regclass FROM pg_inherits h WHERE h.inhrelid = x.oid))
) AS f (fact)
WHERE fact IS NOT NULL
UNION ALL
SELECT 'index ' || i.indexrelid::regclass || CASE WHEN n <= i.indnkeyatts THEN ' key ' || n ELSE ' include ' || n END || fact
FROM relation r
JOIN pg_index i ON i.indrelid = r.oid
JOIN pg_class x ON x.oid = i.indexrelid
CROSS JOIN LATERAL generate_series(1, i.indnatts) AS n
LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = i.indkey[n - 1] AND i.indkey[n - 1] <> 0
JOIN pg_attribute k ON k.attrelid = x.oid AND k.attnum = n
LEFT JOIN pg_opclass o ON n <= i.indnkeyatts AND o.oid = i.indclass[n - 1]
LEFT JOIN pg_collation c ON n <= i.indnkeyatts AND c.oid = i.indcollation[n - 1] AND c.collname <> 'default'
CROSS JOIN LATERAL (VALUES
    (' column ' || quote_ident(a.attname)),
    (' opclass ' || CASE WHEN NOT o.opcdefault THEN o.opcnamespace::regnamespace || '.' || quote_ident(o.opcname) END),
    (' collation ' || c.oid::regcollation),
    (CASE WHEN n <= i.indnkeyatts AND pg_index_column_has_property(x.oid, n, 'desc') THEN ' desc' END),
    (CASE WHEN n <= i.indnkeyatts AND pg_index_column_has_property(x.oid, n, 'nulls_first') THEN ' nulls first' END),
    (' with ' || (SELECT string_agg(p, ', ' ORDER BY p) FROM unnest(k.attoptions) AS p)),
    (' statistics ' || nullif(to_jsonb(k) ->> 'attstattarget', '-1'))
) AS f (fact)
WHERE fact IS NOT NULL
