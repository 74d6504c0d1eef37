package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.noWayBackBecause;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.schemas;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.postgres.changes.Entities.*;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The wanted schema comes from entities; beside them stands what a person would have written. */
class EntitiesTest {

    /** Hibernate makes them with every named enum. */
    private static final String CASTS =
            "create cast (mood as varchar) with inout as implicit; create cast (varchar as mood) with inout as implicit";

    private static final String ACCOUNT = "create table account (id bigint primary key, name varchar(80));";
    private static final String ROWS = "insert into account (id, name) values (1, 'Ann'), (2, 'Bob');";

    @TestFactory
    Stream<DynamicTest> columns() throws Exception {
        return Changes.prove(
                row(
                        "what entities say is there already",
                        before(ACCOUNT + ROWS),
                        after(Account.class),
                        after(ACCOUNT),
                        same()),
                row(
                        "a shorter varchar",
                        before(ACCOUNT + ROWS),
                        after(AccountWithShortName.class),
                        after("create table account (id bigint primary key, name varchar(40))"),
                        expect("~ column account.name varchar(80) -> varchar(40)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row("an entity is new", after(Account.class), after(ACCOUNT), expect("+ table account (2 columns)")),
                row(
                        "fields are new, one with a default",
                        before(ACCOUNT + ROWS),
                        after(AccountWithState.class),
                        after(
                                "create table account (id bigint primary key, name varchar(80), state varchar(20) not null default 'new', seen timestamp(6) with time zone)"),
                        expect(
                                "+ column account.seen timestamptz(6)",
                                "+ column account.state varchar(20) not null default 'new'"),
                        then("select distinct state from account", "new")),
                row(
                        "a field is gone",
                        before(ACCOUNT + "alter table account add email text;" + ROWS),
                        after(Account.class),
                        after(ACCOUNT),
                        expect("- column account.email text"),
                        hazard(LOSES_DATA)),
                row(
                        "a field that was not null is gone",
                        before(
                                ACCOUNT
                                        + "alter table account add email text not null; insert into account values (1, 'Ann', 'a')"),
                        after(Account.class),
                        after(ACCOUNT),
                        expect("- column account.email text not null"),
                        noWayBackBecause("contains null values"),
                        hazard(LOSES_DATA)),
                row(
                        "a primitive field is new and finds rows",
                        before(ACCOUNT + ROWS),
                        after(AccountWithFlag.class),
                        after("create table account (id bigint primary key, name varchar(80), flag boolean not null)"),
                        expect("+ column account.flag boolean not null"),
                        refusedBecause("contains null values"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a field has another type",
                        before(
                                "create table account (id bigint primary key, name varchar(36)); insert into account values (1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')"),
                        after(AccountWithUuid.class),
                        after("create table account (id bigint primary key, name uuid)"),
                        expect("~ column account.name varchar(36) -> uuid"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a definition of a column is written by hand",
                        before(
                                "create table account (id bigint primary key, name varchar(80), doc json); insert into account values (1, 'a', '{}')"),
                        after(AccountWithDefinition.class),
                        after(
                                "create table account (id bigint primary key, name varchar(80) not null default 'x', doc jsonb default '{}')"),
                        expect(
                                "~ column account.doc json -> jsonb default '{}'",
                                "~ column account.name varchar(80) -> varchar(80) not null default 'x'"),
                        hazard(LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a default, spelled otherwise, is there already",
                        before(
                                "create table account (id bigint primary key, at timestamp(6) with time zone default current_timestamp, n integer default 0, tags text[] default '{}')"),
                        after(AccountWithDefaults.class),
                        after(
                                "create table account (id bigint primary key, at timestamp(6) with time zone default now(), n integer default 0, tags text[] default '{}')"),
                        same()),
                row(
                        "a generated column changes its expression",
                        before(
                                "create table account (id bigint primary key, a integer, twice integer generated always as (a + a + 0) stored); insert into account (id, a) values (1, 2)"),
                        after(AccountWithGenerated.class),
                        after(
                                "create table account (id bigint primary key, a integer, twice integer generated always as (a * 2) stored)"),
                        expect(
                                "~ column account.twice integer generated stored ((a + a) + 0) -> integer generated stored (a * 2)"),
                        then("select twice from account", "4"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a key becomes identity",
                        before(ACCOUNT + ROWS),
                        after(AccountWithIdentity.class),
                        after(
                                "create table account (id bigint generated by default as identity primary key, name varchar(80))"),
                        expect("~ column account.id bigint not null -> bigint not null identity"),
                        then("select nextval('account_id_seq')", "3")),
                row(
                        "a key gets a sequence",
                        before(ACCOUNT + ROWS),
                        after(AccountWithSequence.class),
                        after(ACCOUNT + "create sequence account_ids increment by 50"),
                        expect("+ sequence account_ids bigint start 1 increment 50")));
    }

    @TestFactory
    Stream<DynamicTest> constraints() throws Exception {
        return Changes.prove(
                row(
                        "indexes and unique constraints are new",
                        before(ACCOUNT + ROWS),
                        after(AccountWithIndexes.class),
                        after(
                                ACCOUNT + "create index by_name on account (name desc, id); "
                                        + "alter table account add constraint once unique (id, name); alter table account add constraint uk unique (name)"),
                        expect(
                                "+ unique account.once (id, name)",
                                "+ unique account.uk (name)",
                                "+ index account.by_name (name desc, id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "an index has another order",
                        before(ACCOUNT + "create index by_name on account (name, id); "
                                + "alter table account add constraint once unique (id, name); alter table account add constraint uk unique (name);"
                                + ROWS),
                        after(AccountWithIndexes.class),
                        after(
                                ACCOUNT + "create index by_name on account (name desc, id); "
                                        + "alter table account add constraint once unique (id, name); alter table account add constraint uk unique (name)"),
                        expect("- index account.by_name (name, id)", "+ index account.by_name (name desc, id)")),
                row(
                        "an unnamed unique constraint is there under PostgreSQL's name",
                        before("create table account (id bigint primary key, name varchar(80) unique)"),
                        after(AccountWithUnique.class),
                        after("create table account (id bigint primary key, name varchar(80) unique)"),
                        same()),
                row(
                        "a check is new",
                        before(ACCOUNT + ROWS),
                        after(AccountWithCheck.class),
                        after(ACCOUNT + "alter table account add constraint named check (length(name) > 1)"),
                        expect("+ check account.named (length(name) > 1)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a check has another expression under the same name",
                        before(ACCOUNT + "alter table account add constraint named check (length(name) > 2);" + ROWS),
                        after(AccountWithCheck.class),
                        after(ACCOUNT + "alter table account add constraint named check (length(name) > 1)"),
                        expect(
                                "- check account.named (length((name)::text) > 2)",
                                "+ check account.named (length(name) > 1)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a value of an enum that is kept as text is new",
                        before(
                                "create table account (id bigint primary key, mood varchar(255) check (mood in ('SAD'))); insert into account values (1, 'SAD')"),
                        after(AccountWithMood.class),
                        after(
                                "create table account (id bigint primary key, mood varchar(255) check (mood in ('SAD', 'OK')))"),
                        expect(
                                "- check account.account_mood_check ((mood)::text = 'SAD'::text)",
                                "+ check account.account_mood_check (mood in ('SAD','OK'))"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a value of a named enum is new",
                        before(
                                "create type mood as enum ('OK'); create table account (id bigint primary key, mood mood); insert into account values (1, 'OK')"),
                        after(AccountWithNamedMood.class),
                        after(
                                "create type mood as enum ('OK', 'SAD'); create table account (id bigint primary key, mood mood);"
                                        + CASTS),
                        expect(
                                "~ enum mood [OK] -> [OK, SAD]",
                                "+ cast \"(mood AS varchar)\" create cast (Mood as varchar) with inout as implicit",
                                "+ cast \"(varchar AS mood)\" create cast (varchar as Mood) with inout as implicit")),
                row(
                        "a value of a named enum goes from under its casts",
                        before(
                                "create type mood as enum ('BAD', 'OK', 'SAD'); create table account (id bigint primary key, mood mood); insert into account values (1, 'OK');"
                                        + CASTS),
                        after(AccountWithNamedMood.class),
                        after(
                                "create type mood as enum ('OK', 'SAD'); create table account (id bigint primary key, mood mood);"
                                        + CASTS),
                        expect(
                                "- cast \"(varchar AS mood)\" CREATE CAST (character varying AS mood) WITH INOUT AS IMPLICIT",
                                "- cast \"(mood AS varchar)\" CREATE CAST (mood AS character varying) WITH INOUT AS IMPLICIT",
                                "~ enum mood [BAD, OK, SAD] -> [OK, SAD]",
                                "+ cast \"(mood AS varchar)\" CREATE CAST (mood AS character varying) WITH INOUT AS IMPLICIT",
                                "+ cast \"(varchar AS mood)\" CREATE CAST (character varying AS mood) WITH INOUT AS IMPLICIT"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "text becomes a named enum that is new",
                        before(
                                "create table account (id bigint primary key, mood varchar(255)); insert into account values (1, 'SAD')"),
                        after(AccountWithNamedMood.class),
                        after(
                                "create type mood as enum ('OK', 'SAD'); create table account (id bigint primary key, mood mood);"
                                        + CASTS),
                        expect(
                                "+ enum mood [OK, SAD]",
                                "+ cast \"(mood AS varchar)\" create cast (Mood as varchar) with inout as implicit",
                                "+ cast \"(varchar AS mood)\" create cast (varchar as Mood) with inout as implicit",
                                "~ column account.mood varchar(255) -> mood"),
                        then("select mood from account", "SAD"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "comments are new, changed and gone",
                        before(ACCOUNT
                                + "comment on column account.name is 'old'; comment on column account.id is 'gone';"
                                + ROWS),
                        after(AccountWithComments.class),
                        after(
                                ACCOUNT
                                        + "comment on table account is 'it''s an account'; comment on column account.name is 'first\nlast'"),
                        expect(
                                "- comment on column account.id 'gone'",
                                "+ comment on table account 'it''s an account'",
                                "~ comment on column account.name 'old' -> 'first\\nlast'")),
                row(
                        "an association is new",
                        before(ACCOUNT + ROWS
                                + "create table invoice (id bigint primary key); insert into invoice values (1)"),
                        after(Account.class, Invoice.class),
                        after(
                                ACCOUNT
                                        + "create table invoice (id bigint primary key, account_id bigint constraint fk_account references account on delete cascade)"),
                        expect(
                                "+ column invoice.account_id bigint",
                                "+ foreign key invoice.fk_account (account_id) -> account (id) on delete cascade"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "two entities that know each other are new",
                        after(Hen.class, Egg.class),
                        after("""
                                create table hen (id bigint primary key, egg_id bigint);
                                create table egg (id bigint primary key, hen_id bigint constraint fk_hen references hen);
                                alter table hen add constraint fk_egg foreign key (egg_id) references egg"""),
                        expect(
                                "+ table egg (2 columns)",
                                "+ table hen (2 columns)",
                                "+ foreign key egg.fk_hen (hen_id) -> hen (id)",
                                "+ foreign key hen.fk_egg (egg_id) -> egg (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a field gets another name by a hint",
                        before(
                                "create table account (id bigint primary key, title varchar(80) unique); insert into account values (1, 'Ann')"),
                        after(AccountWithUnique.class),
                        after(
                                "create table account (id bigint primary key, name varchar(80) constraint account_title_key unique)"),
                        renames(hints -> hints.column("account", "title", "name")),
                        expect("> column account.title -> name"),
                        then("select name from account", "Ann")),
                row(
                        "an entity gets another name by a hint",
                        before(
                                "create table konto (id bigint primary key, name varchar(80)); insert into konto values (1, 'Ann')"),
                        after(Account.class),
                        after(
                                "create table account (id bigint constraint konto_id_not_null not null constraint konto_pkey primary key, name varchar(80))"),
                        renames(hints -> hints.table("konto", "account")),
                        expect("> table konto -> account"),
                        then("select name from account", "Ann")),
                row(
                        "an entity lives in a schema that is missing",
                        schemas("public", "billing"),
                        after(BillingAccount.class),
                        after("create schema billing; create table billing.account (id bigint primary key)"),
                        expect("+ schema billing", "+ table billing.account (1 columns)")),
                row(
                        "names have to be quoted",
                        before(
                                "create table \"Order\" (\"user\" bigint primary key); insert into \"Order\" values (1)"),
                        after(Order.class),
                        after("create table \"Order\" (\"user\" bigint primary key, \"Group By\" integer)"),
                        expect("+ column \"Order\".\"Group By\" integer")));
    }
}
