package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Detection.column;
import static dev.aludel.postgres.changes.Detection.detect;
import static dev.aludel.postgres.changes.Detection.type;
import static dev.aludel.postgres.changes.Detection.with;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.same;

import dev.aludel.postgres.changes.Change.Part;

/** Types of columns. */
final class DetectTypes {

    private DetectTypes() {}

    private static final String UUID = "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'";

    /** The column's type as it is written in SQL. */
    private static Part defined(String type) {
        return with("@Column(columnDefinition = \"" + type + "\") String v;");
    }

    static Detection types() {
        return new Detection(
                "Types",
                type("yes", "varchar(50)", "varchar(100)", "'a'", with("@Column(length = 100) String v;")),
                type("yes", "varchar(100)", "varchar(50)", "'a'", with("@Column(length = 50) String v;")),
                type("yes", "varchar(50)", "text", "'a'", defined("text")),
                type("yes", "text", "varchar(50)", "'a'", with("@Column(length = 50) String v;")),
                type("yes", "char(50)", "varchar(50)", "'a'", with("@Column(length = 50) String v;")),
                type("no", "varchar(50)", "varchar", "'a'", defined("varchar")),
                type("no", "varchar", "varchar(50)", "'a'", with("@Column(length = 50) String v;")),
                type("yes", "integer", "bigint", "7", with("Long v;")),
                type("yes", "bigint", "integer", "7", with("Integer v;")),
                type("yes", "integer", "smallint", "7", with("Short v;")),
                type("yes", "timestamp(6)", "timestamptz(6)", "'2020-01-02 03:04:05'", with("Instant v;")),
                type("yes", "timestamptz(6)", "timestamp(6)", "'2020-01-02 03:04:05Z'", with("LocalDateTime v;")),
                type("yes", "timestamptz(3)", "timestamptz(6)", "'2020-01-02 03:04:05Z'", with("Instant v;")),
                type("yes; fails", "boolean", "integer", "true", with("Integer v;")),
                type("yes", "json", "jsonb", "'{}'", with("@JdbcTypeCode(SqlTypes.JSON) String v;")),
                type("yes; fails", "varchar(36)", "uuid", UUID, with("UUID v;")),
                column(
                        "bit(3) becomes bit(5)",
                        "yes",
                        "bit(3)",
                        "bit(5)",
                        "B'101'",
                        defined("bit(5)"),
                        refusedBecause("does not match type bit(5)"),
                        expect("~ column t.v bit(3) -> bit(5)")),
                type(
                        "yes",
                        "numeric(10,2)",
                        "numeric(10,4)",
                        "1.25",
                        with("@Column(precision = 10, scale = 4) BigDecimal v;")),
                type("yes", "numeric", "double precision", "1.25", with("Double v;")),
                type("yes", "real", "double precision", "1.25", with("Double v;")),
                type(
                        "no",
                        "numeric",
                        "numeric(10,2)",
                        "1.25",
                        with("@Column(precision = 10, scale = 2) BigDecimal v;")),
                type("no", "time", "time(0)", "'04:05:06'", defined("time(0)")),
                type("no", "interval", "interval day to second", "'1 day'", defined("interval day to second")),
                type("no", "integer[]", "integer", "null", with("Integer v;")),
                column(
                        "integer[] with values becomes integer",
                        "no",
                        "integer[]",
                        "integer",
                        "'{7}'",
                        with("Integer v;"),
                        refusedBecause("invalid input syntax"),
                        expect("~ column t.v integer[] -> integer")),
                type("yes; fails", "text[]", "integer[]", "'{1}'", with("Integer[] v;")),
                column(
                        "an array has other dimensions, which PostgreSQL ignores",
                        "silent",
                        "integer[]",
                        "integer[][]",
                        "'{1}'",
                        with("@Column(columnDefinition = \"integer[][]\") Integer[] v;"),
                        same()),
                column(
                        "a collation is added",
                        "no",
                        "varchar(50)",
                        "varchar(50) collate \"C\"",
                        "'a'",
                        with("@Column(length = 50) @Collate(\"C\") String v;"),
                        expect("~ column t.v varchar(50) -> varchar(50) collate \"C\"")),
                column(
                        "a collation is removed",
                        "no",
                        "varchar(50) collate \"C\"",
                        "varchar(50)",
                        "'a'",
                        with("@Column(length = 50) String v;"),
                        expect("~ column t.v varchar(50) collate \"C\" -> varchar(50)")),
                detect(
                        "an int key becomes bigint, and a foreign key points at it",
                        "yes",
                        before(
                                "create table t (id integer primary key); insert into t values (1); create table u (t_id integer references t); insert into u values (1)"),
                        after("create table t (id bigint primary key); create table u (t_id bigint references t)"),
                        expect(
                                "- foreign key u.u_t_id_fkey (t_id) -> t (id)",
                                "~ column t.id integer -> bigint",
                                "~ column u.t_id integer -> bigint",
                                "+ foreign key u.u_t_id_fkey (t_id) -> t (id)")));
    }

    private static final String MOOD = "enum Mood { SAD, OK }";
    private static final String NAMED = "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood v; " + MOOD;

    /** Hibernate makes two casts with every named enum. */
    private static final Part WITH_MOOD = after(
            "create type mood as enum ('OK', 'SAD'); create table t (id bigint primary key, v mood);"
                    + "create cast (mood as varchar) with inout as implicit; create cast (varchar as mood) with inout as implicit");

    private static final String TO_TEXT =
            "+ cast \"(mood AS varchar)\" create cast (Mood as varchar) with inout as implicit";
    private static final String TO_MOOD =
            "+ cast \"(varchar AS mood)\" create cast (varchar as Mood) with inout as implicit";

    private static Change mood(String name, String alembic, String from, String value, String line, Part... parts) {
        return detect(
                name,
                alembic,
                before("create type mood as enum (" + from
                        + "); create table t (id bigint primary key, v mood); insert into t values (1, " + value + ")"),
                with(NAMED),
                WITH_MOOD,
                expect(line, TO_TEXT, TO_MOOD),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    static Detection enums() {
        return new Detection(
                "Enums",
                mood("a value is added", "no", "'OK'", "'OK'", "~ enum mood [OK] -> [OK, SAD]"),
                mood(
                        "a value is removed",
                        "no",
                        "'OK', 'GLAD', 'SAD'",
                        "'OK'",
                        "~ enum mood [OK, GLAD, SAD] -> [OK, SAD]"),
                mood(
                        "values stand in another order",
                        "no",
                        "'SAD', 'OK'",
                        "'OK'",
                        "~ enum mood [SAD, OK] -> [OK, SAD]"),
                mood(
                        "a value that rows have is removed",
                        "no",
                        "'OK', 'GLAD', 'SAD'",
                        "'GLAD'",
                        "~ enum mood [OK, GLAD, SAD] -> [OK, SAD]",
                        refusedBecause("enum")),
                detect(
                        "the type is renamed, and a hint says so",
                        "yes; fails",
                        before(
                                "create type temper as enum ('OK', 'SAD'); create table t (id bigint primary key, v temper); insert into t values (1, 'OK')"),
                        with(NAMED),
                        WITH_MOOD,
                        renames(hints -> hints.enumType("temper", "mood")),
                        expect("> enum temper -> mood", TO_TEXT, TO_MOOD)),
                detect(
                        "varchar becomes an enum",
                        "yes; fails",
                        before("create table t (id bigint primary key, v varchar(20)); insert into t values (1, 'OK')"),
                        with(NAMED),
                        WITH_MOOD,
                        expect("+ enum mood [OK, SAD]", TO_TEXT, TO_MOOD, "~ column t.v varchar(20) -> mood")),
                detect(
                        "a column with a new enum is added",
                        "yes; fails",
                        before("create table t (id bigint primary key); insert into t values (1)"),
                        with(NAMED),
                        WITH_MOOD,
                        expect("+ enum mood [OK, SAD]", TO_TEXT, TO_MOOD, "+ column t.v mood")),
                detect(
                        "a table with a new enum is added",
                        "yes; the way back leaves the type",
                        with(NAMED),
                        WITH_MOOD,
                        expect("+ enum mood [OK, SAD]", TO_TEXT, TO_MOOD, "+ table t (2 columns)")),
                detect(
                        "a value of an enum kept as text is added",
                        "no",
                        both(""),
                        before(
                                "create table t (id bigint primary key, v varchar(255) check (v in ('SAD'))); insert into t values (1, 'SAD')"),
                        with("@Enumerated(EnumType.STRING) Mood v; " + MOOD),
                        after("create table t (id bigint primary key, v varchar(255) check (v in ('SAD', 'OK')))"),
                        expect(
                                "- check t.t_v_check ((v)::text = 'SAD'::text)",
                                "+ check t.t_v_check (v in ('SAD','OK'))")));
    }
}
