-- cast to the type without its modifier: varchar(3) would cut a longer value and hide that it differs
SELECT 'column ' || r.name || '.' || quote_ident(a.attname) || CASE WHEN a.attgenerated = '' THEN ' default' ELSE ' generated as' END,
       '(' || pg_get_expr(d.adbin, d.adrelid) || ')::' || format_type(a.atttypid, -1),
       r.oid
FROM relation r
JOIN pg_attrdef d ON d.adrelid = r.oid
JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
