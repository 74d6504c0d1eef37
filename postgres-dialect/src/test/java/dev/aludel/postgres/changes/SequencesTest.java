package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sequences that stand by themselves, and columns that own one. */
class SequencesTest {

    private static Change sequence(String name, String before, String after, String line, Part... parts) {
        return row(
                name,
                before("create sequence numbers " + before),
                after("create sequence numbers " + after),
                expect("~ sequence numbers " + line),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> sequences() throws Exception {
        return Changes.prove(
                row(
                        "a sequence comes",
                        after("create sequence numbers"),
                        expect("+ sequence numbers bigint start 1 increment 1")),
                row(
                        "a sequence goes",
                        before("create sequence numbers"),
                        expect("- sequence numbers bigint start 1 increment 1")),
                row(
                        "a sequence of everything comes",
                        after(
                                "create sequence numbers as integer increment 5 minvalue 10 maxvalue 1000 start 20 cache 7 cycle"),
                        expect("+ sequence numbers integer start 20 increment 5 min 10 max 1000 cache 7 cycle")),
                row(
                        "a sequence that counts down comes",
                        after("create sequence numbers increment -1"),
                        expect("+ sequence numbers bigint start -1 increment -1")),
                sequence(
                        "another increment",
                        "",
                        "increment 50",
                        "bigint start 1 increment 1 -> bigint start 1 increment 50"),
                sequence(
                        "an increment goes back to one",
                        "increment 50",
                        "",
                        "bigint start 1 increment 50 -> bigint start 1 increment 1"),
                sequence(
                        "another start", "", "start 100", "bigint start 1 increment 1 -> bigint start 100 increment 1"),
                sequence(
                        "a maximum comes",
                        "",
                        "maxvalue 1000",
                        "bigint start 1 increment 1 -> bigint start 1 increment 1 max 1000",
                        hazard(MAY_FAIL_ON_DATA)),
                sequence(
                        "a maximum goes",
                        "maxvalue 1000",
                        "",
                        "bigint start 1 increment 1 max 1000 -> bigint start 1 increment 1"),
                sequence(
                        "a minimum comes",
                        "start 10",
                        "start 10 minvalue 5",
                        "bigint start 10 increment 1 -> bigint start 10 increment 1 min 5",
                        hazard(MAY_FAIL_ON_DATA)),
                sequence(
                        "a cache comes",
                        "",
                        "cache 20",
                        "bigint start 1 increment 1 -> bigint start 1 increment 1 cache 20"),
                sequence(
                        "a cycle comes", "", "cycle", "bigint start 1 increment 1 -> bigint start 1 increment 1 cycle"),
                sequence("a cycle goes", "cycle", "", "bigint start 1 increment 1 cycle -> bigint start 1 increment 1"),
                sequence(
                        "it becomes an integer",
                        "",
                        "as integer",
                        "bigint start 1 increment 1 -> integer start 1 increment 1",
                        hazard(MAY_FAIL_ON_DATA)),
                sequence(
                        "it becomes a bigint",
                        "as smallint",
                        "",
                        "smallint start 1 increment 1 -> bigint start 1 increment 1"),
                sequence(
                        "it counts down",
                        "",
                        "increment -1",
                        "bigint start 1 increment 1 -> bigint start -1 increment -1",
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "what a sequence has counted stays",
                        before("create sequence numbers; select setval('numbers', 41)"),
                        after("create sequence numbers cache 5"),
                        expect("~ sequence numbers bigint start 1 increment 1 -> bigint start 1 increment 1 cache 5"),
                        then("select last_value from numbers", "41")),
                row(
                        "a sequence is owned",
                        both(
                                "create sequence numbers; create table account (id bigint default nextval('numbers')); insert into account values (default)"),
                        after("alter sequence numbers owned by account.id"),
                        expect("+ sequence owner account.numbers column id")),
                row(
                        "a sequence is owned no more",
                        both(
                                "create sequence numbers; create table account (id bigint default nextval('numbers')); insert into account values (default)"),
                        before("alter sequence numbers owned by account.id"),
                        expect("- sequence owner account.numbers column id")),
                row(
                        "a sequence gets another owner",
                        both(
                                "create sequence numbers; create table account (a bigint, b bigint); insert into account values (1, 2)"),
                        before("alter sequence numbers owned by account.a"),
                        after("alter sequence numbers owned by account.b"),
                        expect(
                                "- sequence owner account.numbers column a",
                                "+ sequence owner account.numbers column b")),
                row(
                        "the column that owns a sequence goes, and the sequence stays",
                        both(
                                "create sequence numbers; create table account (id integer, n bigint default nextval('numbers')); insert into account values (1)"),
                        before("alter sequence numbers owned by account.n"),
                        after("alter table account drop column n"),
                        expect(
                                "- sequence owner account.numbers column n",
                                "- column account.n bigint default nextval('numbers'::regclass)"),
                        hazard(LOSES_DATA)),
                row(
                        "the column that owns a sequence goes, and the sequence with it",
                        before("create table account (id integer, n serial); insert into account values (1)"),
                        after("create table account (id integer)"),
                        expect(
                                "- sequence owner account.account_n_seq column n",
                                "- column account.n integer not null default nextval('account_n_seq'::regclass)",
                                "- sequence account_n_seq integer start 1 increment 1"),
                        hazard(LOSES_DATA)),
                row(
                        "a sequence for two tables comes",
                        before(
                                "create table a (id bigint); create table b (id bigint); insert into a values (1); insert into b values (7)"),
                        after(
                                "create sequence numbers; create table a (id bigint default nextval('numbers')); create table b (id bigint default nextval('numbers'))"),
                        expect(
                                "+ sequence numbers bigint start 1 increment 1",
                                "~ column a.id bigint -> bigint default nextval('numbers'::regclass)",
                                "~ column b.id bigint -> bigint default nextval('numbers'::regclass)"),
                        then("select nextval('numbers')", "8")),
                row(
                        "written-out defaults are no difference",
                        before("create sequence numbers"),
                        after(
                                "create sequence numbers as bigint increment by 1 minvalue 1 maxvalue 9223372036854775807 start with 1 cache 1 no cycle owned by none"),
                        same()));
    }
}
