package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is spelled otherwise and is the same. */
class SameTest {

    private static Change type(String one, String other) {
        return row(
                one + " is " + other,
                before("create table account (v " + one + ")"),
                after("create table account (v " + other + ")"),
                same());
    }

    @TestFactory
    Stream<DynamicTest> types() throws Exception {
        return Changes.prove(Stream.of(
                        type("int", "integer"),
                        type("int4", "integer"),
                        type("int8", "bigint"),
                        type("int2", "smallint"),
                        type("float", "double precision"),
                        type("float8", "double precision"),
                        type("float(24)", "real"),
                        type("decimal(10,2)", "numeric(10,2)"),
                        type("numeric(10)", "numeric(10,0)"),
                        type("bool", "boolean"),
                        type("character varying(9)", "varchar(9)"),
                        type("character(3)", "char(3)"),
                        type("char", "character(1)"),
                        type("timestamp without time zone", "timestamp"),
                        type("timestamp(3) with time zone", "timestamptz(3)"),
                        type("time with time zone", "timetz"),
                        type("bit varying(5)", "varbit(5)"),
                        type("integer array", "int[]"),
                        type("integer[3]", "integer[][]"),
                        type("pg_catalog.int4", "integer"))
                .toArray(Change[]::new));
    }

    @TestFactory
    Stream<DynamicTest> schemas() throws Exception {
        return Changes.prove(
                row("nothing is nothing", same()),
                row(
                        "the order of columns is no difference",
                        before("create table account (a integer, b text)"),
                        after("create table account (b text, a integer)"),
                        same()),
                row(
                        "the order of constraints and indexes is no difference",
                        before(
                                "create table account (a integer, b integer, constraint k check (a > 0), constraint u unique (a)); create index i on account (b); create index j on account (a)"),
                        after(
                                "create table account (a integer, b integer, constraint u unique (a), constraint k check (a > 0)); create index j on account (a); create index i on account (b)"),
                        same()),
                row(
                        "names with their schema are no difference",
                        before(
                                "create type mood as enum ('sad'); create sequence s; create table account (id bigint default nextval('s'), v mood default 'sad' check (v = 'sad'))"),
                        after(
                                "create type public.mood as enum ('sad'); create sequence public.s;"
                                        + "create table public.account (id bigint default nextval('public.s'::regclass), v public.mood default 'sad'::public.mood check (v = 'sad'::public.mood))"),
                        same()),
                row(
                        "a search path with another schema first is no difference",
                        before(
                                "create schema lib; create function lib.f(integer) returns integer language sql immutable as 'select $1';"
                                        + "create table account (v integer check (lib.f(v) > 0))"),
                        after(
                                "create schema lib; create function lib.f(integer) returns integer language sql immutable as 'select $1';"
                                        + "set search_path = public, lib; create table account (v integer check (f(v) > 0)); set search_path = public"),
                        same()),
                row(
                        "quotes that are not needed are no difference",
                        before("create table account (v integer check (v > 0))"),
                        after("create table \"account\" (\"v\" integer check (\"v\" > 0))"),
                        same()),
                row(
                        "not null written twice is no difference",
                        before("create table account (v integer primary key)"),
                        after("create table account (v integer not null, constraint account_pkey primary key (v))"),
                        same()),
                row(
                        "a serial is what it stands for",
                        before("create table account (id serial)"),
                        after(
                                "create sequence account_id_seq as integer; create table account (id integer not null default nextval('account_id_seq'));"
                                        + "alter sequence account_id_seq owned by account.id"),
                        same()),
                row(
                        "a collation that is the type's own is no difference",
                        before("create table account (v text)"),
                        after("create table account (v text collate \"default\")"),
                        same()),
                row("views, functions, triggers and rules may be spelled otherwise", before("""
                                create table account (v integer);
                                create view seen as select v from account;
                                create materialized view kept as select v from account;
                                create function f() returns trigger language plpgsql as 'begin return new; end';
                                create trigger t before insert on account for each row execute function f();
                                create rule r as on delete to seen do instead nothing"""), after("""
                                create table account (v integer);
                                create or replace view public.seen (v) as select account.v from public.account;
                                create materialized view public.kept as (select account.v from account);
                                create function public.f() returns trigger as $$begin return new; end$$ language plpgsql volatile;
                                create trigger t before insert on public.account for each row execute procedure f();
                                create or replace rule r as on delete to seen do instead nothing"""), same()));
    }
}
