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
import static dev.aludel.postgres.changes.Parts.then;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A column that other things depend on gets another type; they are there afterwards. */
class TypeInContextTest {

    private static final String MOOD = "create type mood as enum ('sad', 'ok')";

    @TestFactory
    Stream<DynamicTest> withDefaults() throws Exception {
        return Changes.prove(
                row(
                        "text with a default becomes varchar",
                        before(
                                "create table account (id integer, v text default 'a'); insert into account values (1, 'b')"),
                        after("create table account (id integer, v varchar(20) default 'a')"),
                        expect(
                                "~ column account.v text default 'a'::text -> varchar(20) default 'a'::character varying"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "an integer with a default becomes bigint",
                        before(
                                "create table account (id integer, v integer default 0); insert into account values (1, 2)"),
                        after("create table account (id integer, v bigint default 0)"),
                        expect("~ column account.v integer -> bigint"),
                        hazard(REWRITES_TABLE)),
                row(
                        "an integer with a default becomes text",
                        before(
                                "create table account (id integer, v integer default 5); insert into account values (1, 2)"),
                        after("create table account (id integer, v text default '5')"),
                        expect("~ column account.v integer default 5 -> text default '5'::text"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a boolean with a default becomes integer",
                        before("create table account (id integer, v boolean not null default true);"
                                + "insert into account values (1, false)"),
                        after("create table account (id integer, v integer not null default 1)"),
                        expect("~ column account.v boolean not null default true -> integer not null default 1"),
                        then("select v from account", "0"),
                        hazard(REWRITES_TABLE)),
                row(
                        "varchar with a default becomes an enum",
                        both(MOOD),
                        before(
                                "create table account (id integer, v varchar(9) default 'ok'); insert into account values (1, 'sad')"),
                        after("create table account (id integer, v mood default 'ok')"),
                        expect(
                                "~ column account.v varchar(9) default 'ok'::character varying -> mood default 'ok'::mood"),
                        then("select v from account", "sad"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "an enum with a default becomes varchar",
                        both(MOOD),
                        before(
                                "create table account (id integer, v mood default 'ok'); insert into account values (1, 'sad')"),
                        after("create table account (id integer, v varchar(9) default 'ok')"),
                        expect(
                                "~ column account.v mood default 'ok'::mood -> varchar(9) default 'ok'::character varying"),
                        then("select v from account", "sad"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "varchar becomes an enum that is new",
                        before(
                                "create table account (id integer, v varchar(9)); insert into account values (1, 'sad')"),
                        after(MOOD + "; create table account (id integer, v mood)"),
                        expect("+ enum mood [sad, ok]", "~ column account.v varchar(9) -> mood"),
                        then("select v from account", "sad"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "an enum that goes becomes text",
                        before(MOOD
                                + "; create table account (id integer, v mood); insert into account values (1, 'sad')"),
                        after("create table account (id integer, v text)"),
                        expect("~ column account.v mood -> text", "- enum mood [sad, ok]"),
                        then("select v from account", "sad"),
                        hazard(REWRITES_TABLE)),
                row(
                        "timestamp with now() becomes timestamptz",
                        before("create table account (id integer, v timestamp default now());"
                                + "insert into account values (1, '2020-01-02')"),
                        after("create table account (id integer, v timestamptz default now())"),
                        expect("~ column account.v timestamp -> timestamptz"),
                        hazard(REWRITES_TABLE)),
                row(
                        "json with a default becomes jsonb",
                        before(
                                "create table account (id integer, v json default '{}'); insert into account values (1, '[1]')"),
                        after("create table account (id integer, v jsonb default '{}')"),
                        expect("~ column account.v json default '{}'::json -> jsonb default '{}'::jsonb"),
                        hazard(LOSES_DATA, MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "text[] with a default becomes integer[]",
                        before(
                                "create table account (id integer, v text[] default '{}'); insert into account values (1, '{1}')"),
                        after("create table account (id integer, v integer[] default '{}')"),
                        expect("~ column account.v text[] default '{}'::text[] -> integer[] default '{}'::integer[]"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "type, nullability and default change at once",
                        before("create table account (id integer, v integer); insert into account values (1, 2)"),
                        after("create table account (id integer, v varchar(20) not null default 'none')"),
                        expect("~ column account.v integer -> varchar(20) not null default 'none'::character varying"),
                        then("select v from account", "2"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "type and name change at once",
                        before("create table account (id integer, v integer); insert into account values (1, 2)"),
                        after("create table account (id integer, amount bigint)"),
                        renames(hints -> hints.column("account", "v", "amount")),
                        expect("> column account.v -> amount", "~ column account.amount integer -> bigint"),
                        then("select amount from account", "2"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a serial becomes a bigserial",
                        before("create table account (id serial primary key); insert into account values (default)"),
                        after("create table account (id bigserial primary key)"),
                        expect(
                                "~ sequence account_id_seq integer start 1 increment 1 -> bigint start 1 increment 1",
                                "~ column account.id integer -> bigint"),
                        then("select nextval('account_id_seq')", "2"),
                        hazard(REWRITES_TABLE)),
                row(
                        "an integer identity becomes bigint",
                        before("create table account (id integer generated by default as identity primary key);"
                                + "insert into account values (default)"),
                        after("create table account (id bigint generated by default as identity primary key)"),
                        expect("~ column account.id integer -> bigint"),
                        then("select nextval('account_id_seq')", "2"),
                        hazard(REWRITES_TABLE)));
    }

    @TestFactory
    Stream<DynamicTest> withDependents() throws Exception {
        String parents = "insert into parent values (1), (2);";
        return Changes.prove(
                row(
                        "both ends of a foreign key become bigint",
                        before("create table parent (id integer primary key);" + parents
                                + "create table child (id integer primary key, parent_id integer references parent);"
                                + "insert into child values (1, 2)"),
                        after("create table parent (id bigint primary key);"
                                + "create table child (id integer primary key, parent_id bigint references parent)"),
                        expect(
                                "- foreign key child.child_parent_id_fkey (parent_id) -> parent (id)",
                                "~ column child.parent_id integer -> bigint",
                                "~ column parent.id integer -> bigint",
                                "+ foreign key child.child_parent_id_fkey (parent_id) -> parent (id)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "both ends of a foreign key become uuid",
                        before("create table parent (id varchar(36) primary key);"
                                + "insert into parent values ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');"
                                + "create table child (parent_id varchar(36) references parent);"
                                + "insert into child values ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')"),
                        after(
                                "create table parent (id uuid primary key); create table child (parent_id uuid references parent)"),
                        expect(
                                "- foreign key child.child_parent_id_fkey (parent_id) -> parent (id)",
                                "~ column child.parent_id varchar(36) -> uuid",
                                "~ column parent.id varchar(36) -> uuid",
                                "+ foreign key child.child_parent_id_fkey (parent_id) -> parent (id)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "the referencing end alone becomes bigint",
                        both("create table parent (id integer primary key);" + parents),
                        before(
                                "create table child (parent_id integer references parent on delete cascade); insert into child values (2)"),
                        after("create table child (parent_id bigint references parent on delete cascade)"),
                        expect(
                                "- foreign key child.child_parent_id_fkey (parent_id) -> parent (id) on delete cascade",
                                "~ column child.parent_id integer -> bigint",
                                "+ foreign key child.child_parent_id_fkey (parent_id) -> parent (id) on delete cascade"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "the referenced end alone becomes bigint",
                        before(
                                "create table parent (id integer primary key);" + parents
                                        + "create table child (parent_id integer references parent); insert into child values (2)"),
                        after(
                                "create table parent (id bigint primary key); create table child (parent_id integer references parent)"),
                        expect(
                                "- foreign key child.child_parent_id_fkey (parent_id) -> parent (id)",
                                "~ column parent.id integer -> bigint",
                                "+ foreign key child.child_parent_id_fkey (parent_id) -> parent (id)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a key that its own table references becomes bigint",
                        before(
                                "create table node (id integer primary key, up integer references node); insert into node values (1, 1)"),
                        after("create table node (id bigint primary key, up bigint references node)"),
                        expect(
                                "- foreign key node.node_up_fkey (up) -> node (id)",
                                "~ column node.id integer -> bigint",
                                "~ column node.up integer -> bigint",
                                "+ foreign key node.node_up_fkey (up) -> node (id)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "one column of a composite key becomes bigint on both ends",
                        before(
                                "create table parent (a integer, b integer, primary key (a, b)); insert into parent values (1, 2);"
                                        + "create table child (a integer, b integer, foreign key (a, b) references parent); insert into child values (1, 2)"),
                        after("create table parent (a integer, b bigint, primary key (a, b));"
                                + "create table child (a integer, b bigint, foreign key (a, b) references parent)"),
                        expect(
                                "- foreign key child.child_a_b_fkey (a, b) -> parent (a, b)",
                                "~ column child.b integer -> bigint",
                                "~ column parent.b integer -> bigint",
                                "+ foreign key child.child_a_b_fkey (a, b) -> parent (a, b)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a checked column becomes shorter",
                        before(
                                "create table account (v varchar(80) check (v <> '')); insert into account values ('a')"),
                        after("create table account (v varchar(40) check (v <> ''))"),
                        expect(
                                "- check account.account_v_check ((v)::text <> ''::text)",
                                "~ column account.v varchar(80) -> varchar(40)",
                                "+ check account.account_v_check ((v)::text <> ''::text)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a check says of text what it cannot say of an integer",
                        before("create table account (v text check (v::text <> 'x')); insert into account values ('7');"
                                + "create index by_v on account (upper(v::text))"),
                        after("create table account (v integer constraint account_v_check check (v::text <> 'x'));"
                                + "create index by_v on account (upper(v::text))"),
                        expect(
                                "- index account.by_v ((upper(v)))",
                                "- check account.account_v_check (v <> 'x'::text)",
                                "~ column account.v text -> integer",
                                "+ check account.account_v_check ((v)::text <> 'x'::text)",
                                "+ index account.by_v ((upper((v)::text)))"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a checked varchar becomes text, and the check has a comment",
                        before(
                                "create table account (v varchar(80) constraint filled check (v <> '')); insert into account values ('a');"
                                        + "comment on constraint filled on account is 'never empty'"),
                        after("create table account (v text constraint filled check (v <> ''));"
                                + "comment on constraint filled on account is 'never empty'"),
                        expect(
                                "- comment on check account.filled 'never empty'",
                                "- check account.filled ((v)::text <> ''::text)",
                                "~ column account.v varchar(80) -> text",
                                "+ check account.filled ((v)::text <> ''::text)",
                                "+ comment on check account.filled 'never empty'"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a foreign key rests on a key that includes the column",
                        before(
                                "create table t (id integer, v varchar(10), constraint u unique (id) include (v));"
                                        + "insert into t values (1, 'a'); create table s (t_id integer constraint fk references t (id)); insert into s values (1)"),
                        after("create table t (id integer, v text, constraint u unique (id) include (v));"
                                + "create table s (t_id integer constraint fk references t (id))"),
                        expect(
                                "- foreign key s.fk (t_id) -> t (id)",
                                "~ column t.v varchar(10) -> text",
                                "+ foreign key s.fk (t_id) -> t (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a column with plain indexes and a unique constraint becomes text",
                        before(
                                "create table account (a integer, v varchar(80) unique); insert into account values (1, 'a');"
                                        + "create index by_v on account (v desc); create index by_a on account (a) include (v)"),
                        after(
                                "create table account (a integer, v text unique);"
                                        + "create index by_v on account (v desc); create index by_a on account (a) include (v)"),
                        expect("~ column account.v varchar(80) -> text")),
                row(
                        "a column with an expression index becomes text",
                        before("create table account (v varchar(80)); insert into account values ('A');"
                                + "create index by_v on account (lower(v)); comment on index by_v is 'small'"),
                        after(
                                "create table account (v text); create index by_v on account (lower(v)); comment on index by_v is 'small'"),
                        expect(
                                "- comment on index account.by_v 'small'",
                                "- index account.by_v ((lower((v)::text)))",
                                "~ column account.v varchar(80) -> text",
                                "+ index account.by_v ((lower((v)::text)))",
                                "+ comment on index account.by_v 'small'")),
                row(
                        "a column in the predicate of an index becomes bigint",
                        before("create table account (id integer, v integer); insert into account values (1, 2);"
                                + "create index positive on account (id) where v > 0"),
                        after(
                                "create table account (id integer, v bigint); create index positive on account (id) where v > 0"),
                        expect(
                                "- index account.positive (id) where v > 0",
                                "~ column account.v integer -> bigint",
                                "+ index account.positive (id) where v > 0"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a column that another one is computed from becomes bigint",
                        before(
                                "create table account (v integer, twice bigint generated always as (v * 2) stored); insert into account values (2)"),
                        after("create table account (v bigint, twice bigint generated always as (v * 2) stored)"),
                        expect(
                                "- column account.twice bigint generated stored (v * 2)",
                                "~ column account.v integer -> bigint",
                                "+ column account.twice bigint generated stored (v * 2)"),
                        then("select twice from account", "4"),
                        hazard(REWRITES_TABLE)),
                row(
                        "an indexed operator class goes along from varchar to text",
                        before("create table account (v varchar(80)); insert into account values ('a');"
                                + "create index by_v on account (v varchar_pattern_ops)"),
                        after("create table account (v text); create index by_v on account (v text_pattern_ops)"),
                        expect(
                                "- index account.by_v (v varchar_pattern_ops)",
                                "~ column account.v varchar(80) -> text",
                                "+ index account.by_v (v text_pattern_ops)")),
                row(
                        "columns with comments change their types",
                        before(
                                "create table account (v integer); insert into account values (1); comment on column account.v is 'how many'"),
                        after("create table account (v bigint); comment on column account.v is 'how many'"),
                        expect("~ column account.v integer -> bigint"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a primary key of text becomes integer",
                        before("create table account (id text primary key); insert into account values ('7')"),
                        after("create table account (id integer primary key)"),
                        expect("~ column account.id text -> integer"),
                        then("select id from account", "7"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "types and collation change at once",
                        before("create table account (v varchar(80)); insert into account values ('a')"),
                        after("create table account (v text collate \"POSIX\")"),
                        expect("~ column account.v varchar(80) -> text collate \"POSIX\"")));
    }
}
