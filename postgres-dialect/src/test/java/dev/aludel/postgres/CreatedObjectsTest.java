package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script says it makes is what the server made of it. */
class CreatedObjectsTest {

    static Stream<String> scripts() {
        return Stream.of(
                "CREATE TABLE t (id bigint PRIMARY KEY, code text NOT NULL UNIQUE CHECK (code <> '' AND code <> 'a,b)'), n numeric(10,2) DEFAULT 0)",
                "create table if not exists \"My T\" (\"Id\" int constraint my_pk primary key, b int references \"My T\" (\"Id\") on delete cascade)",
                "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b), UNIQUE (b, a), CONSTRAINT u UNIQUE (a), CHECK (a > b), CHECK (a > 0), CHECK (a < 9), FOREIGN KEY (b, a) REFERENCES t (a, b))",
                "CREATE TABLE t (id serial, big bigserial PRIMARY KEY, i bigint GENERATED ALWAYS AS IDENTITY, g int GENERATED ALWAYS AS (1 + 1) STORED)",
                "CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int NOT NULL DEFAULT 0, ADD c text UNIQUE, ADD CONSTRAINT k CHECK (b > 0), ALTER a SET NOT NULL, ADD PRIMARY KEY (a)",
                "CREATE TABLE t (a int, b text); CREATE INDEX i ON t (a); CREATE UNIQUE INDEX ON ONLY t USING btree (a DESC, lower(b)); CREATE INDEX IF NOT EXISTS j ON t (b) WHERE a > 0",
                "CREATE TYPE color AS ENUM ('RED', 'a;b'); CREATE SEQUENCE s START 5; CREATE TABLE t (c color); ALTER SEQUENCE s OWNED BY t.c",
                "CREATE TABLE t (a int); CREATE SEQUENCE s OWNED BY t.a",
                "CREATE SCHEMA billing; CREATE TABLE billing.t (a int PRIMARY KEY); CREATE INDEX i ON billing.t (a)",
                "CREATE TABLE t (a int CHECK (a > 0)); COMMENT ON TABLE t IS 'x'; COMMENT ON COLUMN t.a IS 'it''s'; COMMENT ON CONSTRAINT t_a_check ON t IS 'y'",
                "CREATE TABLE t (a int); CREATE INDEX i ON t (a); COMMENT ON INDEX i IS 'x'; CREATE TYPE e AS ENUM (); COMMENT ON TYPE e IS 'x'; CREATE SEQUENCE s; COMMENT ON SEQUENCE s IS 'x'",
                "CREATE TABLE t (a int PRIMARY KEY, b int); ALTER TABLE t RENAME COLUMN b TO c; ALTER TABLE t RENAME CONSTRAINT t_pkey TO pk; ALTER TABLE t RENAME TO u",
                "CREATE TABLE t (a int); CREATE INDEX i ON t (a); ALTER INDEX i RENAME TO j; CREATE SEQUENCE s; ALTER SEQUENCE s RENAME TO s2; CREATE TYPE e AS ENUM ('x'); ALTER TYPE e RENAME TO f",
                "CREATE TABLE t (a int); INSERT INTO t SELECT 1; -- CREATE TABLE no (a int);\n/* CREATE TABLE no2 (a int); */ DO $$ BEGIN PERFORM 'CREATE TABLE no3 (a int)'; END $$; CREATE VIEW v AS SELECT 1",
                "CREATE TABLE very_long_table_name_that_is_nearly_sixty_three_bytes_long_ (a_column_with_a_long_name_too int UNIQUE REFERENCES very_long_table_name_that_is_nearly_sixty_three_bytes_long_ (a_column_with_a_long_name_too))",
                "CREATE TABLE t (a varchar(10)[] DEFAULT ARRAY['x, y', 'z)'], b timestamp with time zone DEFAULT (now() - interval '1 day') NOT NULL, c int DEFAULT CASE WHEN 1 > 0 THEN 1 ELSE NULL END)",
                "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE OR REPLACE VIEW \"V 2\" (x) AS SELECT 1; CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE INDEX i ON m (a); COMMENT ON VIEW v IS 'v'; COMMENT ON INDEX i IS 'i'",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(a int, b varchar(3) = 'x', OUT c timestamp with time zone) LANGUAGE sql AS 'SELECT now()'; CREATE PROCEDURE p(double precision, INOUT x character varying) LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION f(integer, character varying) IS 'f'",
                "CREATE FUNCTION s(int, int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE a(int) (sfunc = s, stype = int); CREATE AGGREGATE n(*) (sfunc = int8inc, stype = bigint, initcond = '0')",
                "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE TRIGGER g BEFORE UPDATE OF a OR INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); CREATE RULE r AS ON INSERT TO t DO ALSO NOTHING; CREATE POLICY p ON t USING (a > 0); COMMENT ON TRIGGER g ON t IS 'g'; COMMENT ON POLICY p ON t IS 'p'; COMMENT ON RULE r ON t IS 'r'",
                "CREATE TABLE t (a int, b int); CREATE STATISTICS s ON a, b FROM t; CREATE PUBLICATION p FOR TABLE t; CREATE COLLATION c (locale = 'C'); CREATE TYPE r AS RANGE (subtype = int); COMMENT ON PUBLICATION p IS 'p'",
                "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR PUBLIC SERVER s; CREATE FOREIGN TABLE f (a int) SERVER s; CREATE TEXT SEARCH CONFIGURATION g (COPY = simple); CREATE TYPE r AS RANGE (subtype = int); CREATE CAST (r AS text) WITH INOUT; CREATE FUNCTION eq(r, r) RETURNS boolean LANGUAGE sql AS 'SELECT true'; CREATE OPERATOR === (FUNCTION = eq, LEFTARG = r, RIGHTARG = r)");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void areWhatTheServerMade(String script) throws SQLException {
        try (var database = new Scratch()) {
            database.run(script);
            SchemaModel made = database.read();
            assertThat(CreatedObjects.in(script).stream().map(ObjectId::toString))
                    .containsExactlyInAnyOrderElementsOf(made.everything().keySet().stream()
                            .map(ObjectId::toString)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "CREATE",
                "CREATE TABLE",
                "ALTER TABLE t ADD",
                "CREATE INDEX ON",
                "COMMENT ON",
                "COMMENT ON COLUMN x",
                "CREATE TYPE t",
                "ALTER TABLE t RENAME",
                "DROP TABLE t",
                "GRANT ALL ON t TO PUBLIC",
                "CREATE SEQUENCE a.b.c.d",
                "'"
            })
    void whatIsNotUnderstoodMakesNothing(String script) {
        assertThat(CreatedObjects.in(script)).isEmpty();
    }
}
