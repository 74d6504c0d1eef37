-- the order of columns is deliberately no fact: a column that was dropped and came back stands at the end
SELECT 'column ' || r.name || '.' || quote_ident(a.attname) || fact
FROM relation r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
CROSS JOIN LATERAL (VALUES
    (' type ' || format_type(a.atttypid, a.atttypmod)),
    (CASE WHEN a.attnotnull THEN ' not null' END),
    (CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' END),
    (CASE a.attgenerated WHEN 's' THEN ' generated stored' WHEN 'v' THEN ' generated virtual' END),
    (CASE WHEN a.attcollation <> t.typcollation THEN ' collation ' || a.attcollation::regcollation END),
    (CASE WHEN a.attstorage <> t.typstorage THEN
        ' storage ' || CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END END),
    (CASE a.attcompression WHEN 'p' THEN ' compression pglz' WHEN 'l' THEN ' compression lz4' END),
    (' statistics ' || nullif(to_jsonb(a) ->> 'attstattarget', '-1')),
    (' with ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(a.attoptions) AS o)),
    (' options ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(a.attfdwoptions) AS o)),
    (CASE WHEN a.attinhcount > 0 THEN ' inherited' || CASE WHEN a.attislocal THEN ' and local' ELSE '' END END)
) AS f (fact)
WHERE r.relkind IN ('r', 'p', 'f', 'v', 'm') AND fact IS NOT NULL
