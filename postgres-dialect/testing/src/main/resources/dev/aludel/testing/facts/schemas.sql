SELECT 'schema ' || quote_ident(nspname) || fact
FROM chosen
CROSS JOIN LATERAL (VALUES (''), (' owner ' || quote_ident(pg_get_userbyid(nspowner)))) AS f (fact)
