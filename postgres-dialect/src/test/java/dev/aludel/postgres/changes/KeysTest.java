package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.refusedBecause;
import static dev.aludel.postgres.changes.Parts.row;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.since;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.postgres.changes.Change.Part;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Primary keys and unique constraints. */
class KeysTest {

    private static final String ROWS = "; insert into account (a, b, c) values (1, 1, 1), (2, 2, 2)";

    /** A table with rows and some constraints. */
    private static Change keys(String name, String before, String after, Part... parts) {
        return row(
                name,
                before("create table account (a integer not null, b integer not null, c integer" + before + ")" + ROWS),
                after("create table account (a integer not null, b integer not null, c integer" + after + ")"),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> primaryKeys() throws Exception {
        return Changes.prove(
                keys(
                        "a primary key comes",
                        "",
                        ", primary key (a)",
                        expect("+ primary key account.account_pkey (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys("a primary key goes", ", primary key (a)", "", expect("- primary key account.account_pkey (a)")),
                keys(
                        "a primary key gets another column",
                        ", primary key (a)",
                        ", primary key (b)",
                        expect("- primary key account.account_pkey (a)", "+ primary key account.account_pkey (b)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "a primary key gets one more column",
                        ", primary key (a)",
                        ", primary key (a, b)",
                        expect("- primary key account.account_pkey (a)", "+ primary key account.account_pkey (a, b)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "a primary key gets its columns in another order",
                        ", primary key (a, b)",
                        ", primary key (b, a)",
                        expect(
                                "- primary key account.account_pkey (a, b)",
                                "+ primary key account.account_pkey (b, a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "a primary key gets another name",
                        ", primary key (a)",
                        ", constraint pk primary key (a)",
                        expect("> primary key account.account_pkey -> pk")),
                keys(
                        "a primary key becomes deferrable",
                        ", primary key (a)",
                        ", primary key (a) deferrable initially deferred",
                        expect(
                                "- primary key account.account_pkey (a)",
                                "+ primary key account.account_pkey (a) deferrable initially deferred"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a primary key over a nullable column comes",
                        before("create table account (a integer); insert into account values (1)"),
                        after("create table account (a integer primary key)"),
                        expect(
                                "~ column account.a integer -> integer not null",
                                "+ primary key account.account_pkey (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a primary key cannot come to rows that are the same",
                        before("create table account (a integer not null); insert into account values (1), (1)"),
                        after("create table account (a integer primary key)"),
                        expect("+ primary key account.account_pkey (a)"),
                        refusedBecause("could not create unique index"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a primary key that is referenced gets another name",
                        before("create table account (a integer primary key); insert into account values (1);"
                                + "create table child (a integer references account); insert into child values (1)"),
                        after(
                                "create table account (a integer constraint pk primary key); create table child (a integer references account)"),
                        expect("> primary key account.account_pkey -> pk")),
                row(
                        "a primary key that is referenced becomes deferrable no more",
                        before(
                                "create table account (a integer, b integer unique, primary key (a) deferrable); insert into account values (1, 2);"
                                        + "create table child (b integer references account (b)); insert into child values (2)"),
                        after(
                                "create table account (a integer, b integer unique, primary key (a)); create table child (b integer references account (b))"),
                        expect(
                                "- primary key account.account_pkey (a) deferrable",
                                "+ primary key account.account_pkey (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a referenced primary key grows and a unique constraint takes its place",
                        before(
                                "create table account (a integer primary key, b integer not null); insert into account values (1, 2);"
                                        + "create table child (a integer references account); insert into child values (1)"),
                        after(
                                "create table account (a integer constraint once unique not null, b integer not null, primary key (a, b));"
                                        + "create table child (a integer references account (a))"),
                        expect(
                                "- foreign key child.child_a_fkey (a) -> account (a)",
                                "- primary key account.account_pkey (a)",
                                "+ primary key account.account_pkey (a, b)",
                                "+ unique account.once (a)",
                                "+ foreign key child.child_a_fkey (a) -> account (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "an identity and a primary key change together",
                        before("create table account (old integer primary key); insert into account values (7), (8)"),
                        after(
                                "create table account (old integer not null, id bigint generated always as identity primary key)"),
                        expect(
                                "- primary key account.account_pkey (old)",
                                "+ column account.id bigint not null identity always",
                                "+ primary key account.account_pkey (id)"),
                        then("select string_agg(id::text, ',' order by old) from account", "1,2"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE)),
                row(
                        "a primary key has a comment and gets one more column",
                        before(
                                "create table account (a integer primary key, b integer not null); comment on constraint account_pkey on account is 'pk'"),
                        after(
                                "create table account (a integer, b integer, primary key (a, b)); comment on constraint account_pkey on account is 'pk'"),
                        expect(
                                "- comment on primary key account.account_pkey 'pk'",
                                "- primary key account.account_pkey (a)",
                                "+ primary key account.account_pkey (a, b)",
                                "+ comment on primary key account.account_pkey 'pk'"),
                        hazard(MAY_FAIL_ON_DATA)));
    }

    @TestFactory
    Stream<DynamicTest> uniqueConstraints() throws Exception {
        return Changes.prove(
                keys(
                        "a unique constraint comes",
                        "",
                        ", unique (a)",
                        expect("+ unique account.account_a_key (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys("a unique constraint goes", ", unique (a)", "", expect("- unique account.account_a_key (a)")),
                keys(
                        "a unique constraint gets one more column",
                        ", constraint u unique (a)",
                        ", constraint u unique (a, b)",
                        expect("- unique account.u (a)", "+ unique account.u (a, b)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "a unique constraint gets its columns in another order",
                        ", constraint u unique (a, b)",
                        ", constraint u unique (b, a)",
                        expect("- unique account.u (a, b)", "+ unique account.u (b, a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "a unique constraint becomes deferrable",
                        ", constraint u unique (a)",
                        ", constraint u unique (a) deferrable",
                        expect("- unique account.u (a)", "+ unique account.u (a) deferrable"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "a unique constraint is deferred no more",
                        ", constraint u unique (a) initially deferred",
                        ", constraint u unique (a)",
                        expect("- unique account.u (a) deferrable initially deferred", "+ unique account.u (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "nulls become equal",
                        ", constraint u unique (c)",
                        ", constraint u unique nulls not distinct (c)",
                        since(15),
                        expect("- unique account.u (c)", "+ unique account.u (c) nulls not distinct"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "nulls are equal no more",
                        ", constraint u unique nulls not distinct (c)",
                        ", constraint u unique (c)",
                        since(15),
                        expect("- unique account.u (c) nulls not distinct", "+ unique account.u (c)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "a unique constraint gets another name",
                        ", constraint u unique (a)",
                        ", constraint v unique (a)",
                        expect("> unique account.u -> v")),
                keys(
                        "a unique constraint's name changes its case",
                        ", constraint \"SomeCasing\" unique (a)",
                        ", constraint somecasing unique (a)",
                        expect("> unique account.\"SomeCasing\" -> somecasing")),
                keys(
                        "one of two unique constraints goes",
                        ", constraint u unique (a), constraint v unique (b)",
                        ", constraint v unique (b)",
                        expect("- unique account.u (a)")),
                keys(
                        "two unique constraints swap their names",
                        ", constraint u unique (a), constraint v unique (b)",
                        ", constraint u unique (b), constraint v unique (a)",
                        expect(
                                "- unique account.v (b)",
                                "- unique account.u (a)",
                                "+ unique account.u (b)",
                                "+ unique account.v (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "the same columns are unique twice",
                        ", constraint u unique (a)",
                        ", constraint u unique (a), constraint v unique (a) deferrable",
                        expect("+ unique account.v (a) deferrable"),
                        hazard(MAY_FAIL_ON_DATA)),
                keys(
                        "the name that PostgreSQL chooses is as good as the same one written out",
                        ", unique (a, b)",
                        ", constraint account_a_b_key unique (a, b)",
                        same()),
                row(
                        "a unique constraint cannot come to rows that are the same",
                        before("create table account (a integer); insert into account values (1), (1)"),
                        after("create table account (a integer unique)"),
                        expect("+ unique account.account_a_key (a)"),
                        refusedBecause("could not create unique index"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a unique index becomes a unique constraint of the same name",
                        before(
                                "create table account (a integer); insert into account values (1); create unique index u on account (a)"),
                        after("create table account (a integer constraint u unique)"),
                        expect("- index account.u unique (a)", "+ unique account.u (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a unique constraint becomes a unique index of the same name",
                        before("create table account (a integer constraint u unique); insert into account values (1)"),
                        after("create table account (a integer); create unique index u on account (a)"),
                        expect("- unique account.u (a)", "+ index account.u unique (a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a unique constraint that is referenced gets another name",
                        before(
                                "create table account (a integer constraint u unique); insert into account values (1);"
                                        + "create table child (a integer references account (a)); insert into child values (1)"),
                        after(
                                "create table account (a integer constraint v unique); create table child (a integer references account (a))"),
                        expect("> unique account.u -> v")),
                row(
                        "a unique constraint that is referenced lets two nulls stand",
                        since(15),
                        before(
                                "create table account (a integer constraint u unique nulls not distinct); insert into account values (1);"
                                        + "create table child (a integer references account (a) on delete cascade); insert into child values (1)"),
                        after(
                                "create table account (a integer constraint u unique); create table child (a integer references account (a) on delete cascade)"),
                        expect(
                                "- foreign key child.child_a_fkey (a) -> account (a) on delete cascade",
                                "- unique account.u (a) nulls not distinct",
                                "+ unique account.u (a)",
                                "+ foreign key child.child_a_fkey (a) -> account (a) on delete cascade"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a unique constraint moves to a new column",
                        both(
                                "create table account (a integer constraint u unique); insert into account values (1), (2)"),
                        after(
                                "alter table account drop constraint u; alter table account add b integer constraint u unique"),
                        expect("- unique account.u (a)", "+ column account.b integer", "+ unique account.u (b)"),
                        hazard(MAY_FAIL_ON_DATA)));
    }
}
