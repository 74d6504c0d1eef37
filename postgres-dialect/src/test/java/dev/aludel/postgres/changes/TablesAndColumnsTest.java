package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.noWayBackBecause;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.then;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tables and columns come, go, and get other names. */
class TablesAndColumnsTest {

    private static final String ACCOUNT = "create table account (id integer primary key, name varchar(80));"
            + "insert into account values (1, 'Ann'), (2, 'Bob');";

    @TestFactory
    Stream<DynamicTest> comeAndGo() throws Exception {
        return Changes.prove(
                row(
                        "a table comes",
                        both(ACCOUNT),
                        after("create table invoice (id bigint primary key, total numeric(10,2) not null)"),
                        expect("+ table invoice (2 columns)")),
                row(
                        "a table with everything comes",
                        both(ACCOUNT),
                        after("""
                                create type mood as enum ('sad', 'ok');
                                create table invoice (
                                  id bigint generated always as identity primary key,
                                  account_id integer not null references account on delete cascade,
                                  number varchar(20) not null unique,
                                  total numeric(10,2) not null default 0 check (total >= 0),
                                  twice numeric generated always as (total * 2) stored,
                                  how mood default 'ok',
                                  tags text[] default '{}');
                                create index by_total on invoice (total desc) where total > 0;
                                comment on table invoice is 'what is owed';
                                comment on column invoice.total is 'in euro'"""),
                        expect(
                                "+ enum mood [sad, ok]",
                                "+ table invoice (7 columns, 1 indexes)",
                                "+ foreign key invoice.invoice_account_id_fkey (account_id) -> account (id) on delete cascade"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a table without columns comes",
                        after("create table nothing ()"),
                        expect("+ table nothing (0 columns)")),
                row(
                        "an empty table with everything goes",
                        both(ACCOUNT),
                        before("""
                                create type mood as enum ('sad', 'ok');
                                create table invoice (
                                  id serial primary key,
                                  account_id integer not null references account,
                                  how mood default 'ok',
                                  number varchar(20) constraint numbered unique deferrable);
                                create index by_how on invoice (how desc nulls last) include (number);
                                comment on index by_how is 'how';
                                comment on table invoice is 'what is owed'"""),
                        expect(
                                "- sequence owner invoice.invoice_id_seq column id",
                                "- foreign key invoice.invoice_account_id_fkey (account_id) -> account (id)",
                                "- table invoice (4 columns, 1 indexes)",
                                "- sequence invoice_id_seq integer start 1 increment 1",
                                "- enum mood [sad, ok]"),
                        hazard(LOSES_DATA)),
                row(
                        "a table with rows goes",
                        before(ACCOUNT),
                        expect("- table account (2 columns)"),
                        hazard(LOSES_DATA)),
                row(
                        "two tables that reference each other come",
                        after("""
                                create table hen (id integer primary key, egg_id integer);
                                create table egg (id integer primary key, hen_id integer references hen);
                                alter table hen add foreign key (egg_id) references egg"""),
                        expect(
                                "+ table egg (2 columns)",
                                "+ table hen (2 columns)",
                                "+ foreign key egg.egg_hen_id_fkey (hen_id) -> hen (id)",
                                "+ foreign key hen.hen_egg_id_fkey (egg_id) -> egg (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "two tables that reference each other go",
                        before("""
                                create table hen (id integer primary key, egg_id integer);
                                create table egg (id integer primary key, hen_id integer references hen);
                                alter table hen add foreign key (egg_id) references egg"""),
                        expect(
                                "- foreign key hen.hen_egg_id_fkey (egg_id) -> egg (id)",
                                "- foreign key egg.egg_hen_id_fkey (hen_id) -> hen (id)",
                                "- table hen (2 columns)",
                                "- table egg (2 columns)"),
                        hazard(LOSES_DATA)),
                row(
                        "a column comes to rows",
                        both(ACCOUNT),
                        after("alter table account add email text"),
                        expect("+ column account.email text")),
                row(
                        "a column with a default comes to rows",
                        both(ACCOUNT),
                        after("alter table account add state varchar(10) not null default 'new'"),
                        expect("+ column account.state varchar(10) not null default 'new'::character varying"),
                        then("select distinct state from account", "new")),
                row(
                        "a column without a default cannot come not null to rows",
                        both(ACCOUNT),
                        after("alter table account add state varchar(10)"),
                        after("delete from account; alter table account alter state set not null"),
                        expect("+ column account.state varchar(10) not null"),
                        refusedBecause("contains null values"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a unique column with a volatile default comes to rows",
                        both(ACCOUNT),
                        after("alter table account add code uuid not null default gen_random_uuid() unique"),
                        expect(
                                "+ column account.code uuid not null default gen_random_uuid()",
                                "+ unique account.account_code_key (code)"),
                        then("select count(distinct code) from account", "2"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "an identity column comes to rows",
                        both(ACCOUNT),
                        after("alter table account add n bigint generated always as identity"),
                        expect("+ column account.n bigint not null identity always"),
                        then("select string_agg(n::text, ',' order by n) from account", "1,2"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a serial column comes to rows",
                        both(ACCOUNT),
                        after("alter table account add n serial"),
                        expect(
                                "+ sequence account_n_seq integer start 1 increment 1",
                                "+ column account.n integer not null default nextval('account_n_seq'::regclass)",
                                "+ sequence owner account.account_n_seq column n"),
                        then("select string_agg(n::text, ',' order by n) from account", "1,2"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a column goes",
                        both(ACCOUNT),
                        before("alter table account add email text; update account set email = 'a'"),
                        expect("- column account.email text"),
                        hazard(LOSES_DATA)),
                row(
                        "a column that was not null cannot come back to rows by itself",
                        both(ACCOUNT),
                        before(
                                "alter table account add state varchar(10); update account set state = 'a'; alter table account alter state set not null"),
                        expect("- column account.state varchar(10) not null"),
                        noWayBackBecause("contains null values"),
                        hazard(LOSES_DATA)),
                row(
                        "a column goes with all that rests on it",
                        both(ACCOUNT),
                        before("""
                                alter table account add email text constraint mail check (email like '%x%') constraint once unique deferrable;
                                update account set email = id || 'x'; alter table account alter email set default 'x';
                                create index by_mail on account (lower(email)) where email is not null;
                                comment on column account.email is 'where to write';
                                comment on constraint mail on account is 'looks like one'"""),
                        expect(
                                "- comment on column account.email 'where to write'",
                                "- comment on check account.mail 'looks like one'",
                                "- index account.by_mail ((lower(email))) where email IS NOT NULL",
                                "- check account.mail (email ~~ '%x%'::text)",
                                "- unique account.once (email) deferrable",
                                "- column account.email text default 'x'::text"),
                        noWayBackBecause("could not create unique index"),
                        hazard(LOSES_DATA)),
                row(
                        "one column goes, another comes, and a third stays",
                        both(ACCOUNT),
                        before("alter table account add a integer default 1"),
                        after("alter table account add b integer default 2"),
                        expect("+ column account.b integer default 2", "- column account.a integer default 1"),
                        then("select sum(b) from account", "4"),
                        hazard(LOSES_DATA)));
    }

    @TestFactory
    Stream<DynamicTest> areRenamedByHints() throws Exception {
        return Changes.prove(
                row(
                        "a table gets another name and its rows stay",
                        before(ACCOUNT),
                        after(
                                "create table customer (id integer constraint account_id_not_null not null constraint account_pkey primary key, name varchar(80))"),
                        renames(hints -> hints.table("account", "customer")),
                        expect("> table account -> customer"),
                        then("select string_agg(name, ',' order by id) from customer", "Ann,Bob")),
                row(
                        "a table and its key get other names",
                        before(ACCOUNT),
                        after(
                                "create table customer (id integer constraint account_id_not_null not null primary key, name varchar(80))"),
                        renames(hints -> hints.table("account", "customer")),
                        expect("> table account -> customer", "> primary key customer.account_pkey -> customer_pkey")),
                row(
                        "a table without a hint goes and comes",
                        before("create table account (id integer)"),
                        after("create table customer (id integer)"),
                        expect("+ table customer (1 columns)", "- table account (1 columns)"),
                        hazard(LOSES_DATA)),
                row(
                        "a table that is referenced, indexed and commented gets another name",
                        before(
                                ACCOUNT
                                        + "create table child (account_id integer references account); insert into child values (1);"
                                        + "create index by_name on account (lower(name)); comment on column account.name is 'first'"),
                        after(
                                "create table customer (id integer constraint account_id_not_null not null constraint account_pkey primary key, name varchar(80));"
                                        + "create table child (account_id integer constraint child_account_id_fkey references customer);"
                                        + "create index by_name on customer (lower(name)); comment on column customer.name is 'first'"),
                        renames(hints -> hints.table("account", "customer")),
                        expect("> table account -> customer")),
                row(
                        "a table with a serial gets another name",
                        before("create table account (id serial); insert into account values (default)"),
                        after(
                                "create sequence account_id_seq as integer; create table customer (id integer constraint account_id_not_null not null default nextval('account_id_seq'));"
                                        + "alter sequence account_id_seq owned by customer.id"),
                        renames(hints -> hints.table("account", "customer")),
                        expect("> table account -> customer")),
                row(
                        "a column gets another name and its values stay",
                        before(ACCOUNT),
                        after("create table account (id integer primary key, full_name varchar(80))"),
                        renames(hints -> hints.column("account", "name", "full_name")),
                        expect("> column account.name -> full_name"),
                        then("select string_agg(full_name, ',' order by id) from account", "Ann,Bob")),
                row(
                        "a column without a hint goes and comes",
                        before(ACCOUNT),
                        after("create table account (id integer primary key, full_name varchar(80))"),
                        expect("+ column account.full_name varchar(80)", "- column account.name varchar(80)"),
                        hazard(LOSES_DATA)),
                row(
                        "a column that everything rests on gets another name",
                        before("""
                                create table account (id integer primary key, v integer unique check (v > 0),
                                  twice integer generated always as (v * 2) stored, boss integer references account (v));
                                insert into account (id, v) values (1, 2);
                                create index by_v on account (v desc, (v + 1)) where v > 1;
                                comment on column account.v is 'v'"""),
                        after("""
                                create table account (id integer primary key, w integer constraint account_v_key unique constraint account_v_check check (w > 0),
                                  twice integer generated always as (w * 2) stored, boss integer references account (w));
                                create index by_v on account (w desc, (w + 1)) where w > 1;
                                comment on column account.w is 'v'"""),
                        renames(hints -> hints.column("account", "v", "w")),
                        expect("> column account.v -> w")),
                row(
                        "table, column and index get other names at once",
                        before(ACCOUNT + "create index by_name on account (name)"),
                        after(
                                "create table customer (id integer constraint account_id_not_null not null primary key, title varchar(80)); create index by_title on customer (title)"),
                        renames(hints -> hints.table("account", "customer").column("customer", "name", "title")),
                        expect(
                                "> table account -> customer",
                                "> column customer.name -> title",
                                "> index customer.by_name -> by_title",
                                "> primary key customer.account_pkey -> customer_pkey")),
                row(
                        "two columns swap their names in three steps",
                        before("create table account (a integer, b text); insert into account values (1, 'x')"),
                        after("create table account (c integer, a text)"),
                        renames(hints -> hints.column("account", "a", "c").column("account", "b", "a")),
                        expect("> column account.a -> c", "> column account.b -> a"),
                        then("select c || a from account", "1x")),
                row(
                        "a primary key column gets another name",
                        before(
                                ACCOUNT
                                        + "create table child (account_id integer references account); insert into child values (1)"),
                        after(
                                "create table account (nr integer constraint account_id_not_null not null primary key, name varchar(80)); create table child (account_id integer references account)"),
                        renames(hints -> hints.column("account", "id", "nr")),
                        expect("> column account.id -> nr")),
                row(
                        "an enum gets another name",
                        before(
                                "create type mood as enum ('sad', 'ok'); create table account (v mood default 'ok'); insert into account values ('sad')"),
                        after("create type temper as enum ('sad', 'ok'); create table account (v temper default 'ok')"),
                        renames(hints -> hints.enumType("mood", "temper")),
                        expect("> enum mood -> temper"),
                        then("select v from account", "sad")),
                row(
                        "a sequence gets another name and counts on",
                        before(
                                "create sequence a; select nextval('a'); create table account (v bigint default nextval('a')); insert into account values (default)"),
                        after("create sequence b; create table account (v bigint default nextval('b'))"),
                        renames(hints -> hints.sequence("a", "b")),
                        expect("> sequence a -> b"),
                        then("select nextval('b')", "3")),
                row(
                        "a hint whose work is done does nothing",
                        both("create table customer (id integer)"),
                        renames(hints -> hints.table("account", "customer")),
                        same()));
    }
}
