package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Composite types and the columns that are of them. */
class CompositeTypesTest {

    /** A type with those attributes, used by a table with rows. */
    private static Change pair(String name, String before, String after, Part... parts) {
        String table = "create table t (id integer, p pair, ps pair[])";
        return row(
                name,
                before("create type pair as (" + before + "); " + table
                        + "; insert into t values (1, '(1,x)', '{\"(2,y)\",\"(3,z)\"}'), (2, null, null)"),
                after("create type pair as (" + after + "); " + table),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> types() throws Exception {
        return Changes.prove(
                row(
                        "a type comes, with one that is made of it",
                        after(
                                "create type a as (x integer, \"Y z\" text collate \"C\"); create type b as (a a, list a[]); create table t (b b)"),
                        expect(
                                "+ composite type a (x integer, \"Y z\" text collate \"C\")",
                                "+ composite type b (a a, list a[])",
                                "+ table t (1 columns)")),
                row(
                        "a type of nothing that uses it changes",
                        before("create type a as (x integer, y text)"),
                        after("create type a as (x bigint, z text)"),
                        expect("~ composite type a (x integer, y text) -> (x bigint, z text)")),
                row(
                        "a type gets another name",
                        renames(hints -> hints.compositeType("pair", "couple")),
                        before(
                                "create type pair as (x integer); create table t (p pair); insert into t values ('(1)')"),
                        after("create type couple as (x integer); create table t (p couple)"),
                        expect("> composite type pair -> couple")),
                pair(
                        "an attribute comes at the end",
                        "x integer, y text",
                        "x integer, y text, z date",
                        expect("~ composite type pair (x integer, y text) -> (x integer, y text, z date)"),
                        then("select (p).y || (ps[2]).x from t where id = 1", "x3")),
                pair(
                        "an attribute comes at the start",
                        "x integer, y text",
                        "z date, x integer, y text",
                        expect("~ composite type pair (x integer, y text) -> (z date, x integer, y text)"),
                        then("select (p).y || (ps[2]).x from t where id = 1", "x3"),
                        hazard(REWRITES_TABLE)),
                pair(
                        "an attribute goes",
                        "x integer, y text",
                        "y text",
                        change -> {
                            change.before.set(
                                    0,
                                    change.before
                                            .get(0)
                                            .replace("ps pair[]", "ps integer")
                                            .replace("'{\"(2,y)\",\"(3,z)\"}'", "7"));
                            change.after.set(0, change.after.get(0).replace("ps pair[]", "ps integer"));
                        },
                        expect("~ composite type pair (x integer, y text) -> (y text)"),
                        then("select (p).y from t where id = 1", "x"),
                        hazard(LOSES_DATA)),
                pair(
                        "attributes change their types",
                        "x integer, y text",
                        "x bigint, y varchar(5)",
                        expect("~ composite type pair (x integer, y text) -> (x bigint, y varchar(5))"),
                        then("select (p).y || (ps[2]).x from t where id = 1", "x3"),
                        hazard(REWRITES_TABLE)),
                row(
                        "an attribute is of an enum that loses a value, within another type and a domain",
                        before("create type mood as enum ('a', 'b', 'c')"),
                        after("create type mood as enum ('c', 'b')"),
                        both("""
                                create type inner_type as (m mood, ms mood[], n integer);
                                create domain dom as inner_type;
                                create type outer_type as (i inner_type, l inner_type[]);
                                create table t (o outer_type, i inner_type, d dom, os outer_type[]);
                                create view v as select (i).m, o from t;
                                comment on type outer_type is 'outer';
                                insert into t values (row(row('b', '{b,c}', 1), array[row('c', null, 2)::inner_type]), row('b', null, 3), row('c', null, 4),
                                    array[row(row('c', null, 5), null)::outer_type])"""),
                        expect("~ enum mood [a, b, c] -> [c, b]"),
                        then(
                                "select o::text || i::text || d::text || os::text from t",
                                "(\"(b,\"\"{b,c}\"\",1)\",\"{\"\"(c,,2)\"\"}\")(b,,3)(c,,4){\"(\\\"(c,,5)\\\",)\"}"),
                        hazard(REWRITES_TABLE, dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA)));
    }
}
