package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.then;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What rests on an enum while its values change, and values that get other names. */
class EnumUsesTest {

    @TestFactory
    Stream<DynamicTest> uses() throws Exception {
        return Changes.prove(
                row(
                        "a value goes from under views, which have comments and rest on each other",
                        before("create type mood as enum ('a', 'b', 'c')"),
                        after("create type mood as enum ('b', 'c')"),
                        both("""
                                create table t (id integer, m mood);
                                create view z as select id, m from t where m <> 'c';
                                create view a as select count(*) as n from z;
                                comment on view z is 'not c';
                                insert into t values (1, 'b')"""),
                        expect(
                                "- comment on view z 'not c'",
                                "- view a CREATE VIEW a AS\\n SELECT count(*) AS n\\n   FROM z;",
                                "- view z CREATE VIEW z AS\\n SELECT id,\\n    m\\n   FROM t\\n  WHERE (m <> 'c'::mood);",
                                "~ enum mood [a, b, c] -> [b, c]",
                                "+ view z CREATE VIEW z AS\\n SELECT id,\\n    m\\n   FROM t\\n  WHERE (m <> 'c'::mood);",
                                "+ view a CREATE VIEW a AS\\n SELECT count(*) AS n\\n   FROM z;",
                                "+ comment on view z 'not c'"),
                        then("select n from a", "1"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a foreign key rests on a key that includes a column of the enum",
                        before("create type mood as enum ('a', 'b')"),
                        after("create type mood as enum ('b')"),
                        both("create table t (id integer, m mood, constraint u unique (id) include (m));"
                                + "create table s (t_id integer constraint fk references t (id));"
                                + "insert into t values (1, 'b'); insert into s values (1)"),
                        expect("~ enum mood [a, b] -> [b]"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "rows in several places have values that go",
                        before(
                                "create type mood as enum ('a', 'b', 'c'); create domain d as mood; create table t (m mood, l mood[], d d); insert into t values ('a', '{a,b,c}', 'b'), ('a', null, 'a')"),
                        after(
                                "create type mood as enum ('c'); create domain d as mood; create table t (m mood, l mood[], d d)"),
                        expect("~ enum mood [a, b, c] -> [c]"),
                        refusedBecause(
                                "values that enum mood loses are still there: 'a' in 1 row(s) of t.d, 'b' in 1 row(s) of t.d, 'a' in 1 row(s) of t.l, 'b' in 1 row(s) of t.l, 'a' in 2 row(s) of t.m; give these rows other values first"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a value gets another name",
                        renames(hints -> hints.enumValue("mood", "a", "it's")),
                        before(
                                "create type mood as enum ('a', 'b'); create table t (m mood default 'a' check (m <> 'a' or m = 'b'), l mood[] default '{a,b}', g boolean generated always as (m = 'a') stored); insert into t values ('b', '{b}')"),
                        after(
                                "create type mood as enum ('it''s', 'b'); create table t (m mood default 'it''s' check (m <> 'it''s' or m = 'b'), l mood[] default '{it''s,b}', g boolean generated always as (m = 'it''s') stored)"),
                        expect("> enum value mood.a -> it's"),
                        then("select 'it''s'::mood", "it's")),
                row(
                        "a value gets another name under a view, and another value comes",
                        renames(hints -> hints.enumValue("mood", "a", "x")),
                        before(
                                "create type mood as enum ('a', 'b'); create table t (m mood); create view v as select m from t where m = 'a'; insert into t values ('b')"),
                        after(
                                "create type mood as enum ('x', 'b', 'c'); create table t (m mood); create view v as select m from t where m = 'x'"),
                        expect("> enum value mood.a -> x", "~ enum mood [x, b] -> [x, b, c]"),
                        then("select count(*) from v", "0")));
    }
}
