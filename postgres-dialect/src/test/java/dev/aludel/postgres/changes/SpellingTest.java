package dev.aludel.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.schema.About;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody wrote, and what the server made of it, is one; what says something else is not. */
@TestInstance(Lifecycle.PER_CLASS)
class SpellingTest {

    private static final List<String> SCHEMAS = List.of("public", "extra");

    private static final List<String> THINGS = SqlTokens.statements("""
            create schema extra;
            create table account (id bigint primary key, name varchar(80), owner text, kind integer, at timestamptz);
            create table extra.item (id bigint primary key, account_id bigint, price numeric(10,2));
            create type mood as enum ('sad', 'ok');
            create function f() returns trigger language plpgsql as 'begin return new; end';
            create function e() returns event_trigger language plpgsql as 'begin end'""");

    private Side live;

    @BeforeAll
    void open() throws Exception {
        live = Side.open();
    }

    @AfterAll
    void close() throws Exception {
        live.close();
    }

    private List<String> difference(String before, String wanted) throws Exception {
        var statements = new ArrayList<>(THINGS);
        statements.addAll(SqlTokens.statements(before));
        live.load(SCHEMAS, statements);
        var objects = new ArrayList<SchemaObject>();
        for (SchemaObject object : live.read(SCHEMAS).objects()) {
            boolean definition = object instanceof SqlObject || object instanceof About;
            if (!definition || List.of("f()", "e()").contains(object.id().name().local())) {
                objects.add(object);
            }
        }
        objects.addAll(live.dialect.definitions(wanted));
        return Difference.between(live, SchemaModel.of(objects), SCHEMAS, RenameHints.none())
                .lines();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create view v as select id, name from account where id>1 and (name is not null)",
                "create or replace view v (a, b) as select id, upper(name) from account",
                "CREATE VIEW public.v AS SELECT a.*, i.price FROM public.account a JOIN extra.item i ON i.account_id = a.id -- x",
                "create view v with (security_barrier) as select id from account where kind in (1, 2, 3) with local check option",
                "create view v as select count(*) filter (where kind > 1) n, max(at) over (partition by 1) from account group by at",
                "create view v as select distinct on (kind) id, name from account order by kind, id limit 10",
                "create view v as with recursive r as (select 1 as n union all select n+1 from r where n < 10) select * from r",
                "create recursive view v (n) as values (1) union all select n+1 from v where n < 9",
                "create view v as select id, case when kind = 1 then 'a' else 'b' end k, kind::text || 'x' y from account",
                "create view v as select id, (select count(*) from extra.item i where i.account_id = account.id) from account",
                "create view v as select now() as t, current_user u, interval '1 day' i, date '2020-01-01' d",
                "create view v as select id from account union select id from extra.item except select 1",
                "create view v as select * from account natural join (select id, price from extra.item) as x",
                "create view v as select id from account where name like 'a%' and owner <> all (array['x', 'y'])",
                "create view v as select * from (values (1, 'a'), (2, 'b')) as t (x, y)",
                "create materialized view v as select id, name from account with data; create unique index i on v (id);"
                        + "create index j on v using btree (lower(name) desc nulls last) where id > 1",
                "create materialized view if not exists v with (fillfactor = 70) as select 1 as one with no data",
                "create view v as select id from account; create view w as select v.id from v; comment on view w is 'it''s'",
                "create function g(a int, b varchar default 'x') returns int as $$ select 1 $$ language sql immutable strict",
                "create function g(int4, out x text, out y int8) language plpgsql as 'begin x := ''a''; end' volatile cost 100",
                "create or replace function public.g(a mood, variadic b double precision[]) returns table (x float8) language 'sql'"
                        + " stable parallel safe rows 10 set search_path to public, extra security definer as $x$select 1.0::float8$x$",
                "create function g(a account) returns timestamp with time zone language sql returns null on null input return a.at",
                "create function g() returns void language sql begin atomic insert into extra.item (id) values (1); end",
                "create function g(character varying(20)) returns setof account language sql as 'select * from account'",
                "create procedure p(inout a int, b text = 'q') language plpgsql as $$begin null; end$$",
                "create function s(integer, integer) returns integer language sql immutable as 'select $1';"
                        + "create aggregate total(int) (sfunc = s, stype = int, initcond = '0')",
                "create trigger t after update of name, kind or insert on account for each row"
                        + " when (new.name is not null and (new.kind > 1)) execute procedure f('a')",
                "create trigger t before truncate on public.account execute function f()",
                "create or replace trigger t before delete or insert on account for row execute function public.f()",
                "create constraint trigger t after insert on account not deferrable initially immediate for each row"
                        + " execute function f()",
                "create rule r as on delete to account where old.id=1 do also insert into extra.item(id) values (old.id)",
                "create or replace rule r as on update to account do instead nothing",
                "create policy p on account as permissive for all to public using (owner = current_user and kind>1)",
                "create policy p on account for update using (id in (1, 2)) with check ((name = 'x'))",
                "create statistics s (dependencies, ndistinct) on name, owner from account",
                "create statistics if not exists s on (lower(name)), kind from public.account",
                "create event trigger t on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE') execute procedure e()",
                "create publication p for table account, extra.item",
                "create publication p for all tables with (publish = 'insert, update')",
                "create collation c (provider = icu, locale = 'de')",
                "create type r as range (subtype = float8)",
                "create foreign data wrapper w; create server s foreign data wrapper w options (host 'h');"
                        + "create foreign table ft (id int not null, t varchar(10)) server s"
            })
    void isNoDifference(String sql) throws Exception {
        assertThat(difference(sql, sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create view v as select id from account limit 10 => create view v as select id from account limit 20",
                "create view v as select id as a from account => create view v as select id as b from account",
                "create view v as select id from account union select 1 => create view v as select id from account union all select 1",
                "create view v as select * from (values (1), (2)) t (x) => create view v as select * from (values (1), (3)) t (x)",
                "create view v as select kind as k from account => create view v as select kind::bigint as k from account",
                "create view v as select id from account where kind > 1 => create view v as select id from account where kind >= 1",
                "create view v as select id from account => create view v with (security_barrier) as select id from account",
                "create function g() returns int language sql as 'select 1' => create function g() returns int language sql as 'select 2'",
                "create function g() returns int language sql as 'select 1' => create function g() returns int language sql stable as 'select 1'",
                "create trigger t before insert on account for each row execute function f() =>"
                        + " create trigger t before update on account for each row execute function f()",
                "create trigger t before update of name on account execute function f() =>"
                        + " create trigger t before update of kind on account execute function f()",
                "create policy p on account using (kind > 1) => create policy p on account using (kind > 2)",
                "create policy p on account using (kind > 1) => create policy p on account to current_user using (kind > 1)",
                "create publication p for table account => create publication p for table account, extra.item"
            })
    void isADifference(String pair) throws Exception {
        var sides = pair.split(" => ?");

        assertThat(difference(sides[0], sides[1])).isNotEmpty();
    }
}
