package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One spelling of a type for all of PostgreSQL's. */
class SqlTypesTest {

    record Row(String spelling, String normal) {
        @Override
        public String toString() {
            return spelling + " is " + normal;
        }
    }

    /** Every line: the normal spelling, then others of the same type. */
    static final String SPELLINGS = """
            smallint | int2 | SMALLINT | pg_catalog.int2
            integer | int | int4 | INTEGER | pg_catalog.int4
            bigint | int8 | BigInt | "pg_catalog"."int8"
            real | float4 | float(1) | float(24) | Float ( 24 )
            double precision | float8 | float | float(25) | float(53) | DOUBLE  PRECISION
            numeric | decimal | dec | pg_catalog.numeric
            numeric(10,2) | decimal(10, 2) | dec( 10 , 2 ) | NUMERIC(10,2)
            numeric(10,0) | numeric(10) | decimal(10) | numeric(10, 0)
            boolean | bool | BOOLEAN
            varchar | character varying | char varying | national character varying | nchar varying
            varchar(80) | character varying(80) | VARCHAR ( 80 ) | national char varying(80) | char varying(80) | pg_catalog.varchar(80)
            char(1) | char | character | nchar | national character | character(1) | bpchar(1)
            char(5) | character(5) | nchar(5) | bpchar(5) | national char(5)
            bpchar | pg_catalog.bpchar
            "char" | pg_catalog."char"
            text | TEXT | pg_catalog.text
            bytea | ByteA
            bit(1) | bit
            bit(3) | BIT (3)
            "bit" | pg_catalog.bit
            varbit | bit varying
            varbit(7) | bit varying(7) | BIT VARYING (7)
            date | DATE
            time | time without time zone
            time(0) | time(0) without time zone | TIME (0)
            timetz | time with time zone
            timetz(3) | time(3) with time zone
            timestamp | timestamp without time zone
            timestamp(6) | timestamp(6) without time zone | timestamp (9)
            timestamptz | timestamp with time zone
            timestamptz(6) | timestamp(6) with time zone | TIMESTAMP (6) WITH TIME ZONE
            interval | INTERVAL
            interval(3) | interval (3)
            interval second(6) | INTERVAL SECOND (6)
            interval year to month | interval YEAR  TO  MONTH
            interval day to second(2) | interval day to second (2)
            uuid | UUID
            json | JSON
            jsonb | JSONB
            xml | xml
            inet | INET
            cidr | cidr
            macaddr8 | macaddr8
            money | money
            oid | oid
            regclass | regclass
            tsvector | tsvector
            tsquery | tsquery
            int4range | int4range
            tstzmultirange | tstzmultirange
            point | point
            pg_lsn | pg_lsn
            integer[] | int[] | int array | INTEGER ARRAY[5] | int4[3] | integer[3][3] | int [ ] [ ]
            varchar(255)[] | varchar(255) array | character varying(255)[] | character varying(255) array[7]
            timestamptz(3)[] | timestamp(3) with time zone[]
            numeric(10,2)[] | decimal(10,2) ARRAY
            double precision[] | float8[]
            """;

    static Stream<Row> rows() {
        return SPELLINGS.lines().flatMap(line -> {
            var parts = List.of(line.strip().split(" *\\| *"));
            return parts.stream().map(spelling -> new Row(spelling, parts.get(0)));
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void spellsATypeInOneWay(Row row) {
        assertThat(SqlTypes.normal(row.spelling())).isEqualTo(row.normal());
        assertThat(SqlTypes.isBuiltIn(SqlType.of(row.normal()))).isTrue();
    }

    @Test
    void agreesWithTheServerOnEverySpelling() throws Exception {
        try (var live = LiveSchema.create()) {
            for (Row row : (Iterable<Row>) rows()::iterator) {
                live.run("CREATE TABLE t (c " + row.spelling() + ")");
                String formatted = live.ask(
                        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum = 1");
                live.run("DROP TABLE t");
                assertThat(SqlTypes.normal(formatted))
                        .as("%s, %s", row, formatted)
                        .isEqualTo(row.normal());

                live.run("CREATE TABLE t (c " + SqlTypes.sql(SqlType.of(row.normal()), live.scope) + ")");
                assertThat(live.ask("SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                                + " WHERE attrelid = 't'::regclass AND attnum = 1"))
                        .isEqualTo(formatted);
                live.run("DROP TABLE t");
            }
        }
    }

    @Test
    void knowsEveryTypeOfTheServer() throws Exception {
        try (var live = LiveSchema.create()) {
            var missing = new TreeSet<String>();
            try (var statement = live.connection().createStatement();
                    var row = statement.executeQuery("SELECT format_type(t.oid, -1) FROM pg_type t"
                            + " WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype IN ('b', 'r', 'm')"
                            + " AND t.typcategory <> 'A'")) {
                while (row.next()) {
                    if (!SqlTypes.isBuiltIn(SqlType.of(SqlTypes.normal(row.getString(1))))) {
                        missing.add(row.getString(1));
                    }
                }
            }
            assertThat(missing).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    mood                 | mood                 | app.mood
                    MOOD                 | mood                 | app.mood
                    "Mood"               | "Mood"               | app."Mood"
                    mood[]               | mood[]               | app.mood[]
                    mood array[3]        | mood[]               | app.mood[]
                    billing.mood         | billing.mood         | billing.mood
                    Billing . Mood[]     | billing.mood[]       | billing.mood[]
                    "a.b"."c d"          | "a.b"."c d"          | "a.b"."c d"
                    geometry(Point,4326) | geometry(Point,4326) | app.geometry(Point,4326)
                    geometry(Point, 4326)| geometry(Point,4326) | app.geometry(Point,4326)
                    "user"               | user                 | app."user"
                    "integer"            | "integer"            | app."integer"
                    "boolean"            | "boolean"            | app."boolean"
                    """)
    void spellsAUsersTypeLikeItsName(String spelling, String normal, String sql) {
        assertThat(SqlTypes.normal(spelling)).isEqualTo(normal);
        assertThat(SqlTypes.normal(normal)).isEqualTo(normal);
        assertThat(SqlTypes.sql(SqlType.of(normal), new Scope(List.of("app"), 18)))
                .isEqualTo(sql);
        assertThat(SqlTypes.sql(SqlType.of(normal), Scope.unqualified(18))).isEqualTo(sql.replaceFirst("^app\\.", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mood", "integer", "user", "a b", "mood\"", "boolean", "order", "x.y", "double precision"})
    void readsAUsersTypeWhateverItsName(String local) throws Exception {
        try (var live = LiveSchema.create()) {
            for (String schema : List.of("", "billing")) {
                var type = new EnumType(new Name(schema, local), List.of("a"));
                if (!schema.isEmpty()) {
                    live.run("CREATE SCHEMA billing");
                }
                live.make(type);
                live.run("CREATE TABLE t (c " + Sql.name(type.name(), live.scope) + "[])");
                var column =
                        live.read().table(Name.of("t")).orElseThrow().columns().get(0);
                assertThat(Name.parse(column.type().base())).isEqualTo(type.name());
                assertThat(SqlTypes.sql(column.type(), live.scope)).isEqualTo(Sql.name(type.name(), live.scope) + "[]");
                live.run("DROP TABLE t");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "()", "varchar(80) not null", "text default 'x'", "a.b.c", "'x'", "int, int", "[]"})
    void leavesWhatIsNoTypeAsItIs(String text) {
        assertThat(SqlTypes.normal(text)).isEqualTo(text);
    }
}
