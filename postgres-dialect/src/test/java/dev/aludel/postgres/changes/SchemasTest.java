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
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.then;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Several schemas, and what lies between them. */
class SchemasTest {

    @TestFactory
    Stream<DynamicTest> schemas() throws Exception {
        return Changes.prove(
                row(
                        "a schema that is missing comes with its table",
                        Parts.schemas("public", "billing"),
                        after("create schema billing; create table billing.invoice (id integer primary key)"),
                        expect("+ schema billing", "+ table billing.invoice (1 columns)")),
                row(
                        "a schema goes with its table",
                        Parts.schemas("public", "billing"),
                        before("create schema billing; create table billing.invoice (id integer primary key)"),
                        expect("- table billing.invoice (1 columns)", "- schema billing"),
                        hazard(LOSES_DATA)),
                row(
                        "a foreign key leads to another schema",
                        Parts.schemas("public", "billing"),
                        before(
                                "create schema billing; create table account (id integer primary key); create table billing.invoice (account_id integer);"
                                        + "insert into account values (1); insert into billing.invoice values (1)"),
                        after(
                                "create schema billing; create table account (id integer primary key); create table billing.invoice (account_id integer references account)"),
                        expect("+ foreign key billing.invoice.invoice_account_id_fkey (account_id) -> account (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a foreign key leads to a schema that is not managed",
                        both(
                                "create schema elsewhere; create table elsewhere.account (id integer primary key); insert into elsewhere.account values (1)"),
                        before("create table invoice (account_id integer); insert into invoice values (1)"),
                        after("create table invoice (account_id integer references elsewhere.account)"),
                        expect("+ foreign key invoice.invoice_account_id_fkey (account_id) -> elsewhere.account (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "tables of one name in two schemas change apart",
                        Parts.schemas("public", "billing"),
                        before(
                                "create schema billing; create table account (v integer); create table billing.account (v integer);"
                                        + "insert into account values (1); insert into billing.account values (2)"),
                        after(
                                "create schema billing; create table account (v integer not null); create table billing.account (v text)"),
                        expect(
                                "~ column account.v integer -> integer not null",
                                "~ column billing.account.v integer -> text"),
                        then("select v from billing.account", "2"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a table moves to another schema by a hint",
                        Parts.schemas("public", "billing"),
                        both("create schema billing"),
                        before(
                                "create table invoice (id serial primary key, total integer); create index by_total on invoice (total); insert into invoice (total) values (9)"),
                        after(
                                "create table billing.invoice (id serial primary key, total integer); create index by_total on billing.invoice (total)"),
                        renames(hints -> hints.table("invoice", "billing.invoice")),
                        expect("> table invoice -> billing.invoice"),
                        then("select total from billing.invoice", "9")),
                row(
                        "tables of two schemas reference each other",
                        Parts.schemas("public", "billing"),
                        after("""
                                create schema billing;
                                create table account (id integer primary key, invoice_id integer);
                                create table billing.invoice (id integer primary key, account_id integer references account);
                                alter table account add foreign key (invoice_id) references billing.invoice"""),
                        expect(
                                "+ schema billing",
                                "+ table account (2 columns)",
                                "+ table billing.invoice (2 columns)",
                                "+ foreign key account.account_invoice_id_fkey (invoice_id) -> billing.invoice (id)",
                                "+ foreign key billing.invoice.invoice_account_id_fkey (account_id) -> account (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "everything lives in a schema that is not public",
                        Parts.schemas("app"),
                        both("create schema app; create type mood as enum ('sad', 'ok'); create sequence numbers"),
                        before("create table account (id bigint, v mood); insert into account values (1, 'ok')"),
                        after(
                                "create table account (id bigint default nextval('numbers'), v mood default 'sad' check (v <> 'ok'));"
                                        + "create index i on account (id) where v = 'sad'; comment on table account is 'a'"),
                        expect(
                                "~ column account.id bigint -> bigint default nextval('numbers'::regclass)",
                                "~ column account.v mood -> mood default 'sad'::mood",
                                "+ check account.account_v_check (v <> 'ok'::mood)",
                                "+ index account.i (id) where v = 'sad'::mood",
                                "+ comment on table account 'a'"),
                        refusedBecause("is violated by some row"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a default draws from a sequence of another schema",
                        Parts.schemas("public", "billing"),
                        both("create schema billing; create sequence billing.numbers"),
                        before("create table account (id bigint); insert into account values (5)"),
                        after("create table account (id bigint default nextval('billing.numbers'))"),
                        expect("~ column account.id bigint -> bigint default nextval('billing.numbers'::regclass)"),
                        then("select nextval('billing.numbers')", "6")),
                row(
                        "a table with an enum of another schema comes",
                        Parts.schemas("public", "billing"),
                        after(
                                "create schema billing; create type billing.mood as enum ('sad', 'ok'); create table account (v billing.mood default 'ok', w billing.mood[])"),
                        expect("+ schema billing", "+ enum billing.mood [sad, ok]", "+ table account (2 columns)")),
                row(
                        "a column gets an enum of another schema",
                        Parts.schemas("public", "billing"),
                        both("create schema billing; create type billing.mood as enum ('sad', 'ok')"),
                        before("create table account (v text default 'ok'); insert into account values ('sad')"),
                        after("create table account (v billing.mood default 'ok')"),
                        expect("~ column account.v text default 'ok'::text -> billing.mood default 'ok'::billing.mood"),
                        then("select v from account", "sad"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a schema with an odd name comes",
                        Parts.schemas("public", "My \"Schema\""),
                        after(
                                "create schema \"My \"\"Schema\"\"\"; create table \"My \"\"Schema\"\"\".t (id serial primary key)"),
                        expect(
                                "+ schema \"My \"\"Schema\"\"\"",
                                "+ sequence \"My \"\"Schema\"\"\".t_id_seq integer start 1 increment 1",
                                "+ table \"My \"\"Schema\"\"\".t (1 columns)",
                                "+ sequence owner \"My \"\"Schema\"\"\".t.\"\"\"My \"\"\"\"Schema\"\"\"\"\"\".t_id_seq\" column id")),
                row(
                        "what lies in a schema that is not managed is nobody's business",
                        before("create schema elsewhere; create table elsewhere.t (id integer)"),
                        same()));
    }

    @TestFactory
    Stream<DynamicTest> collations() throws Exception {
        return Changes.prove(
                row(
                        "a collation comes",
                        before("create table account (v text); insert into account values ('a')"),
                        after("create table account (v text collate \"POSIX\")"),
                        expect("~ column account.v text -> text collate \"POSIX\"")),
                row(
                        "a collation goes",
                        before("create table account (v text collate \"POSIX\"); insert into account values ('a')"),
                        after("create table account (v text)"),
                        expect("~ column account.v text collate \"POSIX\" -> text")),
                row(
                        "a collation changes under an index and a default",
                        before(
                                "create table account (v text collate \"POSIX\" default 'x'); insert into account values ('a'); create index i on account (v)"),
                        after("create table account (v text collate \"C\" default 'x'); create index i on account (v)"),
                        expect("~ column account.v text collate \"POSIX\" -> text collate \"C\"")),
                row(
                        "a collation of another schema comes",
                        both("create schema lib; create collation lib.plain from \"C\""),
                        before("create table account (v text); insert into account values ('a')"),
                        after("create table account (v text collate lib.plain)"),
                        expect("~ column account.v text -> text collate lib.plain")));
    }
}
