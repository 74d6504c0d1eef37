package dev.aludel.postgres.changes;

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

/** Names that have to be quoted, cut or read with care. */
class NamesTest {

    private static final String LONG = "a".repeat(62);

    /** A table and a column with that name get a default, a check, an index and a comment. */
    private static Change named(String what, String name) {
        String sql = '"' + name.replace("\"", "\"\"") + '"';
        String shown = name.matches("[a-z_][a-z0-9_$]*") ? name : sql.replace("\n", "\\n");
        String used = needsQuotes(name) ? sql.replace("\n", "\\n") : name;
        String table = "create table " + sql + " (id integer primary key, " + sql + " integer";
        return row(
                "a name " + what,
                before(table + "); insert into " + sql + " values (1, 2)"),
                after(table + " default 7, constraint k check (" + sql + " > 0)); create index i on " + sql + " (" + sql
                        + " desc) where " + sql + " > 1;" + "comment on column " + sql + "." + sql + " is 'x'"),
                expect(
                        "~ column " + shown + "." + shown + " integer -> integer default 7",
                        "+ check " + shown + ".k (" + used + " > 0)",
                        "+ index " + shown + ".i (" + shown + " desc) where " + used + " > 1",
                        "+ comment on column " + shown + "." + shown + " 'x'"),
                hazard(MAY_FAIL_ON_DATA));
    }

    private static boolean needsQuotes(String name) {
        return !name.matches("[a-z_][a-z0-9_]*")
                || name.equals("order")
                || name.equals("select")
                || name.equals("between")
                || name.equals("user");
    }

    @TestFactory
    Stream<DynamicTest> odd() throws Exception {
        return Changes.prove(
                named("in upper case", "Order Item"),
                named("that is a reserved word", "order"),
                named("that is another reserved word", "select"),
                named("that is a function's", "user"),
                named("that is syntax between operands", "between"),
                named("with quotes", "a\"b'c"),
                named("with a dot", "a.b"),
                named("with a dollar sign", "a$b"),
                named("with a question mark and braces", "a?{b}"),
                named("with a backslash", "a\\b"),
                named("with a percent sign", "100%"),
                named("that starts with a digit", "1st"),
                named("beyond ASCII", "größe"),
                named("in another script", "注文"),
                named("beyond the basic plane", "🦊"),
                named("of 62 bytes", LONG),
                named("that looks like a comment", "a--b/*c*/"),
                named("with a semicolon", "a;b"),
                named("with a line break", "a\nb"),
                named("of one space", " "));
    }

    @TestFactory
    Stream<DynamicTest> renamed() throws Exception {
        String cut = "b".repeat(63);
        return Changes.prove(
                row(
                        "names with quotes, dots and capitals are renamed",
                        before("create table \"A.b\" (\"C \"\"d\" integer unique); insert into \"A.b\" values (1)"),
                        after("create table \"Select\" (\"FROM\" integer constraint \"A.b_C \"\"d_key\" unique)"),
                        renames(hints -> hints.table("\"A.b\"", "\"Select\"").column("\"Select\"", "C \"d", "FROM")),
                        expect("> table \"A.b\" -> \"Select\"", "> column \"Select\".\"C \"\"d\" -> FROM"),
                        then("select \"FROM\" from \"Select\"", "1")),
                row(
                        "names of 63 bytes have constraints with names that are cut",
                        before("create table " + cut + " (" + cut + " integer); insert into " + cut + " values (1)"),
                        after("create table " + cut + " (" + cut + " integer unique check (" + cut + " > 0))"),
                        expect(
                                "+ unique bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbbb_bbbbbbbbbbbbbbbbbbbbbbbbbbbbb_key (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)",
                                "+ check bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbb_bbbbbbbbbbbbbbbbbbbbbbbbbbbb_check (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb > 0)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "names of many bytes are cut between characters",
                        before("create table " + "ü".repeat(31) + " (" + "ü".repeat(31) + " integer)"),
                        after("create table " + "ü".repeat(31) + " (" + "ü".repeat(31) + " integer unique)"),
                        expect(
                                "+ unique \"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü\".\"üüüüüüüüüüüüüü_üüüüüüüüüüüüüü_key\" (\"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü\")"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a sequence takes the name of a type that goes",
                        before("create type one as enum ('a')"),
                        after("create sequence one"),
                        expect("- enum one [a]", "+ sequence one bigint start 1 increment 1")),
                row(
                        "a name changes its case only",
                        before("create table \"Account\" (\"Id\" integer); insert into \"Account\" values (1)"),
                        after("create table account (id integer)"),
                        renames(hints -> hints.table("\"Account\"", "account").column("account", "Id", "id")),
                        expect("> table \"Account\" -> account", "> column account.\"Id\" -> id")),
                row(
                        "tables whose names differ in case only are two",
                        both("create table \"Account\" (id integer)"),
                        after("create table account (id integer)"),
                        expect("+ table account (1 columns)")),
                row(
                        "a table is called as a type",
                        before(
                                "create table \"timestamp\" (\"integer\" integer); insert into \"timestamp\" values (1)"),
                        after("create table \"timestamp\" (\"integer\" bigint default 0 check (\"integer\" >= 0))"),
                        expect(
                                "~ column timestamp.integer integer -> bigint default 0",
                                "+ check timestamp.timestamp_integer_check (\"integer\" >= 0)"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)));
    }
}
