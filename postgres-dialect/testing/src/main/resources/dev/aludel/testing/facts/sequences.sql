SELECT 'sequence ' || r.name || fact
FROM relation r
JOIN pg_sequence s ON s.seqrelid = r.oid
CROSS JOIN LATERAL (VALUES
    (' as ' || format_type(s.seqtypid, NULL)),
    (' start ' || s.seqstart),
    (' increment ' || s.seqincrement),
    (' min ' || s.seqmin),
    (' max ' || s.seqmax),
    (' cache ' || s.seqcache),
    (CASE WHEN s.seqcycle THEN ' cycle' END)
) AS f (fact)
WHERE fact IS NOT NULL
UNION ALL
SELECT 'sequence ' || r.name || CASE d.deptype WHEN 'i' THEN ' identity of ' ELSE ' owned by ' END
       || d.refobjid::regclass || '.' || quote_ident(a.attname)
FROM relation r
JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
                AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE r.relkind = 'S'
