-- Put before every query of this folder. The one parameter is the array of schema names.
WITH chosen AS (
    SELECT * FROM pg_namespace WHERE nspname = ANY (?)
), extension_member AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relation AS (
    SELECT c.*, c.oid::regclass::text AS name,
           CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'f' THEN 'foreign table' WHEN 'v' THEN 'view'
                          WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'composite type' END AS kind
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c')
      AND c.relnamespace IN (SELECT oid FROM chosen)
      AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
), type AS (
    SELECT t.*, t.oid::regtype::text AS name
    FROM pg_type t
    WHERE t.typnamespace IN (SELECT oid FROM chosen)
      AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
), function AS (
    SELECT p.*, p.oid::regprocedure::text AS name
    FROM pg_proc p
    WHERE p.pronamespace IN (SELECT oid FROM chosen)
      AND NOT EXISTS (SELECT FROM extension_member e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
)
