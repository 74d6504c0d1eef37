package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Detection.detect;
import static dev.aludel.postgres.changes.Detection.mapped;
import static dev.aludel.postgres.changes.Detection.table;
import static dev.aludel.postgres.changes.Detection.with;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.schemas;
import static dev.aludel.postgres.changes.Parts.searchPath;

/** Tables, columns and the schemas they are in. */
final class DetectTables {

    private DetectTables() {}

    private static final String T = "create table t (id bigint primary key, v varchar(50));";
    private static final String ROW = "insert into t values (1, 'a');";
    private static final String V = "@Column(length = 50) String v;";

    static Detection tables() {
        return new Detection(
                "Tables and columns",
                detect(
                        "a table is added",
                        "yes",
                        before(T + ROW),
                        mapped(table("", V) + "@Entity @Table(name = \"u\") class U { @Id Long id; }"),
                        after(T + "create table u (id bigint primary key)"),
                        expect("+ table u (1 columns)")),
                detect(
                        "a table is removed",
                        "yes",
                        before(T + ROW + "create table u (id bigint primary key); insert into u values (1)"),
                        with(V),
                        after(T),
                        expect("- table u (1 columns)")),
                detect(
                        "a table is renamed, and a hint says so",
                        "adds and drops: data lost",
                        before(
                                "create table old (id bigint primary key, v varchar(50)); insert into old values (1, 'a')"),
                        with(V),
                        after(
                                "create table t (id bigint constraint old_id_not_null not null constraint old_pkey primary key, v varchar(50))"),
                        renames(hints -> hints.table("old", "t")),
                        expect("> table old -> t")),
                detect(
                        "a column is added",
                        "yes",
                        before("create table t (id bigint primary key); insert into t values (1)"),
                        with(V),
                        after(T),
                        expect("+ column t.v varchar(50)")),
                detect(
                        "a column is removed",
                        "yes",
                        before(T + "alter table t add w text;" + ROW),
                        with(V),
                        after(T),
                        expect("- column t.w text")),
                detect(
                        "a column is renamed, and a hint says so",
                        "adds and drops: data lost",
                        before(
                                "create table t (id bigint primary key, old varchar(50)); insert into t values (1, 'a')"),
                        with(V),
                        after(T),
                        renames(hints -> hints.column("t", "old", "v")),
                        expect("> column t.old -> v")),
                detect(
                        "columns stand in another order",
                        "silent",
                        before("create table t (v varchar(50), id bigint primary key); insert into t values ('a', 1)"),
                        with(V),
                        after(T),
                        same()),
                detect(
                        "a column becomes not null",
                        "yes",
                        before(T + ROW),
                        with("@Column(length = 50, nullable = false) String v;"),
                        after("create table t (id bigint primary key, v varchar(50) not null)"),
                        expect("~ column t.v varchar(50) -> varchar(50) not null")),
                detect(
                        "a column may be null",
                        "yes",
                        before("create table t (id bigint primary key, v varchar(50) not null);" + ROW),
                        with(V),
                        after(T),
                        expect("~ column t.v varchar(50) not null -> varchar(50)")),
                detect(
                        "a not null column without default comes to a table with rows",
                        "yes; fails, no hint",
                        before("create table t (id bigint primary key); insert into t values (1)"),
                        with("@Column(length = 50, nullable = false) String v;"),
                        after("create table t (id bigint primary key, v varchar(50) not null)"),
                        refusedBecause("contains null values"),
                        expect("+ column t.v varchar(50) not null")),
                detect(
                        "two tables point at each other",
                        "yes; fails",
                        before(T + ROW),
                        mapped(table("", V) + """
                                @Entity @Table(name = "hen") class Hen { @Id Long id;
                                  @ManyToOne @JoinColumn(name = "egg_id", foreignKey = @ForeignKey(name = "fk_egg")) Egg egg; }
                                @Entity @Table(name = "egg") class Egg { @Id Long id;
                                  @ManyToOne @JoinColumn(name = "hen_id", foreignKey = @ForeignKey(name = "fk_hen")) Hen hen; }"""),
                        after(T + """
                                create table hen (id bigint primary key, egg_id bigint);
                                create table egg (id bigint primary key, hen_id bigint constraint fk_hen references hen);
                                alter table hen add constraint fk_egg foreign key (egg_id) references egg"""),
                        expect(
                                "+ table egg (2 columns)",
                                "+ table hen (2 columns)",
                                "+ foreign key egg.fk_hen (hen_id) -> hen (id)",
                                "+ foreign key hen.fk_egg (egg_id) -> egg (id)")),
                detect(
                        "a table with everything is removed",
                        "yes; the way back loses half of it",
                        before(T + ROW + """
                                create type mood as enum ('sad', 'ok');
                                create table u (id integer primary key, m mood default 'ok', a text[], p varchar(20)[],
                                  n integer, g integer generated always as (n + 1) stored,
                                  constraint once unique (n) deferrable initially deferred, constraint k check (n > 0));
                                create index i on u (m desc, p desc nulls last) where n > 1;
                                comment on index i is 'i'; comment on table u is 'u'; comment on column u.m is 'm';
                                insert into u (id) values (1)"""),
                        after(T),
                        expect("- table u (6 columns, 1 indexes)", "- enum mood [sad, ok]")));
    }

    static Detection names() {
        return new Detection(
                "Schemas and names",
                detect(
                        "a table is in a schema that does not exist",
                        "yes; fails",
                        schemas("public", "s"),
                        before(T + ROW),
                        mapped(table("schema = \"s\"", V) + "@Entity @Table(name = \"t\") class U { @Id Long id; " + V
                                + " }"),
                        after(T + "create schema s; create table s.t (id bigint primary key, v varchar(50))"),
                        expect("+ schema s", "+ table s.t (2 columns)")),
                detect(
                        "a foreign key points into another schema",
                        "drops it",
                        schemas("public", "s"),
                        both("create schema s; create table s.u (id bigint primary key); insert into s.u values (1);"),
                        before(
                                "create table t (id bigint primary key, u_id bigint constraint fk references s.u); insert into t values (1, 1)"),
                        mapped(table(
                                        "",
                                        "@ManyToOne @JoinColumn(name = \"u_id\", foreignKey = @ForeignKey(name = \"fk\")) U u;")
                                + "@Entity @Table(name = \"u\", schema = \"s\") class U { @Id Long id; }"),
                        after("create table t (id bigint primary key, u_id bigint constraint fk references s.u)"),
                        same()),
                detect(
                        "the search path is s, public and entities say schema s",
                        "reports it each time",
                        schemas("s"),
                        searchPath("s, public"),
                        both("""
                                create schema s; create table s.u (id bigint primary key);
                                create table s.t (id bigint primary key, u_id bigint constraint fk references s.u)"""),
                        mapped(table(
                                        "schema = \"s\"",
                                        "@ManyToOne @JoinColumn(name = \"u_id\", foreignKey = @ForeignKey(name = \"fk\")) U u;")
                                + "@Entity @Table(name = \"u\", schema = \"s\") class U { @Id Long id; }"),
                        same()),
                detect(
                        "the search path is public, s and entities say schema s",
                        "drops them, twice",
                        schemas("public", "s"),
                        searchPath("public, s"),
                        both("""
                                create schema s; create table s.u (id bigint primary key);
                                create table s.t (id bigint primary key, u_id bigint constraint fk references s.u);
                                create index i on s.t (u_id)"""),
                        mapped(table(
                                        "schema = \"s\", indexes = @Index(name = \"i\", columnList = \"u_id\")",
                                        "@ManyToOne @JoinColumn(name = \"u_id\", foreignKey = @ForeignKey(name = \"fk\")) U u;")
                                + "@Entity @Table(name = \"u\", schema = \"s\") class U { @Id Long id; }"),
                        same()),
                detect(
                        "a name is longer than PostgreSQL's 63 bytes",
                        "aborts everything",
                        before(T),
                        mapped(table("indexes = @Index(name = \"" + "i".repeat(64) + "\", columnList = \"v\")", V)),
                        after(T + "create index " + "i".repeat(63) + " on t (v)"),
                        expect("+ index t." + "i".repeat(63) + " (v)")),
                detect(
                        "a column's name changes its case",
                        "adds and drops: data lost",
                        before(
                                "create table t (id bigint primary key, \"V\" varchar(50)); insert into t values (1, 'a')"),
                        with(V),
                        after(T),
                        renames(hints -> hints.column("t", "V", "v")),
                        expect("> column t.\"V\" -> v")));
    }
}
