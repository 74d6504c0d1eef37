package dev.aludel.core.op;

import static dev.aludel.core.op.Definitions.check;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.comment;
import static dev.aludel.core.op.Definitions.foreignKey;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static dev.aludel.core.op.Definitions.sequence;
import static dev.aludel.core.op.Definitions.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {

    private static final JavaStep NOTHING = connection -> {};

    private static Operations operations() {
        return new Operations(type -> type.equals("int") ? "integer" : type);
    }

    private static Arguments says(Consumer<Operations> words, String... lines) {
        return Arguments.of(words, List.of(lines));
    }

    static Stream<Arguments> words() {
        return Stream.of(
                says(op -> op.createSchema("billing"), "+ schema billing"),
                says(op -> op.dropSchema("billing"), "- schema billing"),
                says(op -> op.renameSchema("a", "b"), "> schema a -> b"),
                says(op -> op.createTable("t", column("id", "int")), "+ table t (1 columns)"),
                says(op -> op.dropTable("T", column("id", "int")), "- table t (1 columns)"),
                says(op -> op.renameTable("a", "b"), "> table a -> b"),
                says(op -> op.addColumn("t", column("c", "int").notNull()), "+ column t.c integer not null"),
                says(
                        op -> op.addColumn("t", column("c", "text").comment("why")),
                        "+ column t.c text",
                        "+ comment on column t.c 'why'"),
                says(
                        op -> op.dropColumn("t", column("c", "text").comment("why")),
                        "- comment on column t.c 'why'",
                        "- column t.c text"),
                says(
                        op -> op.alterColumn("t", column("c", "int"), column("c", "bigint")),
                        "~ column t.c integer -> bigint"),
                says(op -> op.renameColumn("t", "a", "b"), "> column t.a -> b"),
                says(op -> op.addConstraint("t", primaryKey("id")), "+ primary key t.t_pkey (id)"),
                says(
                        op -> op.addConstraint("t", unique("a", "b").deferrable()),
                        "+ unique t.t_a_b_key (a, b) deferrable"),
                says(op -> op.addConstraint("t", check("ck", "a > 0")), "+ check t.ck (a > 0)"),
                says(
                        op -> op.addConstraint("t", foreignKey("c_id").references("c", "id")),
                        "+ foreign key t.t_c_id_fkey (c_id) -> c (id)"),
                says(op -> op.dropConstraint("t", unique("a").named("uq")), "- unique t.uq (a)"),
                says(op -> op.createIndex("t", index("ix", "a").unique()), "+ index t.ix unique (a)"),
                says(op -> op.dropIndex("t", index("ix", "a").where("a > 0")), "- index t.ix (a) where a > 0"),
                says(op -> op.rename("index", "t", "a", "b"), "> index t.a -> b"),
                says(
                        op -> op.createSequence("s", sequence("integer").startingAt(5)),
                        "+ sequence s integer start 5 increment 1"),
                says(op -> op.dropSequence("s", sequence()), "- sequence s bigint start 1 increment 1"),
                says(
                        op -> op.alterSequence("s", sequence(), sequence().incrementBy(50)),
                        "~ sequence s bigint start 1 increment 1 -> bigint start 1 increment 50"),
                says(op -> op.renameSequence("a", "b"), "> sequence a -> b"),
                says(op -> op.ownSequence("s", "t", "c"), "+ sequence owner t.s column c"),
                says(op -> op.disownSequence("s", "t", "c"), "- sequence owner t.s column c"),
                says(op -> op.createEnum("color", "red", "blue"), "+ enum color [red, blue]"),
                says(op -> op.dropEnum("color", "red"), "- enum color [red]"),
                says(op -> op.renameEnum("a", "b"), "> enum a -> b"),
                says(op -> op.alterEnum("c", List.of("a"), List.of("a", "b")), "~ enum c [a] -> [a, b]"),
                says(op -> op.commentOnTable("t", null, "why"), "+ comment on table t 'why'"),
                says(op -> op.commentOnTable("t", "why", null), "- comment on table t 'why'"),
                says(op -> op.commentOnColumn("t", "c", "a", "b"), "~ comment on column t.c 'a' -> 'b'"),
                says(op -> op.comment(ObjectId.table(Name.of("t")), null, null)),
                says(op -> op.execute("vacuum").reversedBy(""), "! vacuum"),
                says(op -> op.run("fill", 2, NOTHING).reversedBy(NOTHING), "! code \"fill\" version 2"),
                says(op -> op.backfill("t", "a = 1", "a is null"), "! backfill t set a = 1 where a is null"),
                says(op -> op.irreversible("rows are gone"), "! irreversible: rows are gone"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordRecordsTheOperationThatItSays(Consumer<Operations> words, List<String> lines) {
        var operations = operations();
        words.accept(operations);
        assertThat(operations.recorded()).extracting(Operation::describe).containsExactlyElementsOf(lines);
    }

    @ParameterizedTest
    @MethodSource("words")
    void reversingTwiceIsTheSame(Consumer<Operations> words, List<String> lines) {
        var operations = operations();
        words.accept(operations);
        var recorded = operations.recorded();
        assertThat(Operations.reverse(Operations.reverse(recorded))).isEqualTo(recorded);
    }

    @Test
    void theWayBackIsLastFirst() {
        var operations = operations();
        operations.createTable("t", column("id", "int"), primaryKey("id"), comment("the table"));
        operations.addColumn("t", column("c", "int"));
        operations.createIndex("t", index("ix", "c").comment("why"));
        var model = apply(SchemaModel.empty(), operations.recorded());
        assertThat(model.holes()).isEmpty();
        assertThat(apply(model, Operations.reverse(operations.recorded()))).isEqualTo(SchemaModel.empty());
    }

    private static SchemaModel apply(SchemaModel model, List<Operation> operations) {
        SchemaModel result = model;
        for (Operation operation : operations) {
            result = operation.applyTo(result);
        }
        return result;
    }

    @Test
    void aConversionIsTurnedAround() {
        var operations = operations();
        operations.alterColumn("t", column("c", "text"), column("c", "int")).using("c::integer", "c::text");
        Alter alter = (Alter) operations.recorded().get(0);
        assertThat(alter.using()).isEqualTo(new Using("c::integer", "c::text"));
        assertThat(alter.reverse().using()).isEqualTo(new Using("c::text", "c::integer"));
    }

    @Test
    void theUsersOfAnEnumAreRememberedWithTheirComments() {
        var operations = operations();
        operations
                .alterEnum("color", List.of("a", "b"), List.of("a"))
                .comment("all colors")
                .usedBy(
                        "t",
                        column("c", "color"),
                        check("ck", "c <> 'a'::color").comment("not a"))
                .usedBy("u", column("c", "color[]"));
        Alter alter = (Alter) operations.recorded().get(0);
        assertThat(alter.users())
                .extracting(user -> user.id().toString())
                .containsExactly(
                        "comment on enum color", "column t.c", "check t.ck", "comment on check t.ck", "column u.c");
        assertThat(alter.touches())
                .containsExactlyInAnyOrder(
                        EnumType.id(Name.of("color")), ObjectId.table(Name.of("t")), ObjectId.table(Name.of("u")));
    }

    @Test
    void whatCannotBeUndoneSaysSo() {
        var operations = operations();
        operations.execute("delete from t");
        operations.run("fill", 1, NOTHING);
        operations.irreversible("because");
        assertThat(operations.recorded()).noneMatch(Operation::isReversible);
        assertThat(Operations.reverse(operations.recorded())).allMatch(Irreversible.class::isInstance);
        assertThat(Operations.reverse(Operations.reverse(operations.recorded())))
                .isEqualTo(operations.recorded());
    }

    @Test
    void losingDataIsSaid() {
        var operations = operations();
        operations.dropTable("t", column("id", "int"));
        operations.dropColumn("t", column("c", "int"));
        operations.alterColumn("t", column("c", "bigint"), column("c", "int"));
        operations.alterColumn("t", column("c", "int"), column("c", "int").generatedAs("id + 1"));
        assertThat(operations.recorded()).allMatch(Operation::losesData);
    }

    @Test
    void losingNothingIsSaid() {
        var operations = operations();
        operations.createTable("t", column("id", "int"));
        operations.dropColumn("t", column("c", "int").generatedAs("id + 1"));
        operations.alterColumn("t", column("c", "int"), column("c", "bigint").notNull());
        operations.alterColumn("t", column("c", "int").generatedAs("id"), column("c", "int"));
        operations.dropIndex("t", index("ix", "c"));
        operations.renameTable("t", "u");
        assertThat(operations.recorded()).noneMatch(Operation::losesData);
    }

    @Test
    void anotherObjectIsNoAlteration() {
        var operations = operations();
        assertThatThrownBy(() -> operations.alterColumn("t", column("a", "int"), column("b", "int")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rename it first");
    }
}
