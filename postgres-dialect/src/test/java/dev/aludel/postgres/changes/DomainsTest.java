package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.andBack;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Domains and the columns that are of them. */
class DomainsTest {

    private static final String TABLE = "create table t (id integer, n num, ns num[])";

    /** A domain over integers, used by a table with rows. */
    private static Change num(String name, String before, String after, Part... parts) {
        return row(
                name,
                before("create domain num as " + before + "; " + TABLE
                        + "; insert into t values (1, 5, '{5,6}'), (2, 7, null)"),
                after("create domain num as " + after + "; " + TABLE),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> inPlace() throws Exception {
        return Changes.prove(
                row(
                        "a domain comes with its table",
                        after("create domain num as integer default 3 not null constraint pos check (value > 0);"
                                + TABLE),
                        expect(
                                "+ domain num integer not null default 3 check pos (VALUE > 0)",
                                "+ table t (3 columns)")),
                row(
                        "a domain goes with its column",
                        both("create table u (id integer); insert into u values (1)"),
                        before("create domain word as text collate \"C\"; alter table u add w word"),
                        expect("- column u.w word", "- domain word text collate \"C\""),
                        hazard(LOSES_DATA)),
                num(
                        "a default comes",
                        "integer",
                        "integer default 7",
                        expect("~ domain num integer -> integer default 7")),
                num(
                        "a default changes",
                        "integer default 1",
                        "integer default 2",
                        expect("~ domain num integer default 1 -> integer default 2")),
                num(
                        "a domain allows nulls again",
                        "integer constraint pos check (value > 0)",
                        "integer constraint pos check (value > 0) constraint small check (value < 9) not valid",
                        change -> {
                            change.before.set(0, change.before.get(0).replace("ns num[]", "ns integer[]"));
                            change.after.set(
                                    0,
                                    change.after
                                                    .get(0)
                                                    .replace(" constraint small check (value < 9) not valid", "")
                                                    .replace("ns num[]", "ns integer[]")
                                            + "; alter domain num add constraint small check (value < 9) not valid");
                        },
                        expect(
                                "~ domain num integer check pos (VALUE > 0) -> integer check pos (VALUE > 0) check small (VALUE < 9) not valid")),
                row(
                        "a check gets another name, one goes and one comes",
                        before(
                                "create domain num as integer constraint a check (value > 0) constraint b check (value < 90); create table t (n num); insert into t values (5)"),
                        after(
                                "create domain num as integer constraint z check (value > 0) constraint c check (value < 80); create table t (n num)"),
                        expect(
                                "~ domain num integer check a (VALUE > 0) check b (VALUE < 90) -> integer check c (VALUE < 80) check z (VALUE > 0)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a value that is there does not fit a check that comes",
                        before("create domain num as integer; create table t (n num); insert into t values (5)"),
                        after("create domain num as integer constraint c check (value > 9); create table t (n num)"),
                        expect("~ domain num integer -> integer check c (VALUE > 9)"),
                        refusedBecause("contains values that violate the new constraint"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a check is validated",
                        both("create domain num as integer; create table t (n num); insert into t values (5)"),
                        before("alter domain num add constraint c check (value > 0) not valid"),
                        after("alter domain num add constraint c check (value > 0)"),
                        expect("~ domain num integer check c (VALUE > 0) not valid -> integer check c (VALUE > 0)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "nulls are not allowed any more",
                        before("create domain num as integer; create table t (n num); insert into t values (5)"),
                        after("create domain num as integer not null; create table t (n num)"),
                        expect("~ domain num integer -> integer not null"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a domain gets another name",
                        renames(hints -> hints.domain("num", "number")),
                        before(
                                "create domain num as integer; create table t (n num default 1::num); insert into t values (5)"),
                        after("create domain number as integer; create table t (n number default 1::number)"),
                        expect("> domain num -> number")));
    }

    @TestFactory
    Stream<DynamicTest> anew() throws Exception {
        return Changes.prove(
                num(
                        "a check comes where arrays are of the domain",
                        "integer",
                        "integer constraint pos check (value > 0)",
                        expect("~ domain num integer -> integer check pos (VALUE > 0)"),
                        then("select sum(n) from t", "12"),
                        hazard(REWRITES_TABLE)),
                num(
                        "the type grows",
                        "integer constraint pos check (value > 0)",
                        "bigint constraint pos check (value > 0)",
                        expect("~ domain num integer check pos (VALUE > 0) -> bigint check pos (VALUE > 0)"),
                        then("select n::text || ns[2]::text from t where id = 1", "56"),
                        andBack("select n::text || ns[2]::text from t where id = 1", "56"),
                        hazard(REWRITES_TABLE)),
                row(
                        "the type changes under views, checks, indexes and defaults",
                        before("create domain num as integer"),
                        after("create domain num as bigint"),
                        both("""
                                create table t (id integer primary key, n num default 4 check (n > 0), d num generated always as (n) stored, o num[] default array[3::num]);
                                create index i on t ((n + 1)) where n < 90;
                                create view v as select id, n, d from t;
                                create view w as select n + 1 as m from v;
                                comment on view v is 'about v';
                                comment on domain num is 'numbers';
                                insert into t (id, n) values (1, 5)"""),
                        expect(
                                "- view w CREATE VIEW w AS\\n SELECT ((n)::integer + 1) AS m\\n   FROM v;",
                                "- index t.i (((n)::integer + 1)) where (n)::integer < 90",
                                "- check t.t_n_check ((n)::integer > 0)",
                                "~ domain num integer -> bigint",
                                "+ check t.t_n_check ((n)::bigint > 0)",
                                "+ index t.i (((n)::bigint + 1)) where (n)::bigint < 90",
                                "+ view w CREATE VIEW w AS\\n SELECT ((n)::bigint + 1) AS m\\n   FROM v;"),
                        then("select n + d + o[1] from t", "13"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a domain over a domain over an enum",
                        before(
                                "create type mood as enum ('a', 'b', 'c'); create domain d as mood check (value <> 'c'); create domain e as d; create table t (x e default 'a', y d); insert into t values ('b', 'a')"),
                        after(
                                "create type mood as enum ('a', 'c', 'b'); create domain d as mood check (value <> 'c'); create domain e as d; create table t (x e default 'a', y d)"),
                        expect("~ enum mood [a, b, c] -> [a, c, b]"),
                        then("select x::text || y::text from t", "ba"),
                        hazard(REWRITES_TABLE)));
    }
}
