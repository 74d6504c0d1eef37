package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Aggregates, with all of their options. */
final class AggregateQuery implements DefinitionQuery {

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT 'pg_proc' AS catalog, p.oid, 'aggregate' AS kind, n.nspname AS schema, p.proname AS name,
                  %s AS arguments, '' AS member,
                  'CREATE AGGREGATE ' || CASE WHEN n.nspname = %s THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
                    || pg_catalog.quote_ident(p.proname) || '('
                    || coalesce(nullif(pg_catalog.pg_get_function_arguments(p.oid), ''), '*') || ') ('
                    || pg_catalog.concat_ws(', ',
                      'SFUNC = ' || %s,
                      'STYPE = ' || pg_catalog.format_type(a.aggtranstype, NULL),
                      'SSPACE = ' || nullif(a.aggtransspace, 0)::text,
                      'FINALFUNC = ' || %s,
                      CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
                      'FINALFUNC_MODIFY = ' || CASE WHEN a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w' END
                        THEN %s END,
                      'COMBINEFUNC = ' || %s,
                      'SERIALFUNC = ' || %s,
                      'DESERIALFUNC = ' || %s,
                      'INITCOND = ' || pg_catalog.quote_literal(a.agginitval),
                      'MSFUNC = ' || %s,
                      'MINVFUNC = ' || %s,
                      'MSTYPE = ' || pg_catalog.format_type(nullif(a.aggmtranstype, 0::oid), NULL),
                      'MSSPACE = ' || nullif(a.aggmtransspace, 0)::text,
                      'MFINALFUNC = ' || %s,
                      CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
                      'MFINALFUNC_MODIFY = ' || CASE WHEN a.aggmtransfn <> 0::oid
                        AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w' END THEN %s END,
                      'MINITCOND = ' || pg_catalog.quote_literal(a.aggminitval),
                      'SORTOP = ' || (SELECT 'OPERATOR(' || pg_catalog.quote_ident(m.nspname) || '.' || o.oprname::text || ')'
                        FROM pg_operator o JOIN pg_namespace m ON m.oid = o.oprnamespace WHERE o.oid = a.aggsortop),
                      'PARALLEL = ' || CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END,
                      CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END)
                    || ')' AS sql
                FROM pg_proc p JOIN pg_aggregate a ON a.aggfnoid = p.oid JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname IN (%s) AND %s
                ORDER BY p.proname""".formatted(
                        RoutineQuery.ARGUMENTS,
                        Sql.literal(scope.defaultSchema()),
                        function("aggtransfn"),
                        function("aggfinalfn"),
                        modify("aggfinalmodify"),
                        function("aggcombinefn"),
                        function("aggserialfn"),
                        function("aggdeserialfn"),
                        function("aggmtransfn"),
                        function("aggminvtransfn"),
                        function("aggmfinalfn"),
                        modify("aggmfinalmodify"),
                        schemas,
                        DefinitionQuery.isFree("pg_proc", "p.oid"));
    }

    /** An aggregate of nothing is called with a star. */
    @Override
    public Name name(ResultSet row, CatalogBuilder catalog) throws SQLException {
        Name name = RoutineQuery.signature(row, catalog);
        return new Name(name.schema(), name.local().replaceFirst("\\(\\)$", "(*)"));
    }

    private static String function(String column) {
        return DefinitionQuery.function("a." + column);
    }

    private static String modify(String column) {
        return "CASE a." + column + " WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END";
    }
}
