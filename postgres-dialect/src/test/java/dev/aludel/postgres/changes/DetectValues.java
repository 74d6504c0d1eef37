package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Detection.column;
import static dev.aludel.postgres.changes.Detection.detect;
import static dev.aludel.postgres.changes.Detection.mapped;
import static dev.aludel.postgres.changes.Detection.table;
import static dev.aludel.postgres.changes.Detection.with;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.neverRunsBecause;
import static dev.aludel.postgres.changes.Parts.same;

import dev.aludel.postgres.changes.Change.Part;
import org.hibernate.Version;

/** Where values come from: defaults, sequences, identity, generated columns; and comments. */
final class DetectValues {

    private DetectValues() {}

    private static Part defaults(String value, String member) {
        return with("@ColumnDefault(\"" + value + "\") " + member);
    }

    static Detection defaults() {
        return new Detection(
                "Defaults",
                column(
                        "a default is added",
                        "yes",
                        "integer",
                        "integer default 7",
                        "1",
                        defaults("7", "Integer v;"),
                        expect("~ column t.v integer -> integer default 7")),
                column(
                        "a default is removed",
                        "yes",
                        "integer default 7",
                        "integer",
                        "1",
                        with("Integer v;"),
                        expect("~ column t.v integer default 7 -> integer")),
                column(
                        "a default changes",
                        "yes",
                        "integer default 5",
                        "integer default 7",
                        "1",
                        defaults("7", "Integer v;"),
                        expect("~ column t.v integer default 5 -> integer default 7")),
                column(
                        "a text default changes its case",
                        "yes",
                        "varchar(255) default 'x'",
                        "varchar(255) default 'X'",
                        "'a'",
                        defaults("'X'", "String v;"),
                        expect("~ column t.v varchar(255) default 'x'::character varying -> varchar(255) default 'X'")),
                column(
                        "a json default is added",
                        "crashes",
                        "json",
                        "json default '{}'",
                        "'[]'",
                        with("@Column(columnDefinition = \"json\") @ColumnDefault(\"'{}'\") String v;"),
                        expect("~ column t.v json -> json default '{}'")),
                column(
                        "a json default is there",
                        "crashes",
                        "json default '{}'",
                        "json default '{}'",
                        "'[]'",
                        with("@Column(columnDefinition = \"json\") @ColumnDefault(\"'{}'\") String v;"),
                        same()),
                column(
                        "a default of a type that knows no = changes",
                        "crashes",
                        "point default '(0,0)'",
                        "point default '(1,1)'",
                        "'(2,2)'",
                        with("@Column(columnDefinition = \"point\") @ColumnDefault(\"'(1,1)'\") String v;"),
                        expect("~ column t.v point default '(0,0)'::point -> point default '(1,1)'")),
                column(
                        "a default is no value of the type",
                        "crashes",
                        "integer",
                        "integer",
                        "1",
                        defaults("'seven'", "Integer v;"),
                        neverRunsBecause("invalid input syntax for type integer"),
                        expect("~ column t.v integer -> integer default 'seven'")),
                column(
                        "now() is current_timestamp",
                        "silent",
                        "timestamptz(6) default now()",
                        "timestamptz(6) default now()",
                        "null",
                        defaults("current_timestamp", "Instant v;"),
                        same()),
                column(
                        "false is '0'",
                        "silent",
                        "boolean default false",
                        "boolean default false",
                        "true",
                        defaults("'0'", "Boolean v;"),
                        same()),
                column(
                        "spaces in a jsonb default",
                        "silent",
                        "jsonb default '{\"a\": 1}'",
                        "jsonb default '{\"a\": 1}'",
                        "'{}'",
                        with("@JdbcTypeCode(SqlTypes.JSON) @ColumnDefault(\"'{\\\"a\\\":1}'\") String v;"),
                        same()),
                column(
                        "a default of 24 hours becomes one of a day",
                        "silent",
                        "interval default '24:00:00'",
                        "interval default '1 day'",
                        "'1 day'",
                        with("@Column(columnDefinition = \"interval\") @ColumnDefault(\"'1 day'\") String v;"),
                        expect("~ column t.v interval default '24:00:00'::interval -> interval default '1 day'")),
                column(
                        "'{}' is an empty array",
                        "silent",
                        "text[] default array[]::text[]",
                        "text[] default array[]::text[]",
                        "'{}'",
                        with("@Column(columnDefinition = \"text[]\") @ColumnDefault(\"'{}'\") String[] v;"),
                        same()),
                column(
                        "a volatile default is there",
                        "reports it each time",
                        "double precision default random() * 10",
                        "double precision default random() * 10",
                        "1",
                        defaults("random() * 10", "Double v;"),
                        same()),
                column(
                        "a volatile default with a cast is there",
                        "reports it each time",
                        "varchar(255) default gen_random_uuid()::text",
                        "varchar(255) default gen_random_uuid()::text",
                        "'a'",
                        defaults("cast(gen_random_uuid() as text)", "String v;"),
                        same()));
    }

    private static Change key(String name, String alembic, String from, String to, Part... parts) {
        return detect(
                name,
                alembic,
                before("create table t (id " + from
                        + " primary key); insert into t overriding system value values (1), (2)"),
                after("create table t (id " + to + " primary key)"),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    private static final String IDENTITY =
            "@Entity @Table(name = \"t\") class T { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; }";

    static Detection identity() {
        String from = "~ column t.id bigint not null";
        return new Detection(
                "Identity and sequences",
                key(
                        "a plain key becomes identity",
                        "yes",
                        "bigint",
                        "bigint generated by default as identity",
                        mapped(IDENTITY),
                        expect(from + " -> bigint not null identity")),
                key(
                        "identity becomes plain",
                        "yes",
                        "bigint generated by default as identity",
                        "bigint",
                        mapped(table("", "")),
                        expect(from + " identity -> bigint not null")),
                column(
                        "a nullable column becomes identity",
                        "yes; fails",
                        "bigint",
                        "bigint generated always as identity",
                        "7",
                        expect("~ column t.v bigint -> bigint not null identity always")),
                key(
                        "by default becomes always",
                        "yes",
                        "bigint generated by default as identity",
                        "bigint generated always as identity",
                        expect(from + " identity -> bigint not null identity always")),
                key(
                        "another start and increment",
                        "yes",
                        "bigint generated always as identity",
                        "bigint generated always as identity (start 100 increment 50)",
                        expect(
                                from
                                        + " identity always -> bigint not null identity always (bigint start 100 increment 50)")),
                key(
                        "bounds and cycle are added",
                        "yes",
                        "bigint generated always as identity",
                        "bigint generated always as identity (maxvalue 9000 cycle)",
                        expect(
                                from
                                        + " identity always -> bigint not null identity always (bigint start 1 increment 1 max 9000 cycle)")),
                key(
                        "an increment of 50 goes back to nothing said",
                        "no",
                        "bigint generated always as identity (increment 50)",
                        "bigint generated always as identity",
                        expect(from
                                + " identity always (bigint start 1 increment 50) -> bigint not null identity always")),
                detect(
                        "serial becomes identity",
                        "yes; fails",
                        before("create table t (id bigserial primary key); insert into t values (default)"),
                        mapped(IDENTITY),
                        after("create table t (id bigint generated by default as identity primary key)"),
                        expect(
                                "- sequence owner t.t_id_seq column id",
                                "~ column t.id bigint not null default nextval('t_id_seq'::regclass) -> bigint not null",
                                "- sequence t_id_seq bigint start 1 increment 1",
                                "~ column t.id bigint not null -> bigint not null identity")),
                detect(
                        "identity becomes serial",
                        "yes",
                        before(
                                "create table t (id bigint generated by default as identity primary key); insert into t values (default)"),
                        after("create table t (id bigserial primary key)"),
                        expect(
                                "~ column t.id bigint not null identity -> bigint not null",
                                "+ sequence t_id_seq bigint start 1 increment 1",
                                "~ column t.id bigint not null -> bigint not null default nextval('t_id_seq'::regclass)",
                                "+ sequence owner t.t_id_seq column id")),
                detect(
                        "a sequence is added",
                        "no",
                        before("create table t (id bigint primary key); insert into t values (1)"),
                        mapped(
                                "@Entity @Table(name = \"t\") class T { @Id @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = \"g\") @SequenceGenerator(name = \"g\", sequenceName = \"s\") Long id; }"),
                        after("create table t (id bigint primary key); create sequence s increment by 50"),
                        expect("+ sequence s bigint start 1 increment 50")),
                detect(
                        "a sequence has another increment",
                        "no",
                        before("create table t (id bigint primary key); create sequence s"),
                        mapped(
                                "@Entity @Table(name = \"t\") class T { @Id @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = \"g\") @SequenceGenerator(name = \"g\", sequenceName = \"s\") Long id; }"),
                        after("create table t (id bigint primary key); create sequence s increment by 50"),
                        expect("~ sequence s bigint start 1 increment 1 -> bigint start 1 increment 50")),
                detect(
                        "a sequence is removed",
                        "no",
                        before("create table t (id bigint primary key); create sequence s"),
                        mapped(table("", "")),
                        after("create table t (id bigint primary key)"),
                        expect("- sequence s bigint start 1 increment 1")));
    }

    private static Change generated(String name, String alembic, String from, String to, String member, Part... parts) {
        return detect(
                name,
                alembic,
                before("create table t (id bigint primary key, a integer" + from
                        + "); insert into t (id, a) values (1, 2)"),
                with("Integer a; " + member),
                after("create table t (id bigint primary key, a integer" + to + ")"),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    /** What Hibernate makes of an expression: from 7 on it leaves to PostgreSQL 18 what that does when nothing is said. */
    private static String generatedKind() {
        return Side.major() >= 18 && !Version.getVersionString().startsWith("6.") ? "virtual" : "stored";
    }

    static Detection generated() {
        String twice = "@GeneratedColumn(\"a * 2\") Integer v;";
        String kind = generatedKind();
        String doubled = ", v integer generated always as (a * 2) " + kind;
        return new Detection(
                "Generated columns",
                generated(
                        "a generated column is added",
                        "yes",
                        "",
                        doubled,
                        twice,
                        expect("+ column t.v integer generated " + kind + " (a * 2)")),
                generated(
                        "a generated column has another expression",
                        "no, warns",
                        ", v integer generated always as (a * 3) " + kind,
                        doubled,
                        twice,
                        expect("~ column t.v integer generated " + kind + " (a * 3) -> integer generated " + kind
                                + " (a * 2)")),
                generated(
                        "a plain column becomes generated",
                        "no, warns",
                        ", v integer",
                        doubled,
                        twice,
                        expect("~ column t.v integer -> integer generated " + kind + " (a * 2)")),
                generated(
                        "a generated column becomes plain",
                        "no, warns",
                        doubled,
                        ", v integer",
                        "Integer v;",
                        expect("~ column t.v integer generated " + kind + " (a * 2) -> integer")),
                generated(
                        "a generated column is spelled otherwise",
                        "silent, warns",
                        ", v integer generated always as ((a * (2)::integer)) " + kind,
                        doubled,
                        twice,
                        same()));
    }

    private static Change comment(String name, String alembic, String from, String to, Part... parts) {
        String t =
                "create table t (id bigint primary key, v varchar(255), constraint k check (id > 0)); create index i on t (v);";
        return detect(name, alembic, before(t + "insert into t values (1, 'a');" + from), after(t + to), change -> {
            for (Part part : parts) {
                part.addTo(change);
            }
        });
    }

    static Detection comments() {
        String k = "@Check(name = \"k\", constraints = \"id > 0\") ";
        String i = "indexes = @Index(name = \"i\", columnList = \"v\")";
        return new Detection(
                "Comments",
                comment(
                        "a comment of a table is added",
                        "yes",
                        "",
                        "comment on table t is 'c'",
                        mapped(k + "@Comment(\"c\") " + table(i, "String v;")),
                        expect("+ comment on table t 'c'")),
                comment(
                        "a comment of a table is changed",
                        "yes",
                        "comment on table t is 'b'",
                        "comment on table t is 'c'",
                        mapped(k + "@Comment(\"c\") " + table(i, "String v;")),
                        expect("~ comment on table t 'b' -> 'c'")),
                comment(
                        "a comment of a table is removed",
                        "yes",
                        "comment on table t is 'b'",
                        "",
                        mapped(k + table(i, "String v;")),
                        expect("- comment on table t 'b'")),
                comment(
                        "a comment of a column is added",
                        "yes",
                        "",
                        "comment on column t.v is 'c'",
                        mapped(k + table(i, "@Comment(\"c\") String v;")),
                        expect("+ comment on column t.v 'c'")),
                comment(
                        "a comment of a column is changed",
                        "yes",
                        "comment on column t.v is 'b'",
                        "comment on column t.v is 'c'",
                        mapped(k + table(i, "@Comment(\"c\") String v;")),
                        expect("~ comment on column t.v 'b' -> 'c'")),
                comment(
                        "a comment of a column is removed",
                        "yes",
                        "comment on column t.v is 'b'",
                        "",
                        mapped(k + table(i, "String v;")),
                        expect("- comment on column t.v 'b'")),
                comment(
                        "a comment of an index is added",
                        "no",
                        "",
                        "comment on index i is 'c'",
                        expect("+ comment on index t.i 'c'")),
                comment(
                        "a comment of a constraint is changed",
                        "no",
                        "comment on constraint k on t is 'b'",
                        "comment on constraint k on t is 'c'",
                        expect("~ comment on check t.k 'b' -> 'c'")));
    }
}
