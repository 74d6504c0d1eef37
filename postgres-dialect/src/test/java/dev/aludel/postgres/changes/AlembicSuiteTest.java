package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Detection.detect;
import static dev.aludel.postgres.changes.Detection.mapped;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.mentions;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.since;

import dev.aludel.postgres.changes.Change.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Alembic's own tests of autogenerate ask, said anew: the live schema is their database, the wanted one their model. */
class AlembicSuiteTest {

    private static Stream<DynamicTest> prove(List<Change> rows) throws Exception {
        return Changes.prove(rows, (row, bench) -> bench.prove(row));
    }

    private static Change row(String name, Part... parts) {
        return detect(name, "", parts);
    }

    @TestFactory
    Stream<DynamicTest> modelOne() throws Exception {
        var row = row(
                "their reference model",
                before("""
                        create table "user" (id integer primary key, name varchar(50), a1 text, pw varchar(50));
                        create index pw_idx on "user" (pw);
                        create table address (id integer primary key, email_address varchar(100) not null);
                        create table "order" (order_id integer primary key, amount numeric(8,2) not null default 0,
                          constraint ck_order_amount check (amount >= 0));
                        create table extra (x char, uid integer references "user");
                        insert into "user" values (1, 'ed', null, 'secret'); insert into address values (1, 'ed@x');
                        insert into "order" values (1, 2); insert into extra values ('x', 1)"""),
                mapped("""
                        @Entity @Table(name = "`user`") class User { @Id Integer id; @Column(length = 50, nullable = false) String name;
                          @Column(columnDefinition = "text") @ColumnDefault("'x'") String a1; }
                        @Entity @Table(name = "address", uniqueConstraints = @UniqueConstraint(name = "uq_email", columnNames = "email_address"))
                        class Address { @Id Integer id; @Column(name = "email_address", length = 100, nullable = false) String email;
                          @Column(length = 50) String street; }
                        @Check(name = "ck_order_amount", constraints = "amount > -1")
                        @Entity @Table(name = "`order`") class Order { @Id @Column(name = "order_id") Integer id;
                          @Column(precision = 10, scale = 2) @ColumnDefault("0") BigDecimal amount;
                          @ManyToOne @JoinColumn(name = "user_id", foreignKey = @ForeignKey(name = "fk_user")) User user; }
                        @Entity @Table(name = "item") class Item { @Id Integer id; @Column(length = 100) String description;
                          @ManyToOne @JoinColumn(name = "order_id", foreignKey = @ForeignKey(name = "fk_order")) Order order; }"""),
                after("""
                        create table "user" (id integer primary key, name varchar(50) not null, a1 text default 'x');
                        create table address (id integer primary key, email_address varchar(100) not null, street varchar(50),
                          constraint uq_email unique (email_address));
                        create table "order" (order_id integer primary key, amount numeric(10,2) default 0,
                          user_id integer constraint fk_user references "user", constraint ck_order_amount check (amount > -1));
                        create table item (id integer primary key, description varchar(100),
                          order_id integer constraint fk_order references "order")"""),
                expect(
                        "- foreign key extra.extra_uid_fkey (uid) -> user (id)",
                        "- index user.pw_idx (pw)",
                        "- check order.ck_order_amount (amount >= (0)::numeric)",
                        "+ table item (3 columns)",
                        "+ column address.street varchar(50)",
                        "+ column order.user_id integer",
                        "~ column order.amount numeric(8,2) not null -> numeric(10,2)",
                        "~ column user.a1 text -> text default 'x'",
                        "~ column user.name varchar(50) -> varchar(50) not null",
                        "+ unique address.uq_email (email_address)",
                        "+ check order.ck_order_amount (amount > -1)",
                        "+ foreign key item.fk_order (order_id) -> order (order_id)",
                        "+ foreign key order.fk_user (user_id) -> user (id)",
                        "- column user.pw varchar(50)",
                        "- table extra (2 columns)"));
        Mapped.entitiesOf(List.of(row));
        return prove(List.of(row));
    }

    /** An index on those keys, before and after, on a table that has rows. */
    private static Change index(String table, String from, String to, Part... parts) {
        return row(
                from + " becomes " + to,
                both(table),
                before("create index exp_index on t " + from),
                after("create index exp_index on t " + to),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    private static final String KEYS =
            "create table t (id integer, x integer, y integer, q varchar(100), z integer, ff double precision, w text);"
                    + "insert into t values (1, 1, 1, 'q', 1, 1, 'w'), (2, null, null, null, null, null, null);";

    @TestFactory
    Stream<DynamicTest> expressionsThatDiffer() throws Exception {
        String[][] pairs = {
            {"(y, lower(w))", "(lower(w))"},
            {"(y, lower(w))", "(lower(w), y)"},
            {"(lower(w))", "(lower(q))"},
            {"(z, lower(w))", "(y, lower(w))"},
            {"(lower(w))", "(y, lower(w))"},
            {"(upper(w))", "(lower(w))"},
            {"(y, (ff + 1))", "(y, (ff + 3))"},
            {"(lower(w))", "(lower(w || q))"},
            {"((z + 3))", "((z * 3))"},
            {"(lower(w), q, (w || '42'))", "(q, lower(w), (w || '42'))"},
            {"(lower(w), (z + 42))", "((z + 42), lower(q))"},
            {"((ff + 42))", "((42 + ff))"},
            {"(coalesce(z, -1))", "(coalesce(q, '-1'))"},
            {"((y::bigint))", "((x::bigint))"},
            {"(lower(w))", "(lower(w) desc)"},
            {"(y)", "(y desc)"},
            {"(y, lower(w))", "(y nulls first, lower(w))"},
            {"(y, lower(w))", "(y, lower(w) nulls first)"},
            {"(y asc, lower(w))", "(y desc, lower(w))"},
            {"(y desc, lower(w))", "(y asc, lower(w))"},
            {"(y asc nulls last, lower(w))", "(y desc nulls last, lower(w))"},
            {"(y desc nulls last, lower(w))", "(y desc nulls first, lower(w))"},
            {"(y nulls first, lower(w))", "(y desc, lower(w))"},
            {"(x nulls first, lower(w))", "(x nulls last, lower(w))"},
            {"(x nulls last, lower(w))", "(x nulls first, lower(w))"},
            {"(x nulls first, y nulls last)", "(y nulls first, x nulls last)"}
        };
        var rows = new ArrayList<Change>();
        for (String[] pair : pairs) {
            rows.add(index(KEYS, pair[0], pair[1], mentions("+ index t.exp_index")));
        }
        return prove(rows);
    }

    @TestFactory
    Stream<DynamicTest> expressionsThatAreTheSame() throws Exception {
        String[][] pairs = {
            {"(lower(w))", "(lower(w) asc)"},
            {"(lower(w))", "(lower(w) nulls last)"},
            {"(lower(w))", "(lower(w) asc nulls last)"},
            {"(lower(w) desc)", "(lower(w) desc nulls first)"},
            {"(z nulls last)", "(z)"},
            {"(z asc)", "(z)"},
            {"(z asc nulls first)", "(z nulls first)"},
            {"(z asc nulls last)", "(z)"},
            {"(z desc nulls first)", "(z desc)"},
            {"(z desc nulls last)", "(z desc nulls last)"},
            {"((ff+42))", "((ff + 42))"},
            {"((z::bigint))", "(cast(z as bigint))"}
        };
        var rows = new ArrayList<Change>();
        for (String[] pair : pairs) {
            rows.add(index(KEYS, pair[0], pair[1], same()));
        }
        return prove(rows);
    }

    private static final String DOCS =
            "create table t (aa integer[], jb jsonb, not_jsonb_path_ops integer); insert into t values ('{1}', '{\"a\": 1}', 1);";

    @TestFactory
    Stream<DynamicTest> expressionsOfPostgres() throws Exception {
        String[][] pairs = {
            {"((jb['foo']))", "((jb['bar']))"},
            {"((jb['foo']))", "((jb['not_jsonb_path_ops']))"},
            {"((jb['not_jsonb_path_ops']))", "((jb['foo']))"},
            {"(aa)", "(not_jsonb_path_ops)"},
            {"(not_jsonb_path_ops)", "(aa)"},
            {"using gin ((jb -> 'foo') jsonb_path_ops)", "using gin ((jb -> 'bar') jsonb_path_ops)"},
            {"((jb ->> 'foo'))", "((jb ->> 'bar'))"},
            {"(((jb ->> 'foo')::integer))", "(((jb ->> 'bar')::integer))"},
            {"((jb -> 'x'))", "((jb -> 'y'))"},
            {"using gin (jb)", "using gin (jb jsonb_path_ops)"}
        };
        var rows = new ArrayList<Change>();
        for (String[] pair : pairs) {
            rows.add(index(DOCS, pair[0], pair[1], mentions("+ index t.exp_index")));
        }
        rows.add(index(DOCS, "((jb->'x'))", "((jb -> 'x'))", same()));
        rows.add(index(DOCS, "(cast(jb -> 'x' as integer))", "(((jb -> 'x')::integer))", same()));
        return prove(rows);
    }

    @TestFactory
    Stream<DynamicTest> nullsNotDistinct() throws Exception {
        var rows = new ArrayList<Change>();
        String[][] kinds = {
            {
                "create unique index u on t (id, x)",
                "create unique index u on t (id, x) nulls distinct",
                "create unique index u on t (id, x) nulls not distinct"
            },
            {
                "alter table t add constraint u unique (id, x)",
                "alter table t add constraint u unique nulls distinct (id, x)",
                "alter table t add constraint u unique nulls not distinct (id, x)"
            }
        };
        for (String[] kind : kinds) {
            String what = kind[0];
            String distinct = kind[1];
            String not = kind[2];
            for (String each : kind) {
                rows.add(row("added: " + each, since(15), both(KEYS), after(each), mentions("t.u ")));
                rows.add(row("removed: " + each, since(15), both(KEYS), before(each), mentions("t.u ")));
                rows.add(row("unchanged: " + each, since(15), both(KEYS), both(each), same()));
            }
            rows.add(row("toggled: " + what, since(15), both(KEYS), before(what), after(not), mentions("+ ")));
            rows.add(row("toggled back: " + what, since(15), both(KEYS), before(not), after(what), mentions("+ ")));
            rows.add(row("said or not: " + what, since(15), both(KEYS), before(what), after(distinct), same()));
        }
        return prove(rows);
    }

    private static Change type(String from, String to, Part outcome) {
        return row(
                from + " and " + to,
                before("create table t (v " + from + ")"),
                after("create table t (v " + to + ")"),
                outcome);
    }

    @TestFactory
    Stream<DynamicTest> types() throws Exception {
        String[][] differing = {
            {"varchar(30)", "varchar(40)"},
            {"varchar(30)", "integer"},
            {"text", "varchar(255)"},
            {"numeric(10,5)", "numeric(10,6)"},
            {"numeric(10)", "numeric(10,5)"},
            {"numeric(10,5)", "numeric(12,5)"},
            {"numeric(10,5)", "timestamp"},
            {"bigint", "smallint"},
            {"integer", "varchar(10)"},
            {"varchar(10)", "integer"},
            {"char(1)", "varchar(1)"},
            {"timestamp", "timestamptz"},
            {"timestamptz", "timestamp"},
            {"integer", "numeric(8,0)"},
            {"numeric(8,0)", "numeric(8,2)"}
        };
        var rows = new ArrayList<Change>();
        for (String[] pair : differing) {
            rows.add(type(pair[0], pair[1], mentions("~ column t.v")));
        }
        for (String same : List.of(
                "integer",
                "char(3)",
                "varchar(32)",
                "text",
                "double precision",
                "numeric",
                "numeric(10,2)",
                "timestamp",
                "timestamptz",
                "boolean",
                "bigint",
                "smallint",
                "date",
                "bytea",
                "json",
                "jsonb",
                "uuid")) {
            rows.add(type(same, same, same()));
        }
        return prove(rows);
    }

    @TestFactory
    Stream<DynamicTest> defaults() throws Exception {
        var rows = new ArrayList<Change>();
        String[][] values = {
            {"text", "''"},
            {"text", "'hi'"},
            {"interval", "'14 days'"},
            {"uuid", "gen_random_uuid()"},
            {"integer[]", "(ARRAY[]::integer[])"},
            {"timestamp", "TIMEZONE('utc', CURRENT_TIMESTAMP)"},
            {"integer", "5"},
            {"integer", "'5'"},
            {"double precision", "'5.2'"},
            {"double precision", "5"},
            {"numeric", "'5.0'"},
            {"text", "'has '' quote'"},
            {"text", "'//slash'"},
            {"text", "substring('name', 1, 3)"},
            {"timestamp", "(now())"}
        };
        for (String[] value : values) {
            rows.add(type(value[0] + " default " + value[1], value[0] + " default " + value[1], same()));
        }
        rows.add(
                type("varchar default 'some default'", "varchar default 'some new default'", mentions("~ column t.v")));
        rows.add(type("text default '//slash'", "text default 's//l//ash'", mentions("~ column t.v")));
        rows.add(type("integer default 15", "integer default 20", mentions("~ column t.v")));
        rows.add(row(
                "nextval on a column that is no key",
                both("create sequence s; create table t (id integer primary key, v bigint default nextval('s'))"),
                same()));
        rows.add(row(
                "serial in a schema of its own",
                change -> change.schemas = List.of("public", "s"),
                both("create schema s; create table s.t (id serial primary key)"),
                same()));
        return prove(rows);
    }

    @TestFactory
    Stream<DynamicTest> schemas() throws Exception {
        Part managed = change -> change.schemas = List.of("public", "s");
        Part s = both("create schema s;");
        return prove(List.of(
                row(
                        "tables here and there come and go",
                        managed,
                        s,
                        before(
                                "create table t1 (x integer); create table s.t2 (y integer); create table t6 (x integer); create table s.t7 (x integer)"),
                        after(
                                "create table t3 (x integer); create table s.t4 (y integer); create table s.t6 (x integer); create table t7 (x integer)"),
                        mentions("+ table s.t6")),
                row(
                        "the first schema said or not",
                        managed,
                        s,
                        before("create table a (x integer)"),
                        after("create table public.a (x integer)"),
                        same()),
                row(
                        "the same name in another schema comes",
                        managed,
                        s,
                        both("create table a (x integer)"),
                        after("create table s.a (y integer)"),
                        expect("+ table s.a (1 columns)")),
                row(
                        "the same name in the first schema comes",
                        managed,
                        s,
                        both("create table s.a (y integer)"),
                        after("create table a (x integer)"),
                        expect("+ table a (1 columns)")),
                row(
                        "an index in a schema comes",
                        managed,
                        s,
                        both("create table s.a (y integer)"),
                        after("create index i on s.a (y)"),
                        expect("+ index s.a.i (y)")),
                row(
                        "a unique constraint in a schema is there",
                        managed,
                        s,
                        both("create table s.a (y integer unique)"),
                        same())));
    }
}
