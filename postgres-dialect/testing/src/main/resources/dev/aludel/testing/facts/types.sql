SELECT kind || ' ' || t.name || fact
FROM type t
CROSS JOIN LATERAL (SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type'
                                          WHEN 'c' THEN 'composite type' WHEN 'b' THEN 'base type' END) AS k (kind)
CROSS JOIN LATERAL (VALUES
    (''),
    (' owner ' || quote_ident(pg_get_userbyid(t.typowner))),
    (' labels ' || (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)),
    (CASE WHEN t.typtype = 'd' THEN ' type ' || format_type(t.typbasetype, t.typtypmod) END),
    (CASE WHEN t.typtype = 'd' AND t.typnotnull THEN ' not null' END),
    (CASE WHEN t.typtype = 'd' AND t.typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype)
          THEN ' collation ' || t.typcollation::regcollation END),
    -- unlike that of a table's columns, the order of attributes is seen by whoever writes a row
    (' attributes ' || (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                                          || coalesce(' collate ' || nullif(a.attcollation, b.typcollation)::regcollation, ''), ', ' ORDER BY a.attnum)
                        FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
                        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)),
    (' of ' || (SELECT format_type(g.rngsubtype, NULL) || ' opclass ' || o.opcname
                       || coalesce(' collation ' || nullif(g.rngcollation, 0)::regcollation, '')
                       || coalesce(' canonical ' || nullif(g.rngcanonical::oid, 0)::regproc, '')
                       || coalesce(' difference ' || nullif(g.rngsubdiff::oid, 0)::regproc, '')
                       || ' multirange ' || g.rngmultitypid::regtype
                FROM pg_range g JOIN pg_opclass o ON o.oid = g.rngsubopc WHERE g.rngtypid = t.oid))
) AS f (fact)
WHERE fact IS NOT NULL
  AND t.typtype IN ('e', 'd', 'r', 'c', 'b')
  AND (t.typtype <> 'c' OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
  AND (t.typtype <> 'b' OR NOT EXISTS (SELECT FROM pg_type element WHERE element.typarray = t.oid))
UNION ALL
SELECT 'domain ' || t.name || ' constraint ' || quote_ident(k.conname)
       || CASE WHEN k.contype = 'c' THEN ' check' ELSE ' not null' END || CASE WHEN k.convalidated THEN '' ELSE ' not validated' END
FROM type t
JOIN pg_constraint k ON k.contypid = t.oid
