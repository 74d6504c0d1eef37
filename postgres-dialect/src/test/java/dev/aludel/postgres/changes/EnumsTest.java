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
import static dev.aludel.postgres.changes.Parts.schemas;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Enum types and the columns that hold their values. */
class EnumsTest {

    /** An enum with those values, used by a table with rows. */
    private static Change mood(String name, String before, String after, Part... parts) {
        String table = "create table account (id integer, v mood, w mood[], x mood default 'b');";
        return row(
                name,
                before("create type mood as enum (" + before + ");" + table
                        + "insert into account values (1, 'b', '{b,c}', 'b'), (2, null, null, 'c')"),
                after("create type mood as enum (" + after + ");" + table),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> values() throws Exception {
        return Changes.prove(
                mood(
                        "a value comes at the end",
                        "'b', 'c'",
                        "'b', 'c', 'd'",
                        expect("~ enum mood [b, c] -> [b, c, d]")),
                mood(
                        "a value comes at the start",
                        "'b', 'c'",
                        "'a', 'b', 'c'",
                        expect("~ enum mood [b, c] -> [a, b, c]")),
                mood(
                        "a value comes in the middle",
                        "'b', 'c'",
                        "'b', 'bb', 'c'",
                        expect("~ enum mood [b, c] -> [b, bb, c]")),
                mood(
                        "several values come",
                        "'b', 'c'",
                        "'a', 'b', 'bb', 'bc', 'c', 'd', 'e'",
                        expect("~ enum mood [b, c] -> [a, b, bb, bc, c, d, e]")),
                mood(
                        "a value goes",
                        "'a', 'b', 'c'",
                        "'b', 'c'",
                        expect("~ enum mood [a, b, c] -> [b, c]"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                mood(
                        "values change their order",
                        "'b', 'c', 'd'",
                        "'d', 'c', 'b'",
                        expect("~ enum mood [b, c, d] -> [d, c, b]"),
                        hazard(REWRITES_TABLE)),
                mood(
                        "a value goes and another comes",
                        "'b', 'c', 'd'",
                        "'b', 'c', 'e'",
                        expect("~ enum mood [b, c, d] -> [b, c, e]"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                mood(
                        "values with quotes, spaces and commas come",
                        "'b', 'c'",
                        "'b', 'c', 'it''s', 'x, y', 'Über \"z\"'",
                        expect("~ enum mood [b, c] -> [b, c, it's, x, y, Über \"z\"]")),
                mood(
                        "a value changes its case",
                        "'b', 'c', 'X'",
                        "'b', 'c', 'x'",
                        expect("~ enum mood [b, c, X] -> [b, c, x]"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a value that a row has cannot go",
                        before(
                                "create type mood as enum ('a', 'b'); create table account (v mood); insert into account values ('a')"),
                        after("create type mood as enum ('b'); create table account (v mood)"),
                        expect("~ enum mood [a, b] -> [b]"),
                        refusedBecause("values that enum mood loses are still there: 'a' in 1 row(s) of account.v"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a value goes from under checks, indexes and computed columns",
                        both("create type mood as enum ('a', 'b', 'c')"),
                        before("""
                                create table account (v mood default 'b' check (v <> 'c'), sad boolean generated always as (v = 'b') stored);
                                insert into account values ('b');
                                create index i on account (v) where v = 'b';
                                comment on index i is 'i';
                                comment on column account.sad is 's'"""),
                        after("""
                                drop type mood;
                                create type mood as enum ('b', 'c');
                                create table account (v mood default 'b' check (v <> 'c'), sad boolean generated always as (v = 'b') stored);
                                create index i on account (v) where v = 'b';
                                comment on index i is 'i';
                                comment on column account.sad is 's'"""),
                        expect("~ enum mood [a, b, c] -> [b, c]"),
                        then("select sad from account", "t"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a default becomes a value that is new",
                        before(
                                "create type mood as enum ('b'); create table account (v mood default 'b'); insert into account values (default)"),
                        after("create type mood as enum ('b', 'c'); create table account (v mood default 'c')"),
                        expect(
                                "~ enum mood [b] -> [b, c]",
                                "~ column account.v mood default 'b'::mood -> mood default 'c'::mood"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a default leaves a value that goes",
                        before(
                                "create type mood as enum ('b', 'c'); create table account (v mood default 'c'); insert into account values ('b')"),
                        after("create type mood as enum ('b'); create table account (v mood default 'b')"),
                        expect(
                                "~ column account.v mood default 'c'::mood -> mood default 'b'::mood",
                                "~ enum mood [b, c] -> [b]"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a column with a value that is new as its default comes",
                        before(
                                "create type mood as enum ('b'); create table account (id integer); insert into account values (1)"),
                        after(
                                "create type mood as enum ('b', 'c'); create table account (id integer, v mood not null default 'c')"),
                        expect("~ enum mood [b] -> [b, c]", "+ column account.v mood not null default 'c'::mood"),
                        then("select v from account", "c")),
                row(
                        "a check mentions a value that is new",
                        before(
                                "create type mood as enum ('b'); create table account (v mood); insert into account values ('b')"),
                        after("create type mood as enum ('b', 'c'); create table account (v mood check (v <> 'c'))"),
                        expect("~ enum mood [b] -> [b, c]", "+ check account.account_v_check (v <> 'c'::mood)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)));
    }

    @TestFactory
    Stream<DynamicTest> types() throws Exception {
        return Changes.prove(
                row("an enum comes", after("create type mood as enum ('sad', 'ok')"), expect("+ enum mood [sad, ok]")),
                row("an enum goes", before("create type mood as enum ('sad', 'ok')"), expect("- enum mood [sad, ok]")),
                row("an enum without values comes", after("create type mood as enum ()"), expect("+ enum mood []")),
                row(
                        "an enum comes together with its table",
                        after(
                                "create type mood as enum ('sad', 'ok'); create table account (v mood not null default 'ok', w mood[])"),
                        expect("+ enum mood [sad, ok]", "+ table account (2 columns)")),
                row(
                        "an enum comes together with its column",
                        both("create table account (id integer); insert into account values (1)"),
                        after(
                                "create type mood as enum ('sad', 'ok'); alter table account add v mood not null default 'ok'"),
                        expect("+ enum mood [sad, ok]", "+ column account.v mood not null default 'ok'::mood"),
                        then("select v from account", "ok")),
                row(
                        "an enum goes together with its column",
                        both("create table account (id integer); insert into account values (1)"),
                        before("create type mood as enum ('sad', 'ok'); alter table account add v mood default 'ok'"),
                        expect("- column account.v mood default 'ok'::mood", "- enum mood [sad, ok]"),
                        hazard(LOSES_DATA)),
                row(
                        "an enum that two tables use comes",
                        after(
                                "create type mood as enum ('sad', 'ok'); create table a (v mood); create table b (v mood)"),
                        expect("+ enum mood [sad, ok]", "+ table a (1 columns)", "+ table b (1 columns)")),
                row(
                        "a column changes from one enum to another that is new",
                        before(
                                "create type mood as enum ('sad', 'ok'); create table account (v mood default 'ok'); insert into account values ('sad')"),
                        after(
                                "create type temper as enum ('ok', 'sad', 'wild'); create table account (v temper default 'ok')"),
                        expect(
                                "+ enum temper [ok, sad, wild]",
                                "~ column account.v mood default 'ok'::mood -> temper default 'ok'::temper",
                                "- enum mood [sad, ok]"),
                        then("select v from account", "sad"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "an enum in another schema gets a value",
                        schemas("public", "other"),
                        before(
                                "create schema other; create type other.mood as enum ('b'); create table account (v other.mood default 'b'); insert into account values ('b')"),
                        after(
                                "create schema other; create type other.mood as enum ('b', 'c'); create table account (v other.mood default 'b')"),
                        expect("~ enum other.mood [b] -> [b, c]")),
                row(
                        "an enum in another schema loses a value",
                        schemas("public", "other"),
                        before(
                                "create schema other; create type other.mood as enum ('b', 'c'); create table account (v other.mood default 'b'); insert into account values ('b')"),
                        after(
                                "create schema other; create type other.mood as enum ('b'); create table account (v other.mood default 'b')"),
                        expect("~ enum other.mood [b, c] -> [b]"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "an enum with an odd name loses a value",
                        before(
                                "create type \"My Mood\" as enum ('b', 'c'); create table account (v \"My Mood\" default 'b'); insert into account values ('b')"),
                        after(
                                "create type \"My Mood\" as enum ('b'); create table account (v \"My Mood\" default 'b')"),
                        expect("~ enum \"My Mood\" [b, c] -> [b]"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)));
    }
}
