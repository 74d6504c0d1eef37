package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Event triggers, which belong to the whole database. */
final class EventTriggerQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_event_trigger' AS catalog, t.oid, 'event trigger' AS kind, NULL AS schema, t.evtname AS name,
                  '' AS member,
                  'CREATE EVENT TRIGGER ' || pg_catalog.quote_ident(t.evtname) || ' ON ' || t.evtevent::text
                    || coalesce(' WHEN TAG IN (' || (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(g), ', ')
                         FROM pg_catalog.unnest(t.evttags) AS g) || ')', '')
                    || ' EXECUTE FUNCTION ' || %s || '()' AS sql
                FROM pg_event_trigger t
                WHERE %s
                ORDER BY t.evtname""".formatted(
                        DefinitionQuery.function("t.evtfoid"), DefinitionQuery.isFree("pg_event_trigger", "t.oid"));
    }
}
