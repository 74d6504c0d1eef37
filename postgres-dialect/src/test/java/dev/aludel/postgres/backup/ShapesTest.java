package dev.aludel.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a revision destroys is there again, to the last byte, after it was taken back with its data. */
class ShapesTest {

    private static final List<String> DONE = new ArrayList<>();

    @TempDir
    private Path directory;

    /**
     * @param setup  what there is
     * @param change what the revision does
     * @param since  the first major version that has this
     */
    record Row(String name, String setup, String change, int since) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, String setup, String change) {
        return new Row(name, setup, change, 14);
    }

    private static Row dropped(String name, String setup) {
        return row(name, setup, "DROP TABLE t");
    }

    private static final String MANY = "INSERT INTO t SELECT g, 'row ' || g FROM generate_series(1, 200) g";

    static Stream<Row> rows() {
        return Stream.of(tables(), columns(), together()).flatMap(rows -> rows);
    }

    private static Stream<Row> tables() {
        return Stream.of(
                dropped("a table with a key", "CREATE TABLE t (id int PRIMARY KEY, v text); " + MANY),
                dropped("a table without a key", "CREATE TABLE t (id int, v text); " + MANY + "; " + MANY),
                dropped("an empty table", "CREATE TABLE t (id int PRIMARY KEY)"),
                dropped(
                        "a key of several columns",
                        "CREATE TABLE t (a int, b text, v text, PRIMARY KEY (b, a));"
                                + "INSERT INTO t SELECT g, 'b' || g % 7, null FROM generate_series(1, 50) g"),
                dropped(
                        "integers at their ends",
                        "CREATE TABLE t (a smallint, b int, c bigint);"
                                + "INSERT INTO t VALUES (-32768, -2147483648, -9223372036854775808), (32767, 2147483647, 9223372036854775807), (null, null, null)"),
                dropped(
                        "numbers that are none",
                        "CREATE TABLE t (a numeric, b real, c double precision);"
                                + "INSERT INTO t VALUES ('NaN', 'NaN', 'NaN'), ('Infinity', '-Infinity', 'Infinity'), (1e-300, 1e-40, 4.9e-324), (0.1, 0.1, 0.1)"),
                dropped("money", "CREATE TABLE t (a money); INSERT INTO t VALUES (12345.67), (-0.01)"),
                dropped(
                        "texts that look like something else",
                        "CREATE TABLE t (a text);"
                                + "INSERT INTO t VALUES (''), (null), ('\\N'), ('\\.'), (E'tab\\there'), (E'line\\nbreak'), (E'back\\\\slash'), ('\"q\"'), (E'\\r')"),
                dropped(
                        "texts of many languages",
                        "CREATE TABLE t (a text, b varchar(9), c char(5));"
                                + "INSERT INTO t VALUES ('Grüße', '日本語', 'ab'), ('😀𝔘', 'é', ''), (U&'\\2028', ' x ', 'a b')"),
                dropped(
                        "bytes",
                        "CREATE TABLE t (a bytea); INSERT INTO t SELECT decode(lpad(to_hex(g), 2, '0'), 'hex') FROM generate_series(0, 255) g"),
                dropped(
                        "times",
                        "CREATE TABLE t (a date, b time, c timetz, d timestamp, e timestamptz, f interval);"
                                + "INSERT INTO t VALUES ('4713-01-01 BC', '24:00', '12:00+05:30', 'infinity', '-infinity', '-1 year 2 days 03:04:05.678901'), ('5874897-12-31', '00:00:00.000001', '00:00-12', '2026-02-28 23:59:59.999999', '2026-06-01 12:00+02', '178000000 years')"),
                dropped(
                        "arrays",
                        "CREATE TABLE t (a int[], b text[][], c numeric(9,2)[]);"
                                + "INSERT INTO t VALUES ('{}', '{{a,NULL},{\"NULL\",\"x,y\"}}', '{1.10,NULL}'), ('[2:3]={7,8}', null, '{}')"),
                dropped(
                        "documents",
                        "CREATE TABLE t (a json, b jsonb, c xml, d jsonpath);"
                                + "INSERT INTO t (a, b, d) VALUES ('{\"b\":1,  \"a\":2, \"a\":3}', '{\"b\":1,\"a\":[null,\"\\\\u00e9\"]}', '$.a[*]'), (null, 'null', null)"),
                dropped(
                        "enums",
                        "CREATE TYPE mood AS ENUM ('so la la', 'gut', 'Ä''\"'); CREATE TABLE t (a mood, b mood[]);"
                                + "INSERT INTO t VALUES ('gut', '{gut,\"so la la\"}'), ('Ä''\"', null)"),
                row(
                        "enums that go with their table",
                        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (id int PRIMARY KEY, a mood, b mood[]);"
                                + "INSERT INTO t VALUES (1, 'ok', '{sad,ok}')",
                        "DROP TABLE t; DROP TYPE mood"),
                row(
                        "composites that go with their table",
                        "CREATE TYPE pair AS (x int, y text); CREATE TABLE t (id int PRIMARY KEY, a pair, b pair[]);"
                                + "INSERT INTO t VALUES (1, '(1,\"a,b\")', ARRAY[ROW(2,null)::pair])",
                        "DROP TABLE t; DROP TYPE pair"),
                row(
                        "domains that go with their table",
                        "CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE TABLE t (id positive PRIMARY KEY, a positive[]);"
                                + "INSERT INTO t VALUES (1, '{2,3}')",
                        "DROP TABLE t; DROP DOMAIN positive"),
                dropped(
                        "geometry, networks and bits",
                        "CREATE TABLE t (a point, b polygon, c inet, d cidr, e macaddr, f bit(3), g varbit, h uuid);"
                                + "INSERT INTO t VALUES ('(1.5,-2)', '((0,0),(1,1),(1,0))', '10.0.0.1/8', '10.0.0.0/8', '08:00:2b:01:02:03', B'101', B'', '00000000-0000-0000-0000-000000000001')"),
                dropped(
                        "ranges and texts to search",
                        "CREATE TABLE t (a int4range, b tstzrange, c int4multirange, d tsvector, e tsquery);"
                                + "INSERT INTO t VALUES ('[1,5)', '(,2026-01-01 00:00+00]', '{[1,3),[5,7)}', 'a:1 b:2A', 'a & !b')"),
                dropped(
                        "names of the catalog",
                        "CREATE TABLE t (a regclass, b regtype, c oid, d name, e pg_lsn);"
                                + "INSERT INTO t VALUES ('pg_class', 'integer', 42, 'n', '16/B374D848'), ('t', 'text', null, null, null)"),
                dropped(
                        "stored generated columns",
                        "CREATE TABLE t (id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED, v text);"
                                + "INSERT INTO t (id, a, v) VALUES (1, 5, 'x'), (2, null, 'y')"),
                new Row(
                        "virtual generated columns",
                        "CREATE TABLE t (id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) VIRTUAL);"
                                + "INSERT INTO t (id, a) VALUES (1, 5), (2, null)",
                        "DROP TABLE t",
                        18),
                dropped(
                        "only generated columns beside the key",
                        "CREATE TABLE t (id int PRIMARY KEY, s text GENERATED ALWAYS AS ('n' || id::text) STORED); INSERT INTO t VALUES (3)"),
                dropped(
                        "identity always",
                        "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text); INSERT INTO t (v) SELECT 'v' FROM generate_series(1, 9)"),
                dropped(
                        "identity by default, further than its rows",
                        "CREATE TABLE t (id bigint GENERATED BY DEFAULT AS IDENTITY (START 100 INCREMENT 10) PRIMARY KEY, v text); INSERT INTO t (v) VALUES ('a'), ('b'); DELETE FROM t WHERE v = 'b'"),
                dropped(
                        "a serial",
                        "CREATE TABLE t (id serial PRIMARY KEY, v text); INSERT INTO t (v) VALUES ('a'), ('b')"),
                dropped(
                        "names in quotes",
                        "CREATE TABLE t (\"Id\" int PRIMARY KEY, \"select\" text, \"a\"\"b\" int, \"ü ñ\" text, \"x.y\" int);"
                                + "INSERT INTO t VALUES (1, 's', 2, 'ü', 3)"),
                row(
                        "a table of a quoted name",
                        "CREATE TABLE \"Order \"\"x\"\"\" (id int PRIMARY KEY, \"from\" text); INSERT INTO \"Order \"\"x\"\"\" VALUES (1, 'f')",
                        "DROP TABLE \"Order \"\"x\"\"\""),
                dropped(
                        "checks, defaults and unique columns",
                        "CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL DEFAULT 7 CHECK (a > 0), b text UNIQUE); INSERT INTO t VALUES (1, 2, 'x'), (2, 3, null)"),
                dropped(
                        "a reference to itself",
                        "CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t); INSERT INTO t VALUES (1, 2), (2, 1), (3, 3)"),
                dropped("a table without logging", "CREATE UNLOGGED TABLE t (id int PRIMARY KEY, v text); " + MANY),
                row(
                        "partitions by range",
                        "CREATE TABLE t (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);"
                                + "CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); CREATE TABLE t_2 PARTITION OF t DEFAULT;"
                                + "INSERT INTO t VALUES (1, '2025-05-05'), (2, '2030-01-01')",
                        "DROP TABLE t"),
                row(
                        "one partition of several",
                        "CREATE TABLE t (id int, k text) PARTITION BY LIST (k);"
                                + "CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a'); CREATE TABLE t_b PARTITION OF t FOR VALUES IN ('b');"
                                + "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
                        "DROP TABLE t_b"),
                row(
                        "a child",
                        "CREATE TABLE t (id int, v text); CREATE TABLE u (w text) INHERITS (t); INSERT INTO t VALUES (1, 'a'); INSERT INTO u VALUES (2, 'b', 'c')",
                        "DROP TABLE u"),
                dropped(
                        "much of it",
                        "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT g, repeat(md5(g::text), 40) FROM generate_series(1, 4000) g"));
    }

    private static Stream<Row> columns() {
        String keyed =
                "CREATE TABLE t (id int PRIMARY KEY, v text, w int); INSERT INTO t SELECT g, 'v' || g, g % 5 FROM generate_series(1, 100) g";
        String keyless =
                "CREATE TABLE t (id int, v text, w int); INSERT INTO t SELECT g % 10, 'v' || g, g % 5 FROM generate_series(1, 100) g";
        return Stream.of(
                row("a column", keyed, "ALTER TABLE t DROP v"),
                row("two columns", keyed, "ALTER TABLE t DROP v, DROP w"),
                row("a column of a table without a key", keyless, "ALTER TABLE t DROP v"),
                row(
                        "the only column",
                        "CREATE TABLE t (v text); INSERT INTO t VALUES ('a'), ('b'), (null)",
                        "ALTER TABLE t DROP v"),
                row(
                        "a column of documents beside documents",
                        "CREATE TABLE t (a json, b json); INSERT INTO t SELECT json_build_object('a', g), json_build_object('b', g) FROM generate_series(1, 9) g",
                        "ALTER TABLE t DROP b"),
                row(
                        "a column that must not be null",
                        "CREATE TABLE t (id int PRIMARY KEY, v text NOT NULL); " + MANY,
                        "ALTER TABLE t DROP v"),
                row(
                        "a column that must not be null and has a default",
                        "CREATE TABLE t (id int PRIMARY KEY, v text NOT NULL DEFAULT 'd'); " + MANY,
                        "ALTER TABLE t DROP v"),
                row(
                        "the key",
                        "CREATE TABLE t (id int PRIMARY KEY, v text, w int UNIQUE NOT NULL); INSERT INTO t SELECT g, 'v', -g FROM generate_series(1, 9) g",
                        "ALTER TABLE t DROP id"),
                row(
                        "the key, and nothing else tells rows apart",
                        "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT g, 'v' || g % 3 FROM generate_series(1, 9) g",
                        "ALTER TABLE t DROP id"),
                row(
                        "an identity that is always",
                        "CREATE TABLE t (v text PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY); INSERT INTO t (v) SELECT 'v' || g FROM generate_series(1, 9) g; DELETE FROM t WHERE n IN (2, 5)",
                        "ALTER TABLE t DROP n"),
                row(
                        "a column that others are computed from",
                        "CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a + 1) STORED); INSERT INTO t (id, a) VALUES (1, 5), (2, 7)",
                        "ALTER TABLE t DROP b, DROP a"),
                row(
                        "a column of a partitioned table",
                        "CREATE TABLE t (id int, v text) PARTITION BY HASH (id); CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE t_1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1); "
                                + MANY,
                        "ALTER TABLE t DROP v"),
                row(
                        "a column that points elsewhere",
                        "CREATE TABLE o (id int PRIMARY KEY); INSERT INTO o VALUES (1), (2); CREATE TABLE t (id int PRIMARY KEY, o int REFERENCES o); INSERT INTO t VALUES (1, 2), (2, null), (3, 1)",
                        "ALTER TABLE t DROP o"),
                row(
                        "a text that becomes a number",
                        "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, '007'), (2, ' 8 ')",
                        "ALTER TABLE t ALTER v TYPE int USING v::int"),
                row(
                        "a number with fewer digits, without a key",
                        "CREATE TABLE t (id int, v numeric(10,4)); INSERT INTO t VALUES (1, 1.2345), (1, 1.2346), (2, 9.9999)",
                        "ALTER TABLE t ALTER v TYPE numeric(10,1)"),
                row(
                        "a time without its zone",
                        "CREATE TABLE t (id int PRIMARY KEY, v timestamptz); INSERT INTO t VALUES (1, '2026-06-01 12:00:00.123456+02')",
                        "ALTER TABLE t ALTER v TYPE date"),
                row(
                        "a trigger that would change it",
                        "CREATE TABLE t (id int PRIMARY KEY, v text, w text); INSERT INTO t VALUES (1, 'a', 'b');"
                                + "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := 'touched'; RETURN NEW; END $$;"
                                + "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
                        "ALTER TABLE t DROP w"));
    }

    private static Stream<Row> together() {
        String two =
                "CREATE TABLE a (id int PRIMARY KEY, v text); CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a);"
                        + "INSERT INTO a VALUES (1, 'x'), (2, 'y'); INSERT INTO b VALUES (1, 1), (2, 2), (3, 1)";
        return Stream.of(
                row("two tables, one pointing at the other", two, "DROP TABLE b, a"),
                row(
                        "two tables that point at each other",
                        two + "; ALTER TABLE a ADD b int REFERENCES b; UPDATE a SET b = 3",
                        "DROP TABLE a CASCADE; DROP TABLE b"),
                row("a table and a column of another", two, "DROP TABLE b; ALTER TABLE a DROP v"),
                row(
                        "a value of a composite type",
                        "CREATE TYPE pair AS (x int, y text); CREATE TABLE t (id int PRIMARY KEY, p pair); INSERT INTO t VALUES (1, '(1,one)'), (2, null)",
                        "ALTER TYPE pair DROP ATTRIBUTE y"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void comesBack(Row row) throws Exception {
        assumeTrue(TestServer.shared().major() >= row.since());
        try (Store store = new Store(directory)) {
            store.run(row.setup());
            var change = store.generated("aaaa", row.setup(), row.change());
            var before = store.rows();
            var facts = store.facts();
            var sequences = sequences(store);
            var migrator = store.migrator(change);
            var up = migrator.upgradeToHead();
            assertThat(store.rows()).isNotEqualTo(before);
            assertThat(up.backedUp().backups()).hasSize(1);
            migrator.downgradeRestoring("base");
            assertThat(store.rows()).isEqualTo(before);
            assertThat(CatalogFacts.differences(facts, ours(store.facts()))).isEmpty();
            assertThat(sequences(store)).isEqualTo(sequences);
        }
        DONE.add(row.name());
    }

    private static List<String> ours(List<String> facts) {
        return facts.stream().filter(fact -> !fact.contains("aludel_")).toList();
    }

    private static List<String> sequences(Store store) throws java.sql.SQLException {
        return store.ask("SELECT schemaname || sequencename || coalesce(last_value, 0) FROM pg_sequences"
                + " WHERE sequencename !~ '^aludel_' ORDER BY 1");
    }

    @AfterAll
    static void figure() {
        System.out.println("row 68: " + DONE.size() + " of "
                + IntStream.of((int) rows().count()).sum() + " shapes of tables came back");
    }
}
