package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A column with rows gets another type. */
class TypeChangesTest {

    private static final String VALUE = "select v::text from account where id = 1";

    private static final Part MOODS =
            both("create type mood as enum ('sad', 'ok'); create type temper as enum ('ok', 'sad')");

    /** One column of that type with a value and a null in it; afterwards the value reads as {@code result}. */
    private static Change type(String from, String to, String value, String result, Hazard.Kind... hazards) {
        return type(from, to, value, result, change -> {}, hazards);
    }

    private static Change type(String from, String to, String value, String result, Part more, Hazard.Kind... hazards) {
        return row(
                from + " becomes " + to,
                more,
                before("create table account (id integer primary key, v " + from + ");"
                        + "insert into account values (1, " + value + "), (2, null)"),
                after("create table account (id integer primary key, v " + to + ")"),
                expect("~ column account.v " + from + " -> " + to),
                then(VALUE, result),
                hazard(hazards));
    }

    @TestFactory
    Stream<DynamicTest> text() throws Exception {
        return Changes.prove(
                type("varchar(80)", "text", "'abc'", "abc"),
                type("text", "varchar(20)", "'abc'", "abc", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("text", "varchar", "'abc'", "abc"),
                type("varchar", "text", "'abc'", "abc"),
                type("varchar(50)", "varchar", "'abc'", "abc"),
                type("varchar", "varchar(50)", "'abc'", "abc", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("varchar(50)", "varchar(100)", "'abc'", "abc"),
                type("varchar(80)", "varchar(40)", "'abc'", "abc", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                row(
                        "a value is too long for the shorter varchar",
                        before("create table account (v varchar(80)); insert into account values ('too long')"),
                        after("create table account (v varchar(3))"),
                        expect("~ column account.v varchar(80) -> varchar(3)"),
                        refusedBecause("value too long for type character varying(3)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                type("char(3)", "varchar(3)", "'abc'", "abc", REWRITES_TABLE),
                type("varchar(3)", "char(3)", "'abc'", "abc", REWRITES_TABLE),
                type("char(5)", "text", "'abcde'", "abcde", REWRITES_TABLE),
                type("char(5)", "char(8)", "'abcde'", "abcde", REWRITES_TABLE),
                type(
                        "varchar(40)",
                        "uuid",
                        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        MAY_FAIL_ON_DATA,
                        REWRITES_TABLE),
                type(
                        "uuid",
                        "varchar(36)",
                        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        MAY_FAIL_ON_DATA,
                        REWRITES_TABLE),
                type("text", "jsonb", "'{\"a\": 1}'", "{\"a\": 1}", LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("jsonb", "text", "'{\"a\": 1}'", "{\"a\": 1}", REWRITES_TABLE),
                type("json", "jsonb", "'{\"a\": 1}'", "{\"a\": 1}", LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("jsonb", "json", "'{\"a\": 1}'", "{\"a\": 1}", REWRITES_TABLE),
                type("bytea", "text", "'\\x6162'", "\\x6162", REWRITES_TABLE),
                type("char(40)", "mood", "'ok'", "ok", MOODS, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                row(
                        "a text that is too long for the elements of an array is not cut",
                        before("create table account (v text); insert into account values ('{abc}')"),
                        after("create table account (v varchar(2)[])"),
                        expect("~ column account.v text -> varchar(2)[]"),
                        refusedBecause("value too long for type character varying(2)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "text with more bits than fit is not cut",
                        before("create table account (v text); insert into account values ('1011')"),
                        after("create table account (v bit(3))"),
                        expect("~ column account.v text -> bit(3)"),
                        refusedBecause("bit string length 4 does not match type bit(3)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                type("text", "bytea", "'ab'", "\\x6162", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("text", "inet", "'10.0.0.1'", "10.0.0.1/32", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("cidr", "inet", "'10.0.0.0/8'", "10.0.0.0/8"),
                type("text", "xml", "'<a/>'", "<a/>", MAY_FAIL_ON_DATA, REWRITES_TABLE));
    }

    @TestFactory
    Stream<DynamicTest> numbers() throws Exception {
        return Changes.prove(
                type("integer", "bigint", "7", "7", REWRITES_TABLE),
                type("bigint", "integer", "7", "7", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("smallint", "integer", "7", "7", REWRITES_TABLE),
                type("integer", "smallint", "7", "7", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                row(
                        "a value is too large for the smaller integer",
                        before("create table account (v bigint); insert into account values (4000000000)"),
                        after("create table account (v integer)"),
                        expect("~ column account.v bigint -> integer"),
                        refusedBecause("integer out of range"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                type("integer", "text", "7", "7", REWRITES_TABLE),
                type("text", "integer", "'7'", "7", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                row(
                        "text that is no number cannot become one",
                        before("create table account (v text); insert into account values ('seven')"),
                        after("create table account (v integer)"),
                        expect("~ column account.v text -> integer"),
                        refusedBecause("invalid input syntax for type integer"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                type("integer", "numeric(10,2)", "7", "7.00", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("numeric(10,2)", "integer", "7", "7", LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("numeric(10,2)", "numeric(12,2)", "1.25", "1.25"),
                type("numeric(10,2)", "numeric(12,4)", "1.25", "1.2500", REWRITES_TABLE),
                type("numeric(10,4)", "numeric(10,2)", "1.25", "1.25", LOSES_DATA, REWRITES_TABLE),
                type("numeric(10,2)", "numeric(6,2)", "1.25", "1.25", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("numeric(10,2)", "numeric", "1.25", "1.25"),
                type("numeric", "numeric(10,2)", "1.25", "1.25", LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("numeric(10,2)", "real", "1.25", "1.25", LOSES_DATA, REWRITES_TABLE),
                type("real", "double precision", "1.25", "1.25", REWRITES_TABLE),
                type("real", "numeric", "1.25", "1.25", LOSES_DATA, REWRITES_TABLE),
                type("numeric(10,2)", "double precision", "1.25", "1.25", REWRITES_TABLE),
                type("jsonb", "integer", "'7'", "7", LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("inet", "cidr", "'10.0.0.1/8'", "10.0.0.0/8", LOSES_DATA, REWRITES_TABLE),
                type("double precision", "real", "1.25", "1.25", LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("double precision", "numeric(10,2)", "1.25", "1.25", LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("money", "numeric(10,2)", "1.25", "1.25", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("boolean", "integer", "true", "1", REWRITES_TABLE),
                type("boolean", "bigint", "false", "0", REWRITES_TABLE),
                type("integer", "boolean", "1", "true", LOSES_DATA, REWRITES_TABLE),
                type("text", "boolean", "'yes'", "true", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("boolean", "varchar(5)", "true", "true", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("bit(3)", "varbit(5)", "B'101'", "101", REWRITES_TABLE),
                row(
                        "bits of another length do not fit",
                        before("create table account (v bit(3)); insert into account values (B'101')"),
                        after("create table account (v bit(5))"),
                        expect("~ column account.v bit(3) -> bit(5)"),
                        refusedBecause("bit string length 3 does not match type bit(5)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)));
    }

    @TestFactory
    Stream<DynamicTest> timesAndArraysAndEnums() throws Exception {
        return Changes.prove(
                type("timestamp", "timestamptz", "'2020-02-03 04:05'", "2020-02-03 09:35:00+05:30", REWRITES_TABLE),
                type("timestamptz", "timestamp", "'2020-02-03 04:05Z'", "2020-02-03 04:05:00", REWRITES_TABLE),
                type("timestamp(3)", "timestamp(6)", "'2020-02-03 04:05:06.789'", "2020-02-03 04:05:06.789"),
                type(
                        "timestamp",
                        "timestamp(3)",
                        "'2020-02-03 04:05:06.789'",
                        "2020-02-03 04:05:06.789",
                        LOSES_DATA,
                        REWRITES_TABLE),
                type("timestamptz(3)", "timestamptz", "'2020-02-03 04:05:06.789Z'", "2020-02-03 09:35:06.789+05:30"),
                type("date", "timestamptz", "'2020-02-03'", "2020-02-03 05:30:00+05:30", REWRITES_TABLE),
                type("timestamptz", "date", "'2020-02-03 23:05Z'", "2020-02-03", LOSES_DATA, REWRITES_TABLE),
                type("time", "time(0)", "'04:05:06'", "04:05:06", LOSES_DATA, REWRITES_TABLE),
                type("time(0)", "time", "'04:05:06'", "04:05:06"),
                type("timetz", "time", "'04:05:06+02'", "04:05:06", LOSES_DATA, REWRITES_TABLE),
                type("time", "timetz", "'04:05:06'", "04:05:06+00", REWRITES_TABLE),
                type("interval", "time", "'1 day 04:05:06'", "04:05:06", LOSES_DATA, REWRITES_TABLE),
                type("time", "interval", "'04:05:06'", "04:05:06", REWRITES_TABLE),
                type("date", "timestamp", "'2020-02-03'", "2020-02-03 00:00:00", REWRITES_TABLE),
                type("timestamp", "date", "'2020-02-03 04:05'", "2020-02-03", LOSES_DATA, REWRITES_TABLE),
                type("text", "date", "'2020-02-03'", "2020-02-03", LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("date", "text", "'2020-02-03'", "2020-02-03", REWRITES_TABLE),
                type(
                        "text",
                        "timestamptz",
                        "'2020-02-03 04:05Z'",
                        "2020-02-03 09:35:00+05:30",
                        MAY_FAIL_ON_DATA,
                        REWRITES_TABLE),
                type("interval", "text", "'1 day'", "1 day", REWRITES_TABLE),
                type("text", "interval", "'1 day'", "1 day", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("interval year to month", "interval", "'1 year'", "1 year"),
                type("text[]", "integer[]", "'{1,2}'", "{1,2}", MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("integer[]", "text[]", "'{1,2}'", "{1,2}", REWRITES_TABLE),
                type("integer[]", "bigint[]", "'{1,2}'", "{1,2}", REWRITES_TABLE),
                type("varchar(5)[]", "text[]", "'{a,b}'", "{a,b}", REWRITES_TABLE),
                row(
                        "an array cannot become a single value while a row has one",
                        before("create table account (v integer[]); insert into account values ('{7}')"),
                        after("create table account (v integer)"),
                        expect("~ column account.v integer[] -> integer"),
                        refusedBecause("invalid input syntax for type integer: \"{7}\""),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "an array without values becomes a single value",
                        before("create table account (v integer[]); insert into account values (null)"),
                        after("create table account (v integer)"),
                        expect("~ column account.v integer[] -> integer"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                type("varchar(20)", "mood", "'sad'", "sad", MOODS, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("mood", "varchar(20)", "'sad'", "sad", MOODS, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("mood", "text", "'sad'", "sad", MOODS, REWRITES_TABLE),
                type("mood", "temper", "'sad'", "sad", MOODS, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("text[]", "mood[]", "'{sad,ok}'", "{sad,ok}", MOODS, MAY_FAIL_ON_DATA, REWRITES_TABLE),
                type("mood[]", "text[]", "'{sad,ok}'", "{sad,ok}", MOODS, REWRITES_TABLE),
                row(
                        "text that is no value of the enum cannot become one",
                        MOODS,
                        before("create table account (v text); insert into account values ('glad')"),
                        after("create table account (v mood)"),
                        expect("~ column account.v text -> mood"),
                        refusedBecause("invalid input value for enum mood: \"glad\""),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)));
    }
}
