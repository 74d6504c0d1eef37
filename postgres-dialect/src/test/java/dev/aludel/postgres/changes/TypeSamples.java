package dev.aludel.postgres.changes;

import java.util.ArrayList;
import java.util.List;

/**
 * A type that a column can have, with values of it: usual ones and those at its edges.
 *
 * @param values as text that the type reads
 */
record TypeSamples(String type, List<String> values) {

    /** Made before the types are used. */
    static final String MADE = """
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE DOMAIN quantity AS integer CHECK (VALUE >= 0)""";

    private static final List<String> WORDS = List.of(
            "abc",
            "",
            "7",
            "007",
            "1.234",
            "0.12345678901234567890",
            "yes",
            "2020-02-03",
            "04:05:06.789012",
            "04:05:06.789012+02",
            "1 day",
            "36:00:00",
            "{\"b\": 1, \"b\": 2}",
            "{1,2}",
            "{ok,  7}",
            "<a/>",
            "10.0.0.1",
            "10.0.0.0/8",
            "08-00-2b-01-02-03",
            "10101010",
            "\\x6162",
            "ok",
            "[1,5]",
            "(1,2)",
            "a fat cat",
            "a < b",
            "back\\slash",
            "1.0000000000000001",
            "three  four");

    static final List<TypeSamples> ALL = List.of(
            of("smallint", "0", "1", "7", "32767", "-32768"),
            of("integer", "0", "1", "7", "16777217", "2147483647", "-2147483648"),
            of(
                    "bigint",
                    "0",
                    "1",
                    "7",
                    "4294967295",
                    "9007199254740993",
                    "9223372036854775807",
                    "-9223372036854775808"),
            of("numeric", "0", "1.5", "-0.005", "7", "12345678901234567890.12345678901234567890", "1e400", "NaN"),
            of("numeric(10,2)", "0", "1.25", "7", "-0.01", "99999999.99"),
            of("real", "0", "1.25", "0.1", "7", "16777216", "3.4028235e38", "1e-45", "NaN", "-Infinity"),
            of("double precision", "0", "1.25", "0.1", "7", "1.7976931348623157e308", "5e-324", "NaN", "-Infinity"),
            of("money", "0", "1.25", "7", "-0.01", "92233720368547758.07", "-92233720368547758.08"),
            of("boolean", "true", "false"),
            of("char(3)", "abc", "a", "", "7", "yes", "ok"),
            of("varchar", WORDS, "longer than twenty characters"),
            of("varchar(20)", WORDS.stream().filter(word -> word.length() <= 20).toList(), "2020-02-03 04:05:06"),
            of(
                    "text",
                    WORDS,
                    "longer than twenty characters",
                    "2020-02-03 04:05:06.789012",
                    "2020-02-03 04:05:06.789012+02",
                    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            of("bytea", "", "\\x616263", "\\x00ff"),
            of("date", "2020-02-29", "infinity", "-infinity", "4713-01-01 BC", "5874897-12-31"),
            of("time", "00:00", "04:05:06.789012", "24:00"),
            of("timetz", "04:05:06.789012+02", "00:00Z", "24:00:00-15:59"),
            of("timestamp", "2020-02-03", "2020-03-29 02:30:00.123456", "infinity", "0044-03-15 BC", "294276-12-31"),
            of(
                    "timestamptz",
                    "2020-02-03Z",
                    "2020-03-29 02:30:00.123456Z",
                    "infinity",
                    "0044-03-15Z BC",
                    "294276-12-31Z"),
            of("timestamptz(3)", "2020-02-03Z", "2020-03-29 02:30:00.123Z", "infinity", "0044-03-15Z BC"),
            of("interval", "1 day", "04:05:06.789012", "-04:05", "36:00:00", "1 year 2 mons", "178000000 years"),
            of("uuid", "00000000-0000-0000-0000-000000000000", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            of(
                    "json",
                    "{\"a\": 1}",
                    "{\"b\": 1, \"a\": 2, \"b\": 3}",
                    "7",
                    "1.50",
                    "true",
                    "null",
                    "\"x\"",
                    "\"\\u0000\"",
                    "[1]"),
            of("jsonb", "{\"a\": 1}", "7", "1.50", "40000", "true", "null", "\"x\"", "[1, 2]"),
            of("xml", "<a/>", "some text", "7"),
            of("inet", "10.0.0.1", "10.0.0.1/8", "10.0.0.0/8", "::1", "fe80::1/64"),
            of("cidr", "10.0.0.0/8", "10.0.0.1", "::/0"),
            of("macaddr", "08:00:2b:01:02:03", "ff:ff:ff:ff:ff:ff"),
            of("bit(8)", "00000000", "10101010", "11111111"),
            of("varbit", "", "1", "10101010", "101010101010101010101"),
            of("integer[]", "{}", "{1,NULL,2}", "{{1,2},{3,4}}", "[0:1]={1,2}", "{7}"),
            of("text[]", "{}", "{a,NULL}", "{007}", "{\"a b\",\"c,d\"}", "[0:1]={a,b}"),
            of("mood", "sad", "ok"),
            of("quantity", "0", "1", "7", "2147483647"),
            of("int4range", "empty", "[1,5)", "(,)"),
            of("tsvector", "", "fat cat", "'cat':2A"),
            of("point", "(1,2)", "(0.1,-1e300)"),
            of("oid", "0", "1", "7", "4294967295"));

    private static TypeSamples of(String type, String... values) {
        return new TypeSamples(type, List.of(values));
    }

    private static TypeSamples of(String type, List<String> values, String... more) {
        var all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return new TypeSamples(type, List.copyOf(all));
    }
}
