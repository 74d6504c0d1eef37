package dev.aludel.postgres;

/**
 * SQL that puts operators and functions beside those of the system, as near to them as can be: with the types that an
 * argument of theirs could have before it is converted. Who has an inexact call in a query runs them.
 */
public final class Shadows {

    private Shadows() {}

    /** A schema {@code evil} whose functions draw from the sequence {@code evil.canary}, which no rollback takes back. */
    public static final String TRAP = """
            CREATE SCHEMA evil;
            CREATE SEQUENCE evil.canary;
            GRANT ALL ON SEQUENCE evil.canary TO PUBLIC;
            GRANT ALL ON SCHEMA evil TO PUBLIC;
            CREATE FUNCTION evil.spring() RETURNS text LANGUAGE plpgsql AS
              'BEGIN PERFORM pg_catalog.nextval(''evil.canary''); RETURN ''evil''; END';
            CREATE FUNCTION evil.yes() RETURNS bool LANGUAGE plpgsql AS
              'BEGIN PERFORM evil.spring(); RETURN true; END';
            CREATE FUNCTION evil.fire() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN PERFORM evil.spring(); RETURN NEW; END'""";

    /** As many as there are, for each pair of types that names, texts and numbers can have. */
    public static String operators(String schema) {
        return """
                DO $$
                DECLARE
                  types text[] := ARRAY['text','name','varchar','bpchar','oid','regclass','int2','int4','int8','"char"','bool'];
                  l text; r text; o text;
                BEGIN
                  FOREACH l IN ARRAY types LOOP FOREACH r IN ARRAY types LOOP
                    EXECUTE format('CREATE FUNCTION PLACE.op(%s, %s) RETURNS bool LANGUAGE plpgsql AS'
                      ' ''BEGIN PERFORM evil.spring(); RETURN true; END''', l, r);
                    EXECUTE format('CREATE FUNCTION PLACE.opt(%s, %s) RETURNS text LANGUAGE plpgsql AS'
                      ' ''BEGIN RETURN evil.spring(); END''', l, r);
                    FOREACH o IN ARRAY ARRAY['=', '<>', '<', '>', '>=', '<=', '~', '!~', '~~', '&&', '@>'] LOOP
                      EXECUTE format('CREATE OPERATOR PLACE.%s (leftarg = %s, rightarg = %s, function = PLACE.op)', o, l, r);
                    END LOOP;
                    FOREACH o IN ARRAY ARRAY['||', '+', '-', '*'] LOOP
                      EXECUTE format('CREATE OPERATOR PLACE.%s (leftarg = %s, rightarg = %s, function = PLACE.opt)', o, l, r);
                    END LOOP;
                  END LOOP; END LOOP;
                END $$""".replace("PLACE", schema);
    }

    /** Every function of the system that takes a text, a number or an object's, for all that can become one. */
    public static String functions(String schema) {
        return """
                DO $$
                DECLARE f record; instead text;
                BEGIN
                  FOR f IN SELECT proname, oidvectortypes(proargtypes) AS args, format_type(prorettype, NULL) AS gives
                      FROM pg_proc
                     WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND NOT proretset
                       AND pronargs BETWEEN 1 AND 3 AND provariadic = 0
                       AND oidvectortypes(proargtypes) ~ '\\m(text|oid|integer|regclass)\\M'
                       AND NOT oidvectortypes(proargtypes) ~ 'internal|any|cstring'
                       AND format_type(prorettype, NULL) !~ '"|any|internal|cstring|trigger|handler'
                  LOOP
                    FOREACH instead IN ARRAY ARRAY['name', 'character varying', 'regclass', 'smallint', 'bigint'] LOOP
                      BEGIN
                        EXECUTE format('CREATE FUNCTION PLACE.%I(%s) RETURNS %s LANGUAGE plpgsql AS'
                          ' ''BEGIN PERFORM evil.spring(); RETURN NULL; END''',
                          f.proname, regexp_replace(f.args, '\\m(text|oid|integer|regclass)\\M', instead), f.gives);
                      EXCEPTION WHEN others THEN NULL;
                      END;
                    END LOOP;
                  END LOOP;
                END $$""".replace("PLACE", schema);
    }
}
