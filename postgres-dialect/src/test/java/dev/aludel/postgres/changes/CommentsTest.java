package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.schemas;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Comments on everything that can have one. */
class CommentsTest {

    private static final Part THINGS = both("""
                    create schema other;
                    create type mood as enum ('sad', 'ok');
                    create sequence numbers;
                    create table parent (id integer primary key);
                    create table account (id integer primary key, v integer constraint u unique,
                      constraint k check (v > 0), constraint fk foreign key (id) references parent);
                    create index i on account (v desc);
                    insert into parent values (1);
                    insert into account values (1, 2)""");

    /** A comment comes, changes and goes, on one thing. */
    private static Stream<Change> on(String kind, String sql, String name) {
        return Stream.of(
                row(
                        "a comment on a " + kind + " comes",
                        schemas("public", "other"),
                        THINGS,
                        after("comment on " + sql + " is 'new'"),
                        expect("+ comment on " + name + " 'new'")),
                row(
                        "a comment on a " + kind + " changes",
                        schemas("public", "other"),
                        THINGS,
                        before("comment on " + sql + " is 'old'"),
                        after("comment on " + sql + " is 'new'"),
                        expect("~ comment on " + name + " 'old' -> 'new'")),
                row(
                        "a comment on a " + kind + " goes",
                        schemas("public", "other"),
                        THINGS,
                        before("comment on " + sql + " is 'old'"),
                        expect("- comment on " + name + " 'old'")));
    }

    @TestFactory
    Stream<DynamicTest> onEverything() throws Exception {
        return Changes.prove(Stream.of(
                        on("table", "table account", "table account"),
                        on("column", "column account.v", "column account.v"),
                        on("primary key", "constraint account_pkey on account", "primary key account.account_pkey"),
                        on("unique constraint", "constraint u on account", "unique account.u"),
                        on("check", "constraint k on account", "check account.k"),
                        on("foreign key", "constraint fk on account", "foreign key account.fk"),
                        on("index", "index i", "index account.i"),
                        on("sequence", "sequence numbers", "sequence numbers"),
                        on("type", "type mood", "enum mood"),
                        on("schema", "schema other", "schema other"))
                .flatMap(rows -> rows)
                .toArray(Change[]::new));
    }

    private static Change text(String name, String before, String after, String line) {
        return row(
                name,
                before("create table account (id integer); insert into account values (1); comment on table account is "
                        + before),
                after("create table account (id integer); comment on table account is " + after),
                line.isEmpty() ? same() : expect(line));
    }

    @TestFactory
    Stream<DynamicTest> texts() throws Exception {
        return Changes.prove(
                text(
                        "a comment with quotes",
                        "'a'",
                        "'it''s \"quoted\"'",
                        "~ comment on table account 'a' -> 'it''s \"quoted\"'"),
                text(
                        "a comment of two lines",
                        "'a'",
                        "E'a\\nb\\r\\n\\tc'",
                        "~ comment on table account 'a' -> 'a\\nb\\r\\n\tc'"),
                text(
                        "a comment with backslashes and unicode escapes",
                        "'a'",
                        "E'\\\\u000a \\\\n */ -- $$'",
                        "~ comment on table account 'a' -> '\\u000a \\n */ -- $$'"),
                text(
                        "a comment beyond ASCII",
                        "'a'",
                        "'Größe 日本 🦊'",
                        "~ comment on table account 'a' -> 'Größe 日本 🦊'"),
                text(
                        "a comment with braces and question marks",
                        "'a'",
                        "'{call} ?'",
                        "~ comment on table account 'a' -> '{call} ?'"),
                text("only its case changes", "'Old'", "'old'", "~ comment on table account 'Old' -> 'old'"),
                text("only a space at its end comes", "'old'", "'old '", "~ comment on table account 'old' -> 'old '"),
                text("a comment of white space", "'a'", "' '", "~ comment on table account 'a' -> ' '"),
                text("an empty comment is none", "null", "''", ""),
                row(
                        "a comment comes together with its column",
                        before("create table account (id integer); insert into account values (1)"),
                        after("create table account (id integer, v integer); comment on column account.v is 'new'"),
                        expect("+ column account.v integer", "+ comment on column account.v 'new'")),
                row(
                        "comments of a table whose name changes stay",
                        before("create table account (id integer, v integer); insert into account values (1, 2);"
                                + "comment on table account is 't'; comment on column account.v is 'c'"),
                        after(
                                "create table customer (id integer, w integer); comment on table customer is 't'; comment on column customer.w is 'c'"),
                        renames(hints -> hints.table("account", "customer").column("customer", "v", "w")),
                        expect("> table account -> customer", "> column customer.v -> w")),
                row(
                        "everything has a comment and comes at once",
                        schemas("public", "other"),
                        after("""
                                create schema other;
                                comment on schema other is 's';
                                create type other.mood as enum ('sad', 'ok');
                                comment on type other.mood is 't';
                                create sequence other.numbers;
                                comment on sequence other.numbers is 'q';
                                create table other.account (id integer primary key, v other.mood);
                                comment on column other.account.v is 'c'"""),
                        expect(
                                "+ schema other",
                                "+ enum other.mood [sad, ok]",
                                "+ sequence other.numbers bigint start 1 increment 1",
                                "+ table other.account (2 columns)",
                                "+ comment on enum other.mood 't'",
                                "+ comment on schema other 's'",
                                "+ comment on sequence other.numbers 'q'")));
    }
}
