package dev.aludel.core.compare;

import static dev.aludel.core.compare.Examples.diff;
import static dev.aludel.core.compare.Examples.model;
import static dev.aludel.core.compare.Examples.table;
import static dev.aludel.core.op.Definitions.check;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.comment;
import static dev.aludel.core.op.Definitions.expression;
import static dev.aludel.core.op.Definitions.foreignKey;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static dev.aludel.core.op.Definitions.sequence;
import static dev.aludel.core.op.Definitions.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.laws.Laws;
import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Definition;
import dev.aludel.core.op.IndexDefinition;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DifferTest {

    private static Arguments row(String claim, SchemaModel from, SchemaModel to, String... lines) {
        return Arguments.of(claim, from, to, List.of(lines));
    }

    private static SchemaModel t(Definition... members) {
        return table("t", members);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("nothing between equal models", t(column("a", "text")), t(column("a", "text"))),
                row(
                        "the order of columns is presentation",
                        t(column("a", "text"), column("b", "text")),
                        t(column("b", "text"), column("a", "text"))),
                row(
                        "a table and what stands alone in it",
                        SchemaModel.empty(),
                        model(op -> {
                            op.createTable(
                                    "c", column("id", "bigint").notNull(), primaryKey("id"), comment("customers"));
                            op.createTable(
                                    "o",
                                    column("c_id", "bigint"),
                                    foreignKey("c_id").references("c", "id").comment("who"));
                        }),
                        "+ table c (1 columns)",
                        "+ table o (1 columns)",
                        "+ foreign key o.o_c_id_fkey (c_id) -> c (id)",
                        "+ comment on foreign key o.o_c_id_fkey 'who'"),
                row(
                        "what goes goes before what it rests on",
                        model(op -> {
                            op.createTable("c", column("id", "bigint").notNull(), primaryKey("id"));
                            op.createTable(
                                    "o",
                                    column("c_id", "bigint"),
                                    foreignKey("c_id").references("c", "id"));
                        }),
                        table("o", column("c_id", "bigint")),
                        "- foreign key o.o_c_id_fkey (c_id) -> c (id)",
                        "- table c (1 columns)"),
                row(
                        "a key under a foreign key is replaced with it",
                        mutual(primaryKey("id")),
                        mutual(primaryKey("id").deferrable(), unique("id").named("uq")),
                        "- foreign key o.o_c_id_fkey (c_id) -> c (id)",
                        "- primary key c.c_pkey (id)",
                        "+ primary key c.c_pkey (id) deferrable",
                        "+ unique c.uq (id)",
                        "+ foreign key o.o_c_id_fkey (c_id) -> c (id)"),
                row(
                        "a unique index under a foreign key is replaced with it",
                        mutual(index("ux", "id").unique()),
                        mutual(index("ux", "id").unique().include("v")),
                        "- foreign key o.o_c_id_fkey (c_id) -> c (id)",
                        "- index c.ux unique (id)",
                        "+ index c.ux unique (id) include (v)",
                        "+ foreign key o.o_c_id_fkey (c_id) -> c (id)"),
                row(
                        "a check makes way for a change of type",
                        t(column("a", "integer"), check("ck", "a > 0")),
                        t(column("a", "bigint"), check("ck", "a > 0")),
                        "- check t.ck (a > 0)",
                        "~ column t.a integer -> bigint",
                        "+ check t.ck (a > 0)"),
                row(
                        "what is computed makes way for a change of type, and what rests on that",
                        t(
                                column("a", "integer"),
                                column("g", "bigint").generatedAs("a + 1"),
                                index("ix", "g").comment("why")),
                        t(
                                column("a", "bigint"),
                                column("g", "bigint").generatedAs("a + 1"),
                                index("ix", "g").comment("why")),
                        "- comment on index t.ix 'why'",
                        "- index t.ix (g)",
                        "- column t.g bigint generated stored (a + 1)",
                        "~ column t.a integer -> bigint",
                        "+ column t.g bigint generated stored (a + 1)",
                        "+ index t.ix (g)",
                        "+ comment on index t.ix 'why'"),
                row(
                        "what is computed makes way for a change of collation",
                        t(column("a", "text"), column("g", "text").generatedAs("lower(a)")),
                        t(
                                column("a", "text").collate("\"C\""),
                                column("g", "text").generatedAs("lower(a)")),
                        "- column t.g text generated stored (lower(a))",
                        "~ column t.a text -> text collate \"C\"",
                        "+ column t.g text generated stored (lower(a))"),
                row(
                        "a plain index stays when a type changes, one with an expression does not",
                        t(column("a", "varchar(9)"), index("ix", "a"), index("ie", expression("lower(a)"))),
                        t(column("a", "text"), index("ix", "a"), index("ie", expression("lower(a)"))),
                        "- index t.ie ((lower(a)))",
                        "~ column t.a varchar(9) -> text",
                        "+ index t.ie ((lower(a)))"),
                row(
                        "a column that stops being computed keeps its values while its base changes",
                        t(column("a", "integer"), column("g", "bigint").generatedAs("a + 1")),
                        t(column("a", "bigint"), column("g", "bigint")),
                        "~ column t.g bigint generated stored (a + 1) -> bigint",
                        "~ column t.a integer -> bigint"),
                row(
                        "a primary key comes after its columns have become not null, and goes before they can be null",
                        t(column("a", "text").notNull(), column("b", "text"), primaryKey("a")),
                        t(column("a", "text"), column("b", "text").notNull(), primaryKey("b")),
                        "- primary key t.t_pkey (a)",
                        "~ column t.a text not null -> text",
                        "~ column t.b text -> text not null",
                        "+ primary key t.t_pkey (b)"),
                row(
                        "a default gives up its sequence before that goes",
                        model(op -> {
                            op.createSequence("s", sequence());
                            op.createTable("t", column("a", "bigint").defaultSql("nextval('s'::regclass)"));
                            op.ownSequence("s", "t", "a");
                        }),
                        t(column("a", "bigint")),
                        "- sequence owner t.s column a",
                        "~ column t.a bigint default nextval('s'::regclass) -> bigint",
                        "- sequence s bigint start 1 increment 1"),
                row(
                        "a table makes way for a sequence of its name",
                        t(column("a", "text")),
                        model(op -> op.createSequence("t", sequence())),
                        "- table t (1 columns)",
                        "+ sequence t bigint start 1 increment 1"),
                row(
                        "a sequence makes way for an index of its name",
                        model(op -> {
                            op.createSequence("s", sequence());
                            op.createTable("t", column("a", "text"));
                        }),
                        t(column("a", "text"), index("s", "a")),
                        "- sequence s bigint start 1 increment 1",
                        "+ index t.s (a)"),
                row(
                        "an index name moves to another table",
                        model(op -> {
                            op.createTable("t", column("a", "text"), index("ix", "a"));
                            op.createTable("u", column("a", "text"));
                        }),
                        model(op -> {
                            op.createTable("t", column("a", "text"));
                            op.createTable("u", column("a", "text"), index("ix", "a"));
                        }),
                        "- index t.ix (a)",
                        "+ index u.ix (a)"),
                row(
                        "a constraint or index that only has another name is renamed, with its comment",
                        t(column("a", "text"), unique("a").named("u1").comment("why"), check("c1", "a <> ''")),
                        t(column("a", "text"), unique("a").named("u2").comment("why"), check("c2", "a <> ''")),
                        "> check t.c1 -> c2",
                        "> unique t.u1 -> u2"),
                row(
                        "two indexes that are alike are not mixed up",
                        t(column("a", "text"), index("i1", "a"), index("i2", "a")),
                        t(column("a", "text"), index("i3", "a")),
                        "- index t.i2 (a)",
                        "- index t.i1 (a)",
                        "+ index t.i3 (a)"),
                row(
                        "a new value comes before the default that is it",
                        colors(List.of("red"), "red"),
                        colors(List.of("red", "blue"), "blue"),
                        "~ enum color [red] -> [red, blue]",
                        "~ column t.c color default 'red'::color -> color default 'blue'::color"),
                row(
                        "a default gives up its value before that goes",
                        colors(List.of("red", "blue"), "blue"),
                        colors(List.of("red"), "red"),
                        "~ column t.c color default 'blue'::color -> color default 'red'::color",
                        "~ enum color [red, blue] -> [red]"),
                row(
                        "a default changes between a value that comes and one that goes",
                        colors(List.of("red", "green"), "red"),
                        colors(List.of("blue", "green"), "blue"),
                        "~ enum color [red, green] -> [red, green, blue]",
                        "~ column t.c color default 'red'::color -> color default 'blue'::color",
                        "~ enum color [red, green, blue] -> [blue, green]"));
    }

    private static SchemaModel mutual(Definition... keys) {
        return model(op -> {
            op.createTable("c", column("id", "bigint").notNull(), column("v", "text"));
            for (Definition key : keys) {
                if (key instanceof IndexDefinition index) {
                    op.createIndex("c", index);
                } else {
                    op.addConstraint("c", key);
                }
            }
            op.createTable("o", column("c_id", "bigint"), foreignKey("c_id").references("c", "id"));
        });
    }

    private static SchemaModel colors(List<String> labels, String value) {
        return model(op -> {
            op.createEnum("color", labels.toArray(String[]::new));
            op.createTable("t", column("c", "color").defaultSql("'" + value + "'::color"));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void finds(String claim, SchemaModel from, SchemaModel to, List<String> lines) {
        assertThat(diff(from, to)).containsExactlyElementsOf(lines);
        Laws.hold(from, to);
        Laws.hold(to, from);
    }

    @Test
    void anEnumThatLosesAValueKnowsWhatHasToMakeWay() {
        Consumer<Operations> rest = op -> {
            op.createTable(
                    "t",
                    column("id", "bigint").notNull(),
                    column("c", "color").notNull(),
                    column("l", "color[]"),
                    column("red", "boolean").generatedAs("c = 'red'::color"),
                    primaryKey("c"),
                    unique("red").named("uq").comment("one red"),
                    check("ck", "c <> 'blue'::color").comment("no blue"),
                    index("ix", "c"),
                    index("ip", "id").where("c = 'red'::color"));
            op.createTable("u", column("c", "color"), foreignKey("c").references("t", "c"));
            op.comment(EnumType.id(Name.of("color")), null, "all colors");
        };
        var from = model(op -> {
            op.createEnum("color", "red", "green", "blue");
            rest.accept(op);
        });
        var to = model(op -> {
            op.createEnum("color", "red", "blue");
            rest.accept(op);
        });
        var operations = Differ.diff(from, to);
        assertThat(operations).hasSize(1);
        Alter alter = (Alter) operations.get(0);
        assertThat(alter.users())
                .filteredOn(user -> !(user instanceof Comment))
                .extracting(SchemaObject::id)
                .extracting(Object::toString)
                .containsExactly(
                        "column t.c",
                        "column t.l",
                        "column u.c",
                        "column t.red",
                        "unique t.uq",
                        "check t.ck",
                        "index t.ip",
                        "foreign key u.u_c_fkey");
        assertThat(alter.users())
                .filteredOn(user -> user instanceof Comment)
                .extracting(comment -> ((Comment) comment).on().toString())
                .containsExactlyInAnyOrder("enum color", "unique t.uq", "check t.ck");
        Laws.hold(from, to);
    }

    @Test
    void aColumnIsNeverSacrificedForItsType() {
        var from = model(op -> {
            op.createEnum("color", "red");
            op.createTable("t", column("c", "color"));
        });
        var to = t(column("c", "color"));
        assertThat(diff(from, to)).containsExactly("- enum color [red]");
    }
}
