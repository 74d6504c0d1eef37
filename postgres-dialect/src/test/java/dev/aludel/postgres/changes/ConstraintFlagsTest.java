package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.renames;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.since;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What constraints say beyond their columns. */
class ConstraintFlagsTest {

    private static final String T =
            "create table t (id integer not null, a integer, b integer); insert into t values (1, 2, 3);";

    @TestFactory
    Stream<DynamicTest> keys() throws Exception {
        return Changes.prove(
                row(
                        "keys carry other columns",
                        both(T),
                        after(
                                "alter table t add constraint k primary key (id) include (a), add constraint u unique (a) include (b, id)"),
                        expect("+ primary key t.k (id) include (a)", "+ unique t.u (a) include (b, id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a key carries another column",
                        both(T),
                        before("alter table t add constraint u unique (id) include (a)"),
                        after("alter table t add constraint u unique (id) include (b)"),
                        expect("- unique t.u (id) include (a)", "+ unique t.u (id) include (b)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a column that a key carries gets another name",
                        renames(hints -> hints.column("t", "a", "z")),
                        before(T + "alter table t add constraint u unique (id) include (a)"),
                        after(
                                "create table t (id integer not null, z integer, b integer, constraint u unique (id) include (z))"),
                        expect("> column t.a -> z")),
                row(
                        "keys and foreign keys over time",
                        since(18),
                        after(
                                "create table p (r int4range, d daterange, constraint pk primary key (r, d without overlaps)); create table c (r int4range, d daterange, constraint u unique (r, d without overlaps), constraint f foreign key (r, period d) references p (r, period d))"),
                        expect(
                                "+ table c (2 columns)",
                                "+ table p (2 columns)",
                                "+ foreign key c.f (r, d) -> p (r, d) period"),
                        hazard(MAY_FAIL_ON_DATA)));
    }

    @TestFactory
    Stream<DynamicTest> checks() throws Exception {
        return Changes.prove(
                row(
                        "a check that was not valid is validated, and keeps its comment",
                        both(T),
                        before(
                                "alter table t add constraint c check (a > 0) not valid; comment on constraint c on t is 'x'"),
                        after("alter table t add constraint c check (a > 0); comment on constraint c on t is 'x'"),
                        expect("~ check t.c (a > 0) not valid -> (a > 0)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "checks come that are not valid or not inherited",
                        both(T),
                        after(
                                "alter table t add constraint c check (a > 5) not valid, add constraint d check (b > 0) no inherit"),
                        expect("+ check t.c (a > 5) not valid", "+ check t.d (b > 0) no inherit"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a table comes with a check that is not valid",
                        after("create table t (a integer); alter table t add constraint c check (a > 5) not valid"),
                        expect("+ table t (1 columns)")),
                row(
                        "a check is inherited again",
                        both(T),
                        before("alter table t add constraint c check (a > 0) no inherit"),
                        after("alter table t add constraint c check (a > 0)"),
                        expect("- check t.c (a > 0) no inherit", "+ check t.c (a > 0)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a check is enforced",
                        since(18),
                        both(T),
                        before("alter table t add constraint c check (a > 0) not enforced"),
                        after("alter table t add constraint c check (a > 0)"),
                        expect("~ check t.c (a > 0) not enforced -> (a > 0)"),
                        hazard(MAY_FAIL_ON_DATA)));
    }

    @TestFactory
    Stream<DynamicTest> foreignKeys() throws Exception {
        String tables =
                T + "create table p (x integer, y integer, unique (x, y), unique (x)); insert into p values (2, 3);";
        String fk = "alter table t add constraint f foreign key (a) references p (x) ";
        return Changes.prove(
                row(
                        "a foreign key becomes deferrable and keeps its comment",
                        both(tables),
                        before(fk + "; comment on constraint f on t is 'x'"),
                        after(fk + "deferrable initially deferred; comment on constraint f on t is 'x'"),
                        expect("~ foreign key t.f (a) -> p (x) -> (a) -> p (x) deferrable initially deferred")),
                row(
                        "a foreign key is validated and becomes deferrable",
                        both(tables),
                        before(fk + "not valid"),
                        after(fk + "deferrable"),
                        expect("~ foreign key t.f (a) -> p (x) not valid -> (a) -> p (x) deferrable"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a foreign key is enforced",
                        since(18),
                        both(tables),
                        before(fk + "not enforced"),
                        after(fk),
                        expect("~ foreign key t.f (a) -> p (x) not enforced -> (a) -> p (x)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a foreign key matches all of its columns",
                        both(tables),
                        before("alter table t add constraint f foreign key (a, b) references p (x, y)"),
                        after("alter table t add constraint f foreign key (a, b) references p (x, y) match full"),
                        expect(
                                "- foreign key t.f (a, b) -> p (x, y)",
                                "+ foreign key t.f (a, b) -> p (x, y) match full"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a foreign key sets one of its columns",
                        since(15),
                        both(tables),
                        before(
                                "alter table t add constraint f foreign key (a, b) references p (x, y) on delete set null"),
                        after(
                                "alter table t add constraint f foreign key (a, b) references p (x, y) on delete set null (b)"),
                        expect(
                                "- foreign key t.f (a, b) -> p (x, y) on delete set null",
                                "+ foreign key t.f (a, b) -> p (x, y) on delete set null (b)"),
                        hazard(MAY_FAIL_ON_DATA)));
    }

    @TestFactory
    Stream<DynamicTest> exclusions() throws Exception {
        String table =
                "create table t (id integer, r int4range, s int4range); insert into t values (1, '[1,2)', '[3,4)');";
        return Changes.prove(
                row(
                        "an exclusion comes and gets a comment",
                        both(table),
                        after(
                                "alter table t add constraint x exclude using gist (r with &&) where (id > 0) deferrable; comment on constraint x on t is 'x'"),
                        expect(
                                "+ exclusion t.x EXCLUDE USING gist (r WITH &&) WHERE ((id > 0)) DEFERRABLE",
                                "+ comment on exclusion t.x 'x'"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "an exclusion changes",
                        both(table),
                        before("alter table t add constraint x exclude using gist (r with &&)"),
                        after("alter table t add constraint x exclude using gist (r with &&, s with =)"),
                        expect(
                                "- exclusion t.x EXCLUDE USING gist (r WITH &&)",
                                "+ exclusion t.x EXCLUDE USING gist (r WITH &&, s WITH =)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a column of an exclusion gets another name",
                        renames(hints -> hints.column("t", "r", "q")),
                        before(table + "alter table t add constraint x exclude using gist (r with &&)"),
                        after(
                                "create table t (id integer, q int4range, s int4range, constraint x exclude using gist (q with &&))"),
                        expect("> column t.r -> q")),
                row(
                        "a table comes with an exclusion",
                        after("create table t (r int4range, exclude using gist (r with &&))"),
                        expect("+ table t (1 columns)")));
    }
}
