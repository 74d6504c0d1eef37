package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.since;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Columns that are computed. */
class GeneratedTest {

    private static Change generated(String name, String before, String after, Part... parts) {
        return row(
                name,
                before("create table account (a integer, b integer, g " + before
                        + "); insert into account (a, b) values (1, 2)"),
                after("create table account (a integer, b integer, g " + after + ")"),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> generated() throws Exception {
        return Changes.prove(
                row(
                        "a generated column comes",
                        both("create table account (a integer); insert into account values (2)"),
                        after("alter table account add g integer generated always as (a * 2) stored"),
                        expect("+ column account.g integer generated stored (a * 2)"),
                        then("select g from account", "4"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a generated column goes",
                        both("create table account (a integer); insert into account values (2)"),
                        before("alter table account add g integer generated always as (a * 2) stored"),
                        expect("- column account.g integer generated stored (a * 2)")),
                generated(
                        "an expression is forgotten, and its values become another type",
                        "integer generated always as (a + b) stored",
                        "boolean",
                        expect("~ column account.g integer generated stored (a + b) -> boolean"),
                        then("select g from account", "t"),
                        hazard(LOSES_DATA, REWRITES_TABLE)),
                generated(
                        "another expression",
                        "integer generated always as (a + b) stored",
                        "integer generated always as (a * b) stored",
                        expect(
                                "~ column account.g integer generated stored (a + b) -> integer generated stored (a * b)"),
                        then("select g from account", "2"),
                        hazard(REWRITES_TABLE)),
                generated(
                        "another expression that differs in case only",
                        "text generated always as (a || 'x') stored",
                        "text generated always as (a || 'X') stored",
                        expect(
                                "~ column account.g text generated stored (a || 'x'::text) -> text generated stored (a || 'X'::text)"),
                        then("select g from account", "1X"),
                        hazard(REWRITES_TABLE)),
                generated(
                        "a generated column becomes plain and keeps its values",
                        "integer generated always as (a + b) stored",
                        "integer",
                        expect("~ column account.g integer generated stored (a + b) -> integer"),
                        then("select g from account", "3")),
                generated(
                        "a plain column becomes generated",
                        "integer",
                        "integer generated always as (a + b) stored",
                        expect("~ column account.g integer -> integer generated stored (a + b)"),
                        then("select g from account", "3"),
                        hazard(LOSES_DATA, REWRITES_TABLE)),
                row(
                        "an indexed, checked and unique column becomes generated",
                        before(
                                "create table account (a integer, g integer unique check (g > 0)); insert into account values (1, 7);"
                                        + "create index by_g on account (g desc); comment on column account.g is 'g'; comment on index by_g is 'i'"),
                        after(
                                "create table account (a integer, g integer generated always as (a + 1) stored unique check (g > 0));"
                                        + "create index by_g on account (g desc); comment on column account.g is 'g'; comment on index by_g is 'i'"),
                        expect(
                                "- comment on index account.by_g 'i'",
                                "- comment on column account.g 'g'",
                                "- index account.by_g (g desc)",
                                "- check account.account_g_check (g > 0)",
                                "- unique account.account_g_key (g)",
                                "~ column account.g integer -> integer generated stored (a + 1)",
                                "+ unique account.account_g_key (g)",
                                "+ check account.account_g_check (g > 0)",
                                "+ index account.by_g (g desc)",
                                "+ comment on column account.g 'g'",
                                "+ comment on index account.by_g 'i'"),
                        then("select g from account", "2"),
                        hazard(LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "an indexed generated column gets another expression",
                        before(
                                "create table account (a integer, g integer generated always as (a + 1) stored); insert into account values (1);"
                                        + "create index by_g on account (g)"),
                        after(
                                "create table account (a integer, g integer generated always as (a + 2) stored); create index by_g on account (g)"),
                        expect(
                                "- index account.by_g (g)",
                                "~ column account.g integer generated stored (a + 1) -> integer generated stored (a + 2)",
                                "+ index account.by_g (g)"),
                        then("select g from account", "3"),
                        hazard(REWRITES_TABLE)),
                generated(
                        "a generated column gets another type",
                        "integer generated always as (a + b) stored",
                        "bigint generated always as (a + b) stored",
                        expect("~ column account.g integer -> bigint"),
                        hazard(REWRITES_TABLE)),
                generated(
                        "a generated column becomes not null",
                        "integer generated always as (a + b) stored",
                        "integer generated always as (a + b) stored not null",
                        expect("~ column account.g integer -> integer not null"),
                        hazard(MAY_FAIL_ON_DATA)),
                generated(
                        "a default gives way to an expression",
                        "integer default 7",
                        "integer generated always as (a) stored",
                        expect("~ column account.g integer default 7 -> integer generated stored (a)"),
                        then("select g from account", "1"),
                        hazard(LOSES_DATA, REWRITES_TABLE)),
                generated(
                        "an expression gives way to a default",
                        "integer generated always as (a) stored",
                        "integer default 7",
                        expect("~ column account.g integer generated stored (a) -> integer default 7"),
                        then("select g from account", "1")),
                generated(
                        "an expression spelled otherwise is no difference",
                        "integer generated always as (a + (b * 2)) stored",
                        "integer generated always as ((a + b * 2)) stored",
                        same()),
                row(
                        "what a generated column is computed from gets another name",
                        before(
                                "create table account (a integer, g integer generated always as (a + 1) stored); insert into account values (1)"),
                        after("create table account (b integer, g integer generated always as (b + 1) stored)"),
                        renames(hints -> hints.column("account", "a", "b")),
                        expect("> column account.a -> b"),
                        then("select g from account", "2")),
                row(
                        "what a generated column was computed from goes",
                        before(
                                "create table account (id integer, a integer, g integer generated always as (a + 1) stored); insert into account values (1, 2)"),
                        after("create table account (id integer, g integer generated always as (id + 1) stored)"),
                        expect(
                                "~ column account.g integer generated stored (a + 1) -> integer generated stored (id + 1)",
                                "- column account.a integer"),
                        then("select g from account", "2"),
                        hazard(LOSES_DATA, REWRITES_TABLE)));
    }

    @TestFactory
    Stream<DynamicTest> virtual() throws Exception {
        return Changes.prove(
                row(
                        "a virtual column comes",
                        since(18),
                        both("create table account (a integer); insert into account values (2)"),
                        after("alter table account add g integer generated always as (a * 2) virtual"),
                        expect("+ column account.g integer generated virtual (a * 2)"),
                        then("select g from account", "4")),
                generated(
                        "a virtual column gets another expression",
                        "integer generated always as (a + b) virtual",
                        "integer generated always as (a * b) virtual",
                        since(18),
                        expect(
                                "~ column account.g integer generated virtual (a + b) -> integer generated virtual (a * b)"),
                        then("select g from account", "2")),
                generated(
                        "a stored column becomes virtual",
                        "integer generated always as (a + b) stored",
                        "integer generated always as (a + b) virtual",
                        since(18),
                        expect("~ column account.g integer generated stored -> integer generated virtual"),
                        then("select g from account", "3")),
                generated(
                        "a virtual column becomes stored",
                        "integer generated always as (a + b) virtual",
                        "integer generated always as (a + b) stored",
                        since(18),
                        expect("~ column account.g integer generated virtual -> integer generated stored"),
                        hazard(REWRITES_TABLE)),
                generated(
                        "a virtual column becomes plain",
                        "integer generated always as (a + b) virtual",
                        "integer",
                        since(18),
                        expect("~ column account.g integer generated virtual (a + b) -> integer")));
    }
}
