package dev.aludel.postgres.changes;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.postgres.changes.Definitions.Case;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is in the way of a change of a table goes before it and comes again as it was, with all that is said about it. */
class InTheWayTest {

    private static final String TABLES = """
            create table account (id integer constraint account_pkey primary key, name text, owner text, v integer not null);
            create table extra.other (id integer primary key, account_id integer);
            insert into account values (1, 'a', 'b', 3);""";

    private static final String RETYPED = "alter table account alter v type bigint";

    /** It rests on the column, whose type changes. */
    private static Case retyped(String name, String sql) {
        return Case.of(name, TABLES + sql, "", RETYPED);
    }

    /** The same, where the server itself refuses to change the type. */
    private static Case inTheWay(String name, String sql) {
        return Case.of(name, TABLES, sql, RETYPED + ";" + sql);
    }

    @TestFactory
    Stream<DynamicTest> ofAColumnWhoseTypeChanges() throws Exception {
        return Definitions.prove(
                inTheWay("a view on a view", """
                        create view v1 with (security_barrier) as select id, v + 1 as v2 from account;
                        create view v2 as select v1.id as n from v1 join extra.other o on o.id = v1.id;
                        create view extra.v3 as select * from v2;
                        comment on view v2 is 'v2'; comment on column v1.v2 is 'c'"""),
                inTheWay("a materialized view with indexes", """
                        create materialized view m as select id, v from account;
                        create unique index m_id on m (id); create index m_v on m (v) where v > 1;
                        create view v as select * from m;
                        comment on index m_id is 'i'; comment on column m.v is 'v'"""),
                inTheWay("a trigger of the column", """
                        create function f() returns trigger language plpgsql as 'begin return new; end';
                        create trigger t before update of v on account for each row execute function f();
                        create trigger w after update on account for each row when (old.v <> new.v) execute function f();
                        alter table account disable trigger t; comment on trigger t on account is 't'"""),
                inTheWay("a trigger of a view", """
                        create function f() returns trigger language plpgsql as 'begin return new; end';
                        create view v as select id, v from account;
                        create trigger t instead of insert on v for each row execute function f();
                        comment on trigger t on v is 't'"""),
                inTheWay("rules", """
                        create view v as select id, v from account;
                        create rule r as on insert to v do instead insert into account (id, v) values (new.id, new.v);
                        create rule log as on update to extra.other do also update account set v = 1 where id = new.id;
                        comment on rule r on v is 'r'"""),
                inTheWay("policies", """
                        create policy p on account using (v > 1) with check (v > 2);
                        create policy q on extra.other using (account_id in (select a.id from account a where a.v > 1));
                        comment on policy p on account is 'p'"""),
                inTheWay("statistics", """
                        create statistics s (dependencies) on v, id from account;
                        create statistics e on (v + 1) from account;
                        comment on statistics s is 's'"""),
                inTheWay("a function with a body of the SQL standard", """
                        create function f() returns bigint language sql begin atomic select sum(v) from account; end;
                        create view w as select f() as f;
                        comment on function f() is 'f'"""),
                inTheWay("a function that takes a row", """
                        create function f(account) returns integer language sql as 'select 1';
                        create function g(a account) returns integer language sql return a.v;
                        create view w as select f(account) as f, g(account) as g from account"""),
                inTheWay("a publication of rows", "create publication p for table account (id, v) where (v > 1)")
                        .since(15),
                inTheWay("a publication", "create publication p for table account"),
                inTheWay("a function of a table's type in a check, an index and a default", """
                        create function one() returns integer language sql immutable return 1;
                        create function f(account) returns integer language sql immutable return 1;
                        alter table account alter id set default one();
                        alter table account add constraint c check (f(account) > 0);
                        create index i on account (one(), f(account))"""));
    }

    @TestFactory
    Stream<DynamicTest> ofOtherThings() throws Exception {
        return Definitions.prove(
                Case.of(
                        "a view that groups by the key",
                        TABLES,
                        "create view g as select id, name, count(*) as n from account group by id; comment on view g is 'g'",
                        "create view g as select id, max(name) as name, count(*) as n from account group by id;"
                                + "alter table account drop constraint account_pkey"),
                Case.of(
                        "a view that groups by a key that is replaced",
                        TABLES,
                        "create view g as select id, name, count(*) as n from account group by id; comment on view g is 'g'",
                        "alter table account drop constraint account_pkey, add constraint account_pkey primary key (id)"
                                + " deferrable; create view g as select 1 as id"),
                Case.of("a renamed column and table", TABLES, """
                                create view v as select id, v as x, a.name from account a;
                                create view w as select x from v;
                                create rule r as on update to v do instead nothing;
                                create policy p on account using (v > 1);
                                create statistics s on v, name from account;
                                create function g(a account) returns integer language sql return a.v;
                                comment on column v.x is 'x'; comment on view w is 'w'""", """
                                alter table account rename v to amount; alter table account rename to customer;
                                create view v as select id, amount as x, a.name from customer a;
                                create view w as select x from v;
                                create rule r as on update to v do instead nothing;
                                create policy p on customer using (amount > 1);
                                create statistics s on amount, name from customer;
                                create function g(a customer) returns integer language sql return a.amount;
                                comment on column v.x is 'x'; comment on view w is 'w'""")
                        .renaming(
                                RenameHints.none().table("account", "customer").column("customer", "v", "amount")),
                Case.of(
                        "a view whose column is gone",
                        TABLES,
                        "create view v as select id, name from account; create view w as select * from v",
                        "alter table account drop name; create view v as select id, 1 as name from account;"
                                + "create view w as select * from v"),
                Case.of("another body of a function that much rests on", TABLES, """
                        create function f(integer) returns integer language sql immutable as 'select 1';
                        create view v as select f(v) as f from account;
                        alter table account add constraint c check (f(v) > 0); create index i on account (f(v));
                        alter table account alter v set default f(2);
                        alter table account add g integer generated always as (f(id)) stored""", """
                        create function f(integer) returns integer language sql immutable cost 7 as 'select 2';
                        create view v as select f(v) as f from account;
                        alter table account add constraint c check (f(v) > 0); create index i on account (f(v));
                        alter table account alter v set default f(2);
                        alter table account add g integer generated always as (f(id)) stored"""),
                Case.of("another result of a function that much rests on", TABLES, """
                        create function f(integer) returns integer language sql immutable as 'select 1';
                        create view v as select f(v) as f from account;
                        alter table account add constraint c check (f(v) > 0); create index i on account (f(v));
                        create function t() returns trigger language plpgsql as 'begin return new; end';
                        create trigger t before insert on account for each row when (f(new.v) > 0) execute function t()""", """
                        create function f(integer) returns bigint language sql immutable as 'select 2';
                        create view v as select f(v) as f from account;
                        alter table account add constraint c check (f(v) > 0); create index i on account (f(v));
                        create function t() returns trigger language plpgsql as 'begin return new; end';
                        create trigger t before insert on account for each row when (f(new.v) > 0) execute function t()"""),
                Case.of("tables and functions that need each other", "", "", """
                        create table account (id integer primary key, v integer);
                        create function f(account) returns integer language sql immutable return $1.v;
                        alter table account add constraint c check (f(account) > 0);
                        create index i on account (f(account));
                        create table history (id integer primary key, a account);
                        create function h(history) returns account language sql return $1.a;
                        create function made() returns integer language sql as 'select count(*)::integer from account';
                        alter table account alter v set default made();
                        create view v as select f(a) as f, (h(x)).id from account a, history x"""),
                Case.of("a type in tables and functions", "", "", """
                        create type mood as enum ('a', 'b');
                        create type span as range (subtype = integer);
                        create table t (m mood, s span, ms mood[]);
                        create function f(mood, span) returns mood language sql immutable return $1;
                        create function f(t) returns span language sql immutable return $1.s;
                        alter table t add constraint c check (f(m, s) = 'a')"""),
                Case.of(
                        "an enum that loses a value, under a view and a function",
                        "create table t (id integer);",
                        """
                        create type mood as enum ('a', 'b', 'c');
                        alter table t add m mood;
                        create view v as select m, 'a'::mood as n from t;
                        create function f(mood) returns mood language sql immutable return $1;
                        create function g(mood) returns text language plpgsql as 'begin return $1; end'""",
                        """
                        create type mood as enum ('a', 'b');
                        alter table t add m mood;
                        create view v as select m, 'a'::mood as n from t;
                        create function f(mood) returns mood language sql immutable return $1;
                        create function g(mood) returns text language plpgsql as 'begin return $1; end'"""));
    }
}
