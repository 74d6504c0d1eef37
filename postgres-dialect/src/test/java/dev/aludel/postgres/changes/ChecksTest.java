package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Check constraints. */
class ChecksTest {

    private static Change checks(String name, String before, String after, Part... parts) {
        return row(
                name,
                before("create table account (a integer, b integer, t text" + before
                        + "); insert into account values (1, 2, 'x'), (null, null, null)"),
                after("create table account (a integer, b integer, t text" + after + ")"),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> checks() throws Exception {
        return Changes.prove(
                checks(
                        "a check comes",
                        "",
                        ", constraint positive check (a > 0)",
                        expect("+ check account.positive (a > 0)"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "a check goes",
                        ", constraint positive check (a > 0)",
                        "",
                        expect("- check account.positive (a > 0)")),
                checks(
                        "a check gets another expression",
                        ", constraint k check (a > 0)",
                        ", constraint k check (a >= 0)",
                        expect("- check account.k (a > 0)", "+ check account.k (a >= 0)"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "a check's text changes its case",
                        ", constraint k check (t <> 'X')",
                        ", constraint k check (t <> 'Y')",
                        expect("- check account.k (t <> 'X'::text)", "+ check account.k (t <> 'Y'::text)"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "a check over two columns comes",
                        "",
                        ", check (a < b)",
                        expect("+ check account.account_check (a < b)"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "an unnamed check over one column comes",
                        "",
                        ", check (a between 1 and 9)",
                        expect("+ check account.account_a_check ((a >= 1) AND (a <= 9))"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "a check gets another name",
                        ", constraint k check (a > 0)",
                        ", constraint l check (a > 0)",
                        expect("> check account.k -> l")),
                checks(
                        "one value more is allowed",
                        ", constraint k check (t in ('x', 'y'))",
                        ", constraint k check (t in ('x', 'y', 'z'))",
                        expect(
                                "- check account.k (t = ANY (ARRAY['x'::text, 'y'::text]))",
                                "+ check account.k (t = ANY (ARRAY['x'::text, 'y'::text, 'z'::text]))"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "one of two checks changes",
                        ", constraint k check (a > 0), constraint l check (b > 0)",
                        ", constraint k check (a > 0), constraint l check (b > 1)",
                        expect("- check account.l (b > 0)", "+ check account.l (b > 1)"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "two checks swap their names",
                        ", constraint k check (a > 0), constraint l check (b > 1)",
                        ", constraint l check (a > 0), constraint k check (b > 1)",
                        expect(
                                "- check account.l (b > 1)",
                                "- check account.k (a > 0)",
                                "+ check account.k (b > 1)",
                                "+ check account.l (a > 0)"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "a check calls functions and casts",
                        "",
                        ", check (length(btrim(t)) > 0 and t::varchar(3) <> 'a''b')",
                        expect(
                                "+ check account.account_t_check ((length(btrim(t)) > 0) AND (((t)::character varying(3))::text <> 'a''b'::text))"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "a check mentions a keyword as a word",
                        "",
                        ", constraint k check (t <> 'select' or t is null)",
                        expect("+ check account.k ((t <> 'select'::text) OR (t IS NULL))"),
                        hazard(MAY_FAIL_ON_DATA)),
                checks(
                        "parentheses and casts are no difference",
                        ", constraint k check (a > 0 and b > 0)",
                        ", constraint k check (((a > (0)::integer)) and (b > 0))",
                        same()),
                checks(
                        "in and any are no difference",
                        ", constraint k check (t in ('x', 'y'))",
                        ", constraint k check (t = any (array['x', 'y']))",
                        same()),
                checks(
                        "between and two comparisons are no difference",
                        ", constraint k check (a between 1 and 9)",
                        ", constraint k check (a >= 1 and a <= 9)",
                        same()),
                checks(
                        "the name that PostgreSQL chooses is as good as the same one written out",
                        ", check (a > 0)",
                        ", constraint account_a_check check (a > 0)",
                        same()),
                row(
                        "a check cannot come to rows that do not meet it",
                        before("create table account (a integer); insert into account values (-1)"),
                        after("create table account (a integer check (a > 0))"),
                        expect("+ check account.account_a_check (a > 0)"),
                        refusedBecause("is violated by some row"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a check on an enum gets another value",
                        both("create type mood as enum ('sad', 'ok')"),
                        before(
                                "create table account (a mood constraint k check (a <> 'sad')); insert into account values (null)"),
                        after("create table account (a mood constraint k check (a <> 'ok'))"),
                        expect("- check account.k (a <> 'sad'::mood)", "+ check account.k (a <> 'ok'::mood)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a checked column goes, and a check over two columns with it",
                        before(
                                "create table account (a integer, b integer, constraint k check (a < b)); insert into account values (1, 2)"),
                        after("create table account (a integer)"),
                        expect("- check account.k (a < b)", "- column account.b integer"),
                        hazard(LOSES_DATA)),
                row(
                        "a check comes together with its column",
                        before("create table account (a integer); insert into account values (1)"),
                        after("create table account (a integer, b integer default 2 check (b > a))"),
                        expect("+ column account.b integer default 2", "+ check account.account_check (b > a)"),
                        hazard(MAY_FAIL_ON_DATA)));
    }
}
