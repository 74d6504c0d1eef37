package dev.aludel.testing;

import static dev.aludel.testing.CatalogFactsTest.change;
import static dev.aludel.testing.CatalogFactsTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.testing.CatalogFactsTest.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannedExpressionsTest {
    static Stream<Row> respellings() {
        String in =
                "CREATE TABLE t (s varchar(9) DEFAULT 'A', n int, CONSTRAINT c CHECK (s IN ('A', 'B') OR n IS NULL),"
                        + " g text GENERATED ALWAYS AS (CASE WHEN s IN ('A', 'B') THEN 'x' END) STORED)";
        String again = "ALTER TABLE t DROP CONSTRAINT c, ADD CONSTRAINT c CHECK "
                + "((((s)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying])::text[])) OR (n IS NULL)))";
        return Stream.of(
                row("a check created again from its stored text", in, again),
                row("a default spelled otherwise", in, "ALTER TABLE t ALTER s SET DEFAULT ('A'::text)"),
                row(
                        "a type changed and changed back",
                        "CREATE TABLE t (s varchar(9) DEFAULT 'A', CONSTRAINT c CHECK (s IN ('A', 'B')))",
                        "ALTER TABLE t ALTER s TYPE varchar(20); ALTER TABLE t ALTER s TYPE varchar(9)"),
                row(
                        "an index created again from its stored text",
                        in + "; CREATE INDEX i ON t (n) WHERE s IN ('A', 'B')",
                        "DROP INDEX i; CREATE INDEX i ON public.t USING btree (n)"
                                + " WHERE ((s)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying])::text[]))"),
                row(
                        "a view created again from its stored text",
                        in + "; CREATE VIEW v AS SELECT n FROM t WHERE s IN ('it''s', 'B')",
                        "DO $$ DECLARE d text := pg_get_viewdef('v'); BEGIN DROP VIEW v; EXECUTE 'CREATE VIEW v AS ' || d; END $$"));
    }

    @ParameterizedTest
    @MethodSource("respellings")
    void whatPostgresRespellsIsNoDifference(Row row) throws SQLException {
        try (TestDatabase database = TestServer.shared().database()) {
            assertThat(change(database, row.before(), row.change())).isEmpty();
        }
    }

    @Test
    void whatCannotBePlannedKeepsItsTextAndSpoilsNoOther() throws SQLException {
        try (TestDatabase database = TestServer.shared().database()) {
            database.execute(
                    "CREATE FUNCTION broken(int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN 1/0 = $1; END';"
                            + "CREATE TABLE t (a int CONSTRAINT b CHECK (broken(1)), CONSTRAINT c CHECK (a > 1 + 1), CONSTRAINT d CHECK (tableoid > 1));"
                            + "CREATE TABLE u (a int DEFAULT 1 + 1); CREATE TABLE empty (); ALTER TABLE empty ADD CONSTRAINT e CHECK (1 > 0)");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(CatalogFacts.read(connection, "public"))
                        .contains(
                                "constraint public.t.b check expression public.broken(1)",
                                "constraint public.t.c check expression (a > 2)",
                                "constraint public.t.d check expression (tableoid > (1)::oid)",
                                "constraint public.empty.e check expression (1 > 0)",
                                "column public.u.a default 2");
            }
        }
    }
}
