package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.since;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Indexes. */
class IndexesTest {

    private static final String TABLE =
            "create table account (id integer, name varchar(80), email text, n integer, tags text[], doc jsonb);"
                    + "insert into account values (1, 'Ann', 'a@x', 7, '{a}', '{\"k\": 1}'), (2, 'Bob', null, null, null, null);";

    /** An index {@code i} on a table with rows, before and after; empty for none. */
    private static Change index(String name, String before, String after, Part... parts) {
        return row(name, before(TABLE + create(before)), after(TABLE + create(after)), change -> {
            for (Part part : parts) {
                part.addTo(change);
            }
        });
    }

    private static String create(String definition) {
        String unique = definition.startsWith("unique ") ? "unique " : "";
        return definition.isEmpty()
                ? ""
                : "create " + unique + "index i on account " + definition.substring(unique.length());
    }

    /** The index is dropped and made again. */
    private static Change becomes(
            String name, String before, String after, String lineBefore, String lineAfter, Part... parts) {
        return index(name, before, after, change -> {
            expect("- index account.i " + lineBefore, "+ index account.i " + lineAfter)
                    .addTo(change);
            for (Part part : parts) {
                part.addTo(change);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> comeAndGo() throws Exception {
        return Changes.prove(
                index("an index comes", "", "(name)", expect("+ index account.i (name)")),
                index("an index goes", "(name)", "", expect("- index account.i (name)")),
                index(
                        "a unique index comes",
                        "",
                        "unique (id)",
                        expect("+ index account.i unique (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                index(
                        "an index on an expression comes",
                        "",
                        "(lower(name::text))",
                        expect("+ index account.i ((lower((name)::text)))")),
                index(
                        "a partial index comes",
                        "",
                        "(id) where email is not null and n > 0",
                        expect("+ index account.i (id) where (email IS NOT NULL) AND (n > 0)")),
                index(
                        "a covering index comes",
                        "",
                        "(id) include (name, n)",
                        expect("+ index account.i (id) include (name, n)")),
                index("a gin index comes", "", "using gin (doc)", expect("+ index account.i using gin (doc)")),
                index(
                        "a gin index with its own operator class comes",
                        "",
                        "using gin (doc jsonb_path_ops)",
                        expect("+ index account.i using gin (doc jsonb_path_ops)")),
                index("a hash index comes", "", "using hash (email)", expect("+ index account.i using hash (email)")),
                index("a brin index comes", "", "using brin (id)", expect("+ index account.i using brin (id)")),
                index(
                        "an index of everything comes",
                        "",
                        "(name collate \"C\" varchar_pattern_ops desc nulls last, (n + 1), email nulls first) include (id) where n > 0",
                        expect(
                                "+ index account.i (name collate \"C\" varchar_pattern_ops desc nulls last, (n + 1), email nulls first) include (id) where n > 0")),
                row(
                        "an index gets another name",
                        before(TABLE + "create index i on account (name)"),
                        after(TABLE + "create index j on account (name)"),
                        expect("> index account.i -> j")),
                row(
                        "an index's name changes its case",
                        before(TABLE + "create index \"SomeCasing\" on account (name)"),
                        after(TABLE + "create index somecasing on account (name)"),
                        expect("> index account.\"SomeCasing\" -> somecasing")),
                row(
                        "one of two alike indexes goes",
                        before(TABLE + "create index i on account (name); create index j on account (name)"),
                        after(TABLE + "create index j on account (name)"),
                        expect("- index account.i (name)")),
                row(
                        "an index moves to another table",
                        before(TABLE + "create table other (name text); create index i on other (name)"),
                        after(TABLE + "create table other (name text); create index i on account (name)"),
                        expect("- index other.i (name)", "+ index account.i (name)")),
                row(
                        "an index bears the name of its column",
                        before(TABLE),
                        after(TABLE + "create index name on account (name)"),
                        expect("+ index account.name (name)")),
                row(
                        "a unique index cannot come to rows that are the same",
                        before("create table account (n integer); insert into account values (1), (1)"),
                        after("create table account (n integer); create unique index i on account (n)"),
                        expect("+ index account.i unique (n)"),
                        refusedBecause("could not create unique index"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "an index comes together with its column",
                        before(TABLE),
                        after(TABLE + "alter table account add x integer; create index i on account (x, lower(name))"),
                        expect("+ column account.x integer", "+ index account.i (x, (lower((name)::text)))")),
                row(
                        "an index on a function of another schema comes",
                        both(
                                "create schema lib; create function lib.twice(integer) returns integer language sql immutable as 'select $1 * 2'"),
                        before(TABLE),
                        after(TABLE + "create index i on account (lib.twice(n)) where lib.twice(n) > 2"),
                        expect("+ index account.i ((lib.twice(n))) where lib.twice(n) > 2")));
    }

    @TestFactory
    Stream<DynamicTest> change() throws Exception {
        return Changes.prove(
                becomes("an index gets one more column", "(name)", "(name, n)", "(name)", "(name, n)"),
                becomes(
                        "an index gets its columns in another order",
                        "(name, n)",
                        "(n, name)",
                        "(name, n)",
                        "(n, name)"),
                becomes(
                        "an index becomes unique",
                        "(id)",
                        "unique (id)",
                        "(id)",
                        "unique (id)",
                        hazard(MAY_FAIL_ON_DATA)),
                becomes("an index becomes unique no more", "unique (id)", "(id)", "unique (id)", "(id)"),
                becomes("ascending becomes descending", "(name)", "(name desc)", "(name)", "(name desc)"),
                becomes("nulls first comes", "(name)", "(name nulls first)", "(name)", "(name nulls first)"),
                becomes(
                        "nulls last comes to a descending key",
                        "(name desc)",
                        "(name desc nulls last)",
                        "(name desc)",
                        "(name desc nulls last)"),
                becomes("a predicate comes", "(id)", "(id) where n > 0", "(id)", "(id) where n > 0"),
                becomes("a predicate goes", "(id) where n > 0", "(id)", "(id) where n > 0", "(id)"),
                becomes(
                        "a predicate changes",
                        "(id) where n > 0",
                        "(id) where n > 1",
                        "(id) where n > 0",
                        "(id) where n > 1"),
                becomes(
                        "a predicate changes its case only",
                        "(id) where email = 'X'",
                        "(id) where email = 'x'",
                        "(id) where email = 'X'::text",
                        "(id) where email = 'x'::text"),
                becomes("an included column comes", "(id)", "(id) include (n)", "(id)", "(id) include (n)"),
                becomes(
                        "an included column goes",
                        "(id) include (n, name)",
                        "(id) include (n)",
                        "(id) include (n, name)",
                        "(id) include (n)"),
                becomes(
                        "an included column becomes a key",
                        "(id) include (n)",
                        "(id, n)",
                        "(id) include (n)",
                        "(id, n)"),
                becomes("btree becomes gin", "(tags)", "using gin (tags)", "(tags)", "using gin (tags)"),
                becomes("btree becomes hash", "(id)", "using hash (id)", "(id)", "using hash (id)"),
                becomes(
                        "an expression changes",
                        "(lower(email))",
                        "(upper(email))",
                        "((lower(email)))",
                        "((upper(email)))"),
                becomes("a cast changes", "((n::bigint))", "((n::text))", "(((n)::bigint))", "(((n)::text))"),
                becomes("a column becomes an expression", "(email)", "(lower(email))", "(email)", "((lower(email)))"),
                becomes(
                        "a path into json changes",
                        "((doc -> 'a'))",
                        "((doc -> 'b'))",
                        "((doc -> 'a'::text))",
                        "((doc -> 'b'::text))"),
                becomes(
                        "an operator class comes",
                        "(email)",
                        "(email text_pattern_ops)",
                        "(email)",
                        "(email text_pattern_ops)"),
                becomes(
                        "an operator class of gin changes",
                        "using gin (doc)",
                        "using gin (doc jsonb_path_ops)",
                        "using gin (doc)",
                        "using gin (doc jsonb_path_ops)"),
                becomes(
                        "a collation comes",
                        "(email)",
                        "(email collate \"POSIX\")",
                        "(email)",
                        "(email collate \"POSIX\")"),
                becomes(
                        "nulls become equal",
                        "unique (n)",
                        "unique (n) nulls not distinct",
                        "unique (n)",
                        "unique (n) nulls not distinct",
                        since(15),
                        hazard(MAY_FAIL_ON_DATA)),
                index(
                        "ascending is what nothing said means",
                        "(name, email desc)",
                        "(name asc nulls last, email desc nulls first)",
                        same()),
                index("the default operator class is what nothing said means", "(email)", "(email text_ops)", same()),
                index(
                        "a predicate spelled otherwise is no difference",
                        "(id) where n > 0 and n is not null",
                        "(id) where ((n > (0)::integer) and (n is not null))",
                        same()),
                index(
                        "an expression spelled otherwise is no difference",
                        "((doc -> 'a'))",
                        "(((doc->('a'::text))))",
                        same()));
    }
}
