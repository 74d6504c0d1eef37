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

/** Foreign keys. */
class ForeignKeysTest {

    private static final Part PARENT = both(
            "create table parent (id integer primary key, code integer unique, a integer, b integer, unique (a, b));"
                    + "insert into parent values (1, 10, 1, 2), (2, 20, 3, 4)");

    /** A child of {@code parent} with rows and some constraints. */
    private static Change child(String name, String before, String after, Part... parts) {
        return row(
                name,
                PARENT,
                before(
                        "create table child (id integer primary key, parent_id integer, code integer, a integer, b integer"
                                + before + ");"
                                + "insert into child values (1, 1, 10, 1, 2), (2, 2, 20, 3, 4), (3, null, null, null, null)"),
                after(
                        "create table child (id integer primary key, parent_id integer, code integer, a integer, b integer"
                                + after + ")"),
                change -> {
                    for (Part part : parts) {
                        part.addTo(change);
                    }
                });
    }

    private static Change options(String name, String before, String after, String linesBefore, String linesAfter) {
        String key = ", constraint fk foreign key (parent_id) references parent ";
        return child(
                name,
                key + before,
                key + after,
                expect(
                        "- foreign key child.fk (parent_id) -> parent (id)" + linesBefore,
                        "+ foreign key child.fk (parent_id) -> parent (id)" + linesAfter),
                hazard(MAY_FAIL_ON_DATA));
    }

    /** Where it stands, and without a look at the rows. */
    private static Change timing(String name, String before, String after, String linesBefore, String linesAfter) {
        String key = ", constraint fk foreign key (parent_id) references parent ";
        String columns = "(parent_id) -> parent (id)";
        return child(
                name,
                key + before,
                key + after,
                expect("~ foreign key child.fk " + columns + linesBefore + " -> " + columns + linesAfter));
    }

    @TestFactory
    Stream<DynamicTest> comeAndGo() throws Exception {
        return Changes.prove(
                child(
                        "a foreign key comes",
                        "",
                        ", foreign key (parent_id) references parent",
                        expect("+ foreign key child.child_parent_id_fkey (parent_id) -> parent (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                child(
                        "a foreign key goes",
                        ", foreign key (parent_id) references parent",
                        "",
                        expect("- foreign key child.child_parent_id_fkey (parent_id) -> parent (id)")),
                child(
                        "a foreign key to a unique column comes",
                        "",
                        ", foreign key (code) references parent (code)",
                        expect("+ foreign key child.child_code_fkey (code) -> parent (code)"),
                        hazard(MAY_FAIL_ON_DATA)),
                child(
                        "a composite foreign key comes",
                        "",
                        ", foreign key (a, b) references parent (a, b)",
                        expect("+ foreign key child.child_a_b_fkey (a, b) -> parent (a, b)"),
                        hazard(MAY_FAIL_ON_DATA)),
                child(
                        "a composite foreign key pairs its columns otherwise",
                        ", constraint fk foreign key (a, b) references parent (a, b)",
                        ", constraint fk foreign key (b, a) references parent (b, a)",
                        expect(
                                "- foreign key child.fk (a, b) -> parent (a, b)",
                                "+ foreign key child.fk (b, a) -> parent (b, a)"),
                        hazard(MAY_FAIL_ON_DATA)),
                child(
                        "a foreign key points at another column",
                        ", constraint fk foreign key (parent_id) references parent (id)",
                        ", constraint fk foreign key (parent_id) references child (id)",
                        expect(
                                "- foreign key child.fk (parent_id) -> parent (id)",
                                "+ foreign key child.fk (parent_id) -> child (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                child(
                        "a foreign key to its own table comes",
                        "",
                        ", foreign key (parent_id) references child",
                        expect("+ foreign key child.child_parent_id_fkey (parent_id) -> child (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                child(
                        "a foreign key gets another name",
                        ", foreign key (parent_id) references parent",
                        ", constraint fk_parent foreign key (parent_id) references parent",
                        expect("> foreign key child.child_parent_id_fkey -> fk_parent")),
                child(
                        "two foreign keys over one column",
                        ", constraint fk foreign key (parent_id) references parent",
                        ", constraint fk foreign key (parent_id) references parent, constraint fk2 foreign key (parent_id) references parent on delete cascade",
                        expect("+ foreign key child.fk2 (parent_id) -> parent (id) on delete cascade"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a foreign key cannot come to rows without a partner",
                        before(
                                "create table parent (id integer primary key); create table child (parent_id integer); insert into child values (9)"),
                        after(
                                "create table parent (id integer primary key); create table child (parent_id integer references parent)"),
                        expect("+ foreign key child.child_parent_id_fkey (parent_id) -> parent (id)"),
                        refusedBecause("violates foreign key constraint"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a foreign key comes together with its column and index",
                        PARENT,
                        before("create table child (id integer); insert into child values (1)"),
                        after(
                                "create table child (id integer, parent_id integer references parent on delete set null); create index by_parent on child (parent_id)"),
                        expect(
                                "+ column child.parent_id integer",
                                "+ index child.by_parent (parent_id)",
                                "+ foreign key child.child_parent_id_fkey (parent_id) -> parent (id) on delete set null"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "what is referenced goes, and the column that references it",
                        before(
                                "create table parent (id integer primary key); insert into parent values (1);"
                                        + "create table child (id integer, parent_id integer references parent); insert into child values (1, 1)"),
                        after("create table child (id integer)"),
                        expect(
                                "- foreign key child.child_parent_id_fkey (parent_id) -> parent (id)",
                                "- column child.parent_id integer",
                                "- table parent (1 columns)"),
                        hazard(LOSES_DATA)),
                row(
                        "mutual foreign keys come to tables with rows",
                        before(
                                "create table hen (id integer primary key, egg integer); create table egg (id integer primary key, hen integer);"
                                        + "insert into hen values (1, 1); insert into egg values (1, 1)"),
                        after(
                                "create table hen (id integer primary key, egg integer); create table egg (id integer primary key, hen integer references hen);"
                                        + "alter table hen add foreign key (egg) references egg"),
                        expect(
                                "+ foreign key egg.egg_hen_fkey (hen) -> hen (id)",
                                "+ foreign key hen.hen_egg_fkey (egg) -> egg (id)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "mutual foreign keys go",
                        before(
                                "create table hen (id integer primary key, egg integer); create table egg (id integer primary key, hen integer references hen);"
                                        + "alter table hen add foreign key (egg) references egg; insert into hen values (1, null); insert into egg values (1, 1)"),
                        after(
                                "create table hen (id integer primary key, egg integer); create table egg (id integer primary key, hen integer)"),
                        expect(
                                "- foreign key hen.hen_egg_fkey (egg) -> egg (id)",
                                "- foreign key egg.egg_hen_fkey (hen) -> hen (id)")),
                row(
                        "a foreign key rests on a unique index",
                        both(
                                "create table parent (code integer); insert into parent values (1); create unique index by_code on parent (code)"),
                        before("create table child (code integer); insert into child values (1)"),
                        after("create table child (code integer references parent (code))"),
                        expect("+ foreign key child.child_code_fkey (code) -> parent (code)"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a foreign key and the unique constraint that it needs come together",
                        before(
                                "create table parent (code integer); insert into parent values (1); create table child (code integer); insert into child values (1)"),
                        after(
                                "create table parent (code integer unique); create table child (code integer references parent (code))"),
                        expect(
                                "+ unique parent.parent_code_key (code)",
                                "+ foreign key child.child_code_fkey (code) -> parent (code)"),
                        hazard(MAY_FAIL_ON_DATA)));
    }

    @TestFactory
    Stream<DynamicTest> options() throws Exception {
        return Changes.prove(
                options("on delete cascade comes", "", "on delete cascade", "", " on delete cascade"),
                options("on delete cascade goes", "on delete cascade", "", " on delete cascade", ""),
                options(
                        "on delete cascade becomes set null",
                        "on delete cascade",
                        "on delete set null",
                        " on delete cascade",
                        " on delete set null"),
                options("on delete restrict comes", "", "on delete restrict", "", " on delete restrict"),
                options("on delete set default comes", "", "on delete set default", "", " on delete set default"),
                options("on update cascade comes", "", "on update cascade", "", " on update cascade"),
                options(
                        "both actions change",
                        "on delete cascade on update set null",
                        "on delete set null on update cascade",
                        " on delete cascade on update set null",
                        " on delete set null on update cascade"),
                timing("deferrable comes", "", "deferrable", "", " deferrable"),
                timing("initially deferred comes", "", "initially deferred", "", " deferrable initially deferred"),
                timing(
                        "deferrable becomes initially deferred",
                        "deferrable",
                        "deferrable initially deferred",
                        " deferrable",
                        " deferrable initially deferred"),
                timing("initially deferred goes", "initially deferred", "", " deferrable initially deferred", ""),
                child(
                        "no action is what nothing said means",
                        ", foreign key (parent_id) references parent",
                        ", foreign key (parent_id) references parent (id) on delete no action on update no action not deferrable",
                        same()),
                child(
                        "initially immediate is what nothing said means",
                        ", foreign key (parent_id) references parent deferrable",
                        ", foreign key (parent_id) references parent deferrable initially immediate",
                        same()),
                child(
                        "the name that PostgreSQL chooses is as good as the same one written out",
                        ", foreign key (parent_id) references parent",
                        ", constraint child_parent_id_fkey foreign key (parent_id) references public.parent",
                        same()));
    }
}
