package dev.aludel.postgres.changes;

import dev.aludel.postgres.changes.Definitions.Case;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every kind of object that is its SQL comes and goes, exactly as somebody wrote it. */
class DefinitionsTest {

    private static final String THINGS = """
            create table account (id bigint primary key, name text not null, owner text, kind integer, "Odd c" integer);
            create table extra.other (id bigint primary key, account_id bigint);
            create type mood as enum ('sad', 'ok')""";

    private static Case comes(String name, String sql) {
        return Case.of(name, THINGS, "", sql);
    }

    @TestFactory
    Stream<DynamicTest> comeAndGo() throws Exception {
        return Definitions.prove(
                comes("a view with options", """
                        create view v with (security_barrier) as select id, name from account where id > 1 with check option;
                        comment on view v is 'it''s \\ a view'; comment on column v.name is 'a column';
                        create view extra.w as select a.id, o.account_id as "Odd c" from account a, extra.other o;
                        comment on column extra.w."Odd c" is 'odd'"""),
                comes("views whose columns have the names of views", """
                        create view status as select id as state, name as account_state from account;
                        create view state as select name as status, id as kind from account"""),
                comes(
                        "a recursive view",
                        "create recursive view v (n) as values (1) union all select n + 1 from v where n < 9"),
                comes("materialized views", """
                        create materialized view v with (fillfactor = 70) as select id, name from account;
                        create unique index v_id on v (id);
                        create index "V name" on v (lower(name)) where id > 2;
                        comment on index v_id is 'an index'; comment on materialized view v is 'a view';
                        comment on column v.id is 'a column';
                        create materialized view extra.w as select * from v with no data;
                        create index w_id on extra.w (id)"""),
                comes("functions", """
                        create function f(a integer, b text default 'x', out c text) language sql immutable as 'select b';
                        create function f(a text) returns integer language plpgsql set search_path = public
                          as $$ begin return 1; -- upgrade
                          end $$;
                        create function f() returns setof account language sql as 'select * from account';
                        create function g(account) returns text language sql stable return $1.name;
                        create function extra.h(m mood, ms mood[]) returns table (x integer, y text) language sql
                          begin atomic select 1 as a, 'a;b' as b; select case when m = 'ok' then 2 else 3 end as a, 'c' as b; end;
                        create function "Odd (name" (integer) returns integer language sql as 'select 1';
                        create function v(variadic a integer[]) returns integer language sql as 'select 1';
                        comment on function f(integer, text) is 'f';
                        comment on function "Odd (name"(integer) is 'odd'"""),
                comes("functions that call each other", """
                        create function a(integer) returns integer language sql return $1 + 1;
                        create function a(text) returns integer language sql return a($1::integer);
                        create function b(integer) returns integer language sql return a($1::text);
                        create view v as select b(1) as a, a('1') as b;
                        create function c() returns bigint language sql begin atomic select count(*) from v; end;
                        create view w as select c()"""),
                comes("procedures", """
                        create procedure p(a integer, inout b text) language plpgsql as 'begin b := 1; end';
                        create procedure p() language sql begin atomic delete from account; insert into account values (1, 'a'); end;
                        comment on procedure p() is 'p'"""),
                comes("aggregates", """
                        create function step(state integer, value integer) returns integer language sql immutable return state + value;
                        create function done(state integer) returns text language sql immutable return state::text;
                        create aggregate total(integer) (sfunc = step, stype = integer, initcond = '0', finalfunc = done,
                          combinefunc = int4pl, parallel = safe, sspace = 8);
                        create aggregate lines(*) (sfunc = int8inc, stype = bigint, initcond = '0');
                        create function os(internal, "any") returns internal language internal as 'ordered_set_transition';
                        create aggregate pct(float8 order by anyelement) (sfunc = ordered_set_transition, stype = internal,
                          finalfunc = percentile_disc_final, finalfunc_extra);
                        comment on aggregate total(integer) is 'a'; comment on aggregate lines(*) is 'b'"""),
                comes("triggers", """
                        create function f() returns trigger language plpgsql as 'begin return new; end';
                        create trigger t before update of name, kind on account for each row
                          when (old.name is distinct from new.name) execute function f();
                        create constraint trigger "C t" after insert on account deferrable initially deferred
                          for each row execute function f('a', 'b');
                        create trigger s after insert on extra.other referencing new table as n for each statement
                          execute function f();
                        create view v as select * from account;
                        create trigger i instead of insert on v for each row execute function f();
                        alter table account disable trigger t; alter table extra.other enable always trigger s;
                        comment on trigger t on account is 't'"""),
                Case.of("triggers of a partitioned table", """
                        create function f() returns trigger language plpgsql as 'begin return new; end';
                        create table log (at date) partition by range (at);
                        create table log_1 partition of log for values from ('2020-01-01') to ('2021-01-01')""", "", """
                        create trigger t before insert on log for each row execute function f();
                        create trigger own after insert on log_1 for each row execute function f()"""),
                comes("rules", """
                        create rule r as on delete to account where old.id = 1 do instead nothing;
                        create view v as select id, name from account;
                        create rule "Upd" as on update to v do instead (update account set name = new.name where id = old.id;
                          insert into extra.other values (new.id));
                        alter table account disable rule r;
                        comment on rule r on account is 'r'"""),
                comes("policies", """
                        create policy p on account for select to public using (owner = current_user);
                        create policy q on account as restrictive using (id in (select account_id from extra.other)) with check (id > 0);
                        create policy "Ins" on extra.other for insert with check (account_id > 0);
                        comment on policy p on account is 'p'"""),
                comes("statistics", """
                        create statistics s (ndistinct, mcv) on name, owner from account;
                        create statistics extra.e on lower(name), kind from account;
                        alter statistics s set statistics 50;
                        comment on statistics s is 's'"""),
                comes("an event trigger", """
                        create function f() returns event_trigger language plpgsql as 'begin end';
                        create event trigger f on ddl_command_start when tag in ('CREATE DOMAIN', 'DROP CAST') execute function f();
                        comment on event trigger f is 'e'; alter event trigger f disable"""),
                comes("publications", """
                        create publication account for table account, extra.other;
                        create publication al for all tables with (publish = 'insert, truncate');
                        create publication none with (publish_via_partition_root);
                        comment on publication none is 'n'"""),
                comes("publications of columns, rows and schemas", """
                        create publication p for table account (id, name) where (id > 1), table extra.other;
                        create publication s for tables in schema extra, table account;
                        create publication h for tables in schema public""").since(15),
                comes(
                                "publications of generated columns",
                                "create publication p for table account with (publish_generated_columns = stored)")
                        .since(18),
                comes("collations", """
                        create collation c (locale = 'C');
                        create collation extra.icu (provider = icu, locale = 'de', deterministic = false);
                        comment on collation c is 'c'"""),
                comes("range types", """
                        create function diff(a integer, b integer) returns float8 language sql immutable return a - b;
                        create type r as range (subtype = integer, subtype_diff = diff, multirange_type_name = "Rs");
                        create type extra.t as range (subtype = text, collation = "C");
                        create table ranges (r r, rs "Rs", t extra.t[]);
                        comment on type r is 'r'"""),
                comes("operators and casts", """
                        create function same(account, account) returns boolean language sql immutable return $1.id = $2.id;
                        create operator === (function = same, leftarg = account, rightarg = account, commutator = ===);
                        create function text_of(account) returns text language sql immutable return $1.name;
                        create cast (account as text) with function text_of(account) as assignment;
                        create view v as select a === b as x from account a, account b;
                        comment on operator === (account, account) is 'o'; comment on cast (account as text) is 'c'"""),
                comes("text search", """
                        create text search dictionary d (template = snowball, language = 'english', stopwords = 'english');
                        create text search configuration c (parser = default);
                        alter text search configuration c add mapping for asciiword, word with d, simple;
                        comment on text search dictionary d is 'd'; comment on text search configuration c is 'c'"""),
                comes("foreign data", """
                        create foreign data wrapper w options (a 'b');
                        create server s type 'x' version '1' foreign data wrapper w options (host 'it''s');
                        create user mapping for public server s options ("user" 'u');
                        create foreign table ft (id integer options (column_name 'i') not null default 1, t text collate "C",
                          constraint k check (id > 0)) server s options (table_name 't');
                        create view v as select * from ft;
                        comment on server s is 's'; comment on foreign table ft is 'ft'; comment on column ft.id is 'id'"""));
    }
}
