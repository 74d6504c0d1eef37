package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Scope;
import dev.aludel.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The catalog is read under a search path that leads to the managed schema, because texts are spelled as they are to be
 * found there. Whoever may create in it could put operators beside the system's; so that each call in a query is exact.
 */
class ExactCallsTest {

    /** What a view rests on, which the server writes down, are the very operators and functions that its query calls. */
    @Test
    void noQueryOfTheCatalogCallsWhatStandsInTheManagedSchema() throws Exception {
        var calls = new ArrayList<String>();
        try (var database = TestServer.shared().database();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Shadows.TRAP);
            statement.setEscapeProcessing(false);
            statement.execute(Shadows.functions("public"));
            statement.execute(Shadows.operators("public"));
            statement.execute("SET search_path = public, pg_temp");
            var scope = new Scope(List.of("public"), TestServer.shared().major());
            var queries = new Supports(List.of()).queries();
            for (CatalogQuery query : queries) {
                try {
                    statement.execute("CREATE VIEW evil.v AS SELECT 1 AS one FROM ("
                            + query.sql(scope, Sql.literals(scope.schemas())) + ") q");
                } catch (SQLException e) {
                    calls.add(query.getClass().getSimpleName() + ": " + e.getMessage());
                    continue;
                }
                try (var row = statement.executeQuery("SELECT DISTINCT pg_catalog.pg_describe_object(d.refclassid,"
                        + " d.refobjid, 0) FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON"
                        + " d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid"
                        + " AND r.oid OPERATOR(pg_catalog.=) d.objid WHERE r.ev_class OPERATOR(pg_catalog.=)"
                        + " 'evil.v'::pg_catalog.regclass::pg_catalog.oid AND d.refclassid OPERATOR(pg_catalog.=) ANY"
                        + " (ARRAY['pg_catalog.pg_operator'::pg_catalog.regclass::pg_catalog.oid,"
                        + " 'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid])")) {
                    while (row.next()) {
                        calls.add(query.getClass().getSimpleName() + ": " + row.getString(1));
                    }
                }
                statement.execute("DROP VIEW evil.v");
            }
            System.out.println(queries.size() + " queries of the catalog, " + calls.size() + " inexact calls");
        }
        assertThat(calls).isEmpty();
    }
}
