package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;

/** Dictionaries and configurations of text search. */
final class TextSearchQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_ts_dict' AS catalog, d.oid, 'text search dictionary' AS kind, n.nspname AS schema, d.dictname AS name,
                  '' AS member,
                  'CREATE TEXT SEARCH DICTIONARY ' || d.oid::regdictionary::text || ' (TEMPLATE = '
                    || CASE WHEN m.nspname = 'pg_catalog' THEN '' ELSE pg_catalog.quote_ident(m.nspname) || '.' END
                    || pg_catalog.quote_ident(t.tmplname) || coalesce(', ' || d.dictinitoption, '') || ')' AS sql
                FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
                JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace m ON m.oid = t.tmplnamespace
                WHERE n.nspname IN (%1$s) AND %2$s
                UNION ALL
                SELECT 'pg_ts_config', g.oid, 'text search configuration', n.nspname, g.cfgname, '',
                  'CREATE TEXT SEARCH CONFIGURATION ' || g.oid::regconfig::text || ' (PARSER = '
                    || CASE WHEN m.nspname = 'pg_catalog' THEN '' ELSE pg_catalog.quote_ident(m.nspname) || '.' END
                    || pg_catalog.quote_ident(p.prsname) || ')'
                    || coalesce((SELECT pg_catalog.string_agg(E';\\nALTER TEXT SEARCH CONFIGURATION ' || g.oid::regconfig::text
                         || ' ADD MAPPING FOR ' || pg_catalog.quote_ident(f.alias) || ' WITH ' || f.dicts, '' ORDER BY f.alias)
                       FROM (SELECT k.alias, pg_catalog.string_agg(w.mapdict::regdictionary::text, ', ' ORDER BY w.mapseqno) AS dicts
                         FROM pg_ts_config_map w JOIN pg_catalog.ts_token_type(g.cfgparser) k ON k.tokid = w.maptokentype
                         WHERE w.mapcfg = g.oid GROUP BY k.alias) f), '')
                FROM pg_ts_config g JOIN pg_namespace n ON n.oid = g.cfgnamespace
                JOIN pg_ts_parser p ON p.oid = g.cfgparser JOIN pg_namespace m ON m.oid = p.prsnamespace
                WHERE n.nspname IN (%1$s) AND %3$s
                ORDER BY name""".formatted(
                        schemas,
                        DefinitionQuery.isFree("pg_ts_dict", "d.oid"),
                        DefinitionQuery.isFree("pg_ts_config", "g.oid"));
    }
}
