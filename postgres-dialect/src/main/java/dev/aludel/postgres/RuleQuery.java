package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Rules, but for the one that is a view. */
final class RuleQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_rewrite' AS catalog, r.oid, 'rule' AS kind, n.nspname AS schema, c.relname AS name,
                  r.rulename AS member, pg_catalog.pg_get_ruledef(r.oid, true) AS sql
                FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%s) AND r.rulename <> '_RETURN' AND c.relpersistence <> 't' AND %s AND %s
                ORDER BY r.rulename""".formatted(
                schemas, DefinitionQuery.isFree("pg_rewrite", "r.oid"), DefinitionQuery.isFree("pg_class", "c.oid"));
    }
}
