-- only what differs from the rights that an object has when nobody granted or revoked anything
, object AS (
    SELECT kind || ' ' || name AS title, relacl AS acl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner) AS usual
    FROM relation WHERE relkind <> 'c'
    UNION ALL
    SELECT 'column ' || r.name || '.' || quote_ident(a.attname), a.attacl, acldefault('c', r.relowner)
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT 'schema ' || quote_ident(nspname), nspacl, acldefault('n', nspowner) FROM chosen
    UNION ALL
    SELECT 'function ' || name, proacl, acldefault('f', proowner) FROM function
    UNION ALL
    SELECT 'type ' || name, typacl, acldefault('T', typowner) FROM type WHERE typrelid = 0 OR typrelid IN (SELECT oid FROM relation WHERE relkind = 'c')
    UNION ALL
    SELECT 'default for ' || quote_ident(pg_get_userbyid(d.defaclrole)) || ' in ' || quote_ident(n.nspname) || ' on ' || d.defaclobjtype::text,
           d.defaclacl, '{}'
    FROM pg_default_acl d JOIN chosen n ON n.oid = d.defaclnamespace
    UNION ALL
    SELECT 'default for ' || quote_ident(pg_get_userbyid(d.defaclrole)) || ' on ' || d.defaclobjtype::text,
           d.defaclacl, acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END::"char", d.defaclrole)
    FROM pg_default_acl d WHERE d.defaclnamespace = 0
    UNION ALL
    SELECT 'foreign data wrapper ' || quote_ident(fdwname), fdwacl, acldefault('F', fdwowner)
    FROM pg_foreign_data_wrapper w
    WHERE NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid)
    UNION ALL
    SELECT 'server ' || quote_ident(srvname), srvacl, acldefault('S', srvowner) FROM pg_foreign_server
    UNION ALL
    SELECT 'language ' || quote_ident(lanname), lanacl, acldefault('l', lanowner) FROM pg_language
)
SELECT 'grant on ' || title || ' ' || entry
FROM object
CROSS JOIN LATERAL (SELECT x::text FROM unnest(acl) AS x EXCEPT SELECT x::text FROM unnest(usual) AS x) AS e (entry)
WHERE acl IS NOT NULL
UNION ALL
SELECT 'revoke on ' || title || ' ' || entry
FROM object
CROSS JOIN LATERAL (SELECT x::text FROM unnest(usual) AS x EXCEPT SELECT x::text FROM unnest(acl) AS x) AS e (entry)
WHERE acl IS NOT NULL
