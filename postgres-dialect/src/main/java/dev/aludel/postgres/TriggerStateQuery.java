package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Triggers, rules and event triggers that do not fire as new ones do. */
final class TriggerStateQuery implements SettingQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_trigger' AS catalog, t.oid, 0 AS "column", 'enabled' AS key,
                  'ALTER TABLE ' || t.tgrelid::regclass::text || %s || ' TRIGGER ' || pg_catalog.quote_ident(t.tgname) AS set,
                  'ALTER TABLE ' || t.tgrelid::regclass::text || ' ENABLE TRIGGER ' || pg_catalog.quote_ident(t.tgname) AS reset
                FROM pg_trigger t
                WHERE t.tgenabled <> 'O' AND NOT t.tgisinternal
                UNION ALL
                SELECT 'pg_rewrite', r.oid, 0, 'enabled',
                  'ALTER TABLE ' || r.ev_class::regclass::text || %s || ' RULE ' || pg_catalog.quote_ident(r.rulename),
                  'ALTER TABLE ' || r.ev_class::regclass::text || ' ENABLE RULE ' || pg_catalog.quote_ident(r.rulename)
                FROM pg_rewrite r
                WHERE r.ev_enabled <> 'O' AND r.oid >= 16384::oid
                UNION ALL
                SELECT 'pg_event_trigger', e.oid, 0, 'enabled',
                  'ALTER EVENT TRIGGER ' || pg_catalog.quote_ident(e.evtname) || %s,
                  'ALTER EVENT TRIGGER ' || pg_catalog.quote_ident(e.evtname) || ' ENABLE'
                FROM pg_event_trigger e
                WHERE e.evtenabled <> 'O'""".formatted(state("t.tgenabled"), state("r.ev_enabled"), state("e.evtenabled"));
    }

    private static String state(String column) {
        return "CASE " + column + " WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END";
    }
}
