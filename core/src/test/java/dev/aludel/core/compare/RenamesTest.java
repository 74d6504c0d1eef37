package dev.aludel.core.compare;

import static dev.aludel.core.compare.Examples.diff;
import static dev.aludel.core.compare.Examples.model;
import static dev.aludel.core.compare.Examples.table;
import static dev.aludel.core.op.Definitions.check;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.foreignKey;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static dev.aludel.core.op.Definitions.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.laws.Laws;
import dev.aludel.core.schema.SchemaModel;
import org.junit.jupiter.api.Test;

class RenamesTest {

    private static final RenameHints NONE = RenameHints.none();

    private static void says(SchemaModel from, SchemaModel to, RenameHints hints, String... lines) {
        assertThat(diff(from, to, hints)).containsExactly(lines);
        Laws.hold(from, to, hints);
        Laws.hold(to, to, hints);
    }

    @Test
    void aTableKeepsItsRowsWhenToldSo() {
        says(
                table("a", column("id", "bigint"), index("ix", "id")),
                table("b", column("id", "bigint"), column("x", "text"), index("ix", "id")),
                NONE.table("a", "b"),
                "> table a -> b",
                "+ column b.x text");
        says(
                table("a", column("id", "bigint")),
                table("b", column("id", "bigint")),
                NONE,
                "+ table b (1 columns)",
                "- table a (1 columns)");
    }

    @Test
    void aColumnKeepsItsValuesAndAllThatMentionsItFollows() {
        says(
                table(
                        "t",
                        column("a", "integer"),
                        check("ck", "a > 0"),
                        index("ix", "a").where("a > 0")),
                table(
                        "t",
                        column("order", "bigint"),
                        check("ck", "\"order\" > 0"),
                        index("ix", "order").where("\"order\" > 0")),
                NONE.column("t", "a", "order"),
                "> column t.a -> order",
                "- index t.ix (order) where \"order\" > 0",
                "- check t.ck (\"order\" > 0)",
                "~ column t.order integer -> bigint",
                "+ check t.ck (\"order\" > 0)",
                "+ index t.ix (order) where \"order\" > 0");
    }

    @Test
    void aTableAndItsColumnAreToldInOrder() {
        says(
                table("a", column("x", "text")),
                table("b", column("y", "text")),
                NONE.table("a", "b").column("b", "x", "y"),
                "> table a -> b",
                "> column b.x -> y");
    }

    @Test
    void anEnumAndASequenceKeepWhatTheyAre() {
        says(
                model(op -> {
                    op.createEnum("a", "x");
                    op.createSequence("s", sequence());
                    op.createTable(
                            "t",
                            column("c", "a[]").defaultSql("'{}'::a[]"),
                            column("n", "bigint").defaultSql("nextval('s'::regclass)"));
                }),
                model(op -> {
                    op.createEnum("b", "x");
                    op.createSequence("q", sequence());
                    op.createTable(
                            "t",
                            column("c", "b[]").defaultSql("'{}'::b[]"),
                            column("n", "bigint").defaultSql("nextval('q'::regclass)"));
                }),
                NONE.enumType("a", "b").sequence("s", "q"),
                "> enum a -> b",
                "> sequence s -> q");
    }

    @Test
    void namesThatMoveOnAreFollowedInWhateverOrderTheyAreTold() {
        var from = model(op -> {
            op.createTable("a", column("x", "text"));
            op.createTable("b", column("y", "text"));
        });
        var to = model(op -> {
            op.createTable("b", column("x", "text"));
            op.createTable("c", column("y", "text"));
        });
        says(from, to, NONE.table("a", "b").table("b", "c"), "> table b -> c", "> table a -> b");
        says(from, to, NONE.table("b", "c").table("a", "b"), "> table b -> c", "> table a -> b");
    }

    @Test
    void namesThatChangePlacesCannotBeToldApart() {
        var model = model(op -> {
            op.createTable("a", column("x", "text"));
            op.createTable("b", column("y", "text"));
        });
        says(model, model, NONE.table("a", "b").table("b", "a"));
    }

    @Test
    void whatHoldsTheNewNameAndGoesIsPutAside() {
        says(
                model(op -> {
                    op.createSequence("b", sequence());
                    op.createTable("a", column("x", "bigint").defaultSql("nextval('b'::regclass)"));
                }),
                table("b", column("x", "bigint")),
                NONE.table("a", "b"),
                "> sequence b -> aside1_b",
                "> table a -> b",
                "~ column b.x bigint default nextval('aside1_b'::regclass) -> bigint",
                "- sequence aside1_b bigint start 1 increment 1");
        says(
                model(op -> {
                    op.createTable("a", column("x", "text"));
                    op.createTable(
                            "t",
                            column("x", "text"),
                            index("b", "x"),
                            index("aside1_b", "x").unique());
                }),
                model(op -> {
                    op.createTable("b", column("x", "text"));
                    op.createTable(
                            "t", column("x", "text"), index("aside1_b", "x").unique());
                }),
                NONE.table("a", "b"),
                "> index t.b -> aside2_b",
                "> table a -> b",
                "- index t.aside2_b (x)");
    }

    @Test
    void aTableThatHoldsTheNewNameIsPutAsideWithItsMembers() {
        says(
                model(op -> {
                    op.createSequence("s", sequence());
                    op.createTable("t", column("x", "text").notNull(), primaryKey("x"), index("ix", "x"));
                }),
                model(op -> op.createSequence("t", sequence())),
                NONE.sequence("s", "t"),
                "> table t -> aside1_t",
                "> sequence s -> t",
                "- table aside1_t (1 columns, 1 indexes)");
    }

    @Test
    void aHintThatHasDoneItsWorkDoesNothing() {
        says(
                table("b", column("x", "text")),
                table("b", column("x", "text"), column("y", "text")),
                NONE.table("a", "b"),
                "+ column b.y text");
    }

    @Test
    void aHintDoesNothingWhereTheOldNameIsWantedToo() {
        says(
                table("a", column("x", "text")),
                model(op -> {
                    op.createTable("a", column("x", "text"));
                    op.createTable("b", column("x", "text"));
                }),
                NONE.table("a", "b"),
                "+ table b (1 columns)");
    }

    @Test
    void aForeignKeyFollowsItsTarget() {
        says(
                model(op -> {
                    op.createTable(
                            "a",
                            column("id", "bigint").notNull(),
                            primaryKey("id").named("pk"));
                    op.createTable("t", column("r", "bigint"), foreignKey("r").references("a", "id"));
                }),
                model(op -> {
                    op.createTable(
                            "b",
                            column("key", "bigint").notNull(),
                            primaryKey("key").named("b_pk"));
                    op.createTable("t", column("r", "bigint"), foreignKey("r").references("b", "key"));
                }),
                NONE.table("a", "b").column("b", "id", "key"),
                "> table a -> b",
                "> column b.id -> key",
                "> primary key b.pk -> b_pk");
    }

    @Test
    void aNameThatIsStillTakenIsNotGiven() {
        says(
                model(op -> {
                    op.createTable("t", column("x", "text"), index("i1", "x"));
                    op.createTable("u", column("x", "text"), index("i2", "x").unique());
                }),
                model(op -> {
                    op.createTable("t", column("x", "text"), index("i2", "x"));
                    op.createTable("u", column("x", "text"));
                }),
                NONE,
                "- index u.i2 unique (x)",
                "- index t.i1 (x)",
                "+ index t.i2 (x)");
    }

    @Test
    void hintsOfReleasesThatWereSkippedLeadOn() {
        says(
                table("t", column("a", "text")),
                table("t", column("c", "text")),
                NONE.column("t", "a", "b").column("t", "b", "c"),
                "> column t.a -> c");
        says(
                table("t", column("x", "text")),
                table("v", column("z", "text")),
                NONE.column("t", "x", "y").table("t", "u").column("u", "y", "z").table("u", "v"),
                "> table t -> v",
                "> column v.x -> z");
        says(
                table("u", column("x", "text")),
                table("u", column("x", "text")),
                NONE.table("t", "u").table("u", "t"));
    }

    @Test
    void aSchemaTakesAllAlongThatIsInIt() {
        says(
                model(op -> {
                    op.createSchema("s");
                    op.createTable("s.t", column("x", "text"));
                }),
                model(op -> {
                    op.createSchema("r");
                    op.createTable("r.t", column("y", "text"));
                }),
                NONE.column("s.t", "x", "y").schema("s", "r"),
                "> schema s -> r",
                "> column r.t.x -> y");
    }

    @Test
    void whatIsPutAsideForAnotherIsStillTold() {
        says(
                model(op -> {
                    op.createEnum("e", "x");
                    op.createTable("f", column("c", "e"));
                }),
                model(op -> {
                    op.createEnum("f", "x");
                    op.createTable("g", column("d", "f"));
                }),
                NONE.enumType("e", "f").column("f", "c", "d").table("f", "g"),
                "> table f -> aside1_f",
                "> enum e -> f",
                "> table aside1_f -> g",
                "> column g.c -> d");
    }
}
