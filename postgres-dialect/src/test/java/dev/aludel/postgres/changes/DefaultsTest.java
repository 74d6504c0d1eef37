package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.core.dialect.Hazard;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Nullability and defaults. */
class DefaultsTest {

    private static final String ROWS = "; insert into account (id) values (1), (2)";

    /** One column of a table with rows, before and after. */
    private static Change column(String name, String before, String after, String line, Hazard.Kind... hazards) {
        return row(
                name,
                before("create table account (id integer, v " + before + ")" + ROWS),
                after("create table account (id integer, v " + after + ")"),
                line.isEmpty() ? same() : expect("~ column account.v " + line),
                hazard(hazards));
    }

    @TestFactory
    Stream<DynamicTest> nullability() throws Exception {
        return Changes.prove(
                column(
                        "not null comes to a full column",
                        "integer default 1",
                        "integer not null default 1",
                        "integer -> integer not null",
                        MAY_FAIL_ON_DATA),
                column(
                        "not null goes",
                        "integer not null default 1",
                        "integer default 1",
                        "integer not null -> integer"),
                row(
                        "not null cannot come to a column with nulls",
                        before("create table account (v integer); insert into account values (null)"),
                        after("create table account (v integer not null)"),
                        expect("~ column account.v integer -> integer not null"),
                        refusedBecause("contains null values"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "not null goes from a unique column",
                        before("create table account (v integer not null unique); insert into account values (1)"),
                        after("create table account (v integer unique)"),
                        expect("~ column account.v integer not null -> integer")),
                row(
                        "several columns become not null",
                        before(
                                "create table account (a integer, b text, c date); insert into account values (1, 'b', '2020-01-01')"),
                        after("create table account (a integer not null, b text not null, c date not null)"),
                        expect(
                                "~ column account.a integer -> integer not null",
                                "~ column account.b text -> text not null",
                                "~ column account.c date -> date not null"),
                        hazard(MAY_FAIL_ON_DATA)));
    }

    @TestFactory
    Stream<DynamicTest> defaults() throws Exception {
        return Changes.prove(
                column("a default comes", "integer", "integer default 7", "integer -> integer default 7"),
                column("a default goes", "integer default 7", "integer", "integer default 7 -> integer"),
                column(
                        "a default changes",
                        "integer default 7",
                        "integer default 8",
                        "integer default 7 -> integer default 8"),
                column(
                        "a default becomes negative",
                        "integer default 7",
                        "integer default -8",
                        "integer default 7 -> integer default '-8'::integer"),
                column(
                        "a text default changes its case",
                        "text default 'x'",
                        "text default 'X'",
                        "text default 'x'::text -> text default 'X'::text"),
                column(
                        "a default with quotes and backslashes",
                        "text",
                        "text default E'it''s \\\\ {?} \"x\"\\n'",
                        "text -> text default 'it''s \\ {?} \"x\"\\n'::text"),
                column(
                        "a json default comes",
                        "json",
                        "json default '{\"a\": [1]}'",
                        "json -> json default '{\"a\": [1]}'::json"),
                column(
                        "a json default changes",
                        "json default '{}'",
                        "json default '[]'",
                        "json default '{}'::json -> json default '[]'::json"),
                column(
                        "a jsonb default changes",
                        "jsonb default '{}'",
                        "jsonb default '{\"a\": 1}'",
                        "jsonb default '{}'::jsonb -> jsonb default '{\"a\": 1}'::jsonb"),
                column(
                        "a default becomes a function",
                        "uuid",
                        "uuid default gen_random_uuid()",
                        "uuid -> uuid default gen_random_uuid()"),
                column(
                        "a volatile default stays",
                        "text default (random() * 10)::text",
                        "text default (random() * 10)::text",
                        ""),
                column(
                        "a default now comes",
                        "timestamptz",
                        "timestamptz default now()",
                        "timestamptz -> timestamptz default now()"),
                column(
                        "now() is current_timestamp",
                        "timestamptz default now()",
                        "timestamptz default current_timestamp",
                        ""),
                column(
                        "now() is not clock_timestamp()",
                        "timestamptz default now()",
                        "timestamptz default clock_timestamp()",
                        "timestamptz default now() -> timestamptz default clock_timestamp()"),
                column(
                        "now in another zone is not now",
                        "timestamp default now()",
                        "timestamp default (now() at time zone 'utc')",
                        "timestamp default now() -> timestamp default (now() AT TIME ZONE 'utc'::text)"),
                column(
                        "an array default comes",
                        "text[]",
                        "text[] default '{}'",
                        "text[] -> text[] default '{}'::text[]"),
                column(
                        "an array default changes",
                        "text[] default '{a}'",
                        "text[] default array['a', 'b']",
                        "text[] default '{a}'::text[] -> text[] default ARRAY['a'::text, 'b'::text]"),
                column(
                        "a boolean default changes",
                        "boolean default false",
                        "boolean default true",
                        "boolean default false -> boolean default true"),
                column(
                        "a default of a type without equality changes",
                        "point default '(0,0)'",
                        "point default '(1,1)'",
                        "point default '(0,0)'::point -> point default '(1,1)'::point"),
                column(
                        "an interval default changes",
                        "interval default '1 day'",
                        "interval default '2 days'",
                        "interval default '1 day'::interval -> interval default '2 days'::interval"),
                column(
                        "a bytea default comes",
                        "bytea",
                        "bytea default '\\x00ff'",
                        "bytea -> bytea default '\\x00ff'::bytea"),
                column(
                        "a numeric default gets more digits",
                        "numeric default 1.5",
                        "numeric default 1.50",
                        "numeric default 1.5 -> numeric default 1.50"),
                column(
                        "a long default changes at its end",
                        "text default 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1'",
                        "text default 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2'",
                        "text default 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1'::text"
                                + " -> text default 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2'::text"),
                row(
                        "a default becomes the next value of a new sequence",
                        before("create table account (v bigint); insert into account values (1), (2)"),
                        after("create sequence s; create table account (v bigint default nextval('s'))"),
                        expect(
                                "+ sequence s bigint start 1 increment 1",
                                "~ column account.v bigint -> bigint default nextval('s'::regclass)"),
                        then("select nextval('s')", "3")),
                row(
                        "a default draws from another sequence",
                        both("create sequence s; create sequence t"),
                        before(
                                "create table account (v bigint default nextval('s')); insert into account values (default)"),
                        after("create table account (v bigint default nextval('t'))"),
                        expect(
                                "~ column account.v bigint default nextval('s'::regclass) -> bigint default nextval('t'::regclass)"),
                        then("select nextval('t')", "2")),
                row(
                        "an enum default changes",
                        both("create type mood as enum ('sad', 'ok')"),
                        before("create table account (id integer, v mood default 'sad')" + ROWS),
                        after("create table account (id integer, v mood default 'ok')"),
                        expect("~ column account.v mood default 'sad'::mood -> mood default 'ok'::mood")),
                row(
                        "a default calls a function of another schema",
                        both("create schema lib; create function lib.one() returns integer language sql as 'select 1'"),
                        before("create table account (id integer, v integer)" + ROWS),
                        after("create table account (id integer, v integer default lib.one())"),
                        expect("~ column account.v integer -> integer default lib.one()")),
                column("null is no default", "text", "text default null", ""),
                column(
                        "the cast of a default is no difference",
                        "varchar(9) default 'a'",
                        "varchar(9) default 'a'::text",
                        ""),
                column(
                        "spaces in a jsonb default are no difference",
                        "jsonb default '{\"a\":1}'",
                        "jsonb default '{ \"a\" : 1 }'",
                        ""),
                column("a computed constant is no difference", "integer default 1 + 1", "integer default 2", ""),
                column("true spelled otherwise is no difference", "boolean default true", "boolean default 't'", ""),
                column(
                        "an empty array spelled otherwise is no difference",
                        "integer[] default '{}'",
                        "integer[] default array[]::integer[]",
                        ""),
                column(
                        "current_user spelled otherwise is no difference",
                        "text default current_user",
                        "text default CURRENT_ROLE",
                        ""));
    }
}
