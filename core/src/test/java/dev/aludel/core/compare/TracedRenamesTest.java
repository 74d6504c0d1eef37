package dev.aludel.core.compare;

import static dev.aludel.core.compare.Examples.model;
import static dev.aludel.core.compare.Examples.table;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.laws.Laws;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Renames that no hint tells, and the questions where nothing tells them. */
class TracedRenamesTest {

    private static final RenameHints NONE = RenameHints.none();
    private static final Map<String, String> UNKNOWN = Map.of();

    private static List<String> traced(
            SchemaModel from,
            SchemaModel to,
            RenameHints hints,
            Map<String, String> then,
            Map<String, String> now,
            Predicate<ObjectId> dropped) {
        var evidence = new Evidence(hints, Origins.parse(then), Origins.parse(now), dropped, type -> type);
        var operations = Differ.diff(Renames.of(from, to, evidence), to);
        Laws.hold(from, to, operations);
        return operations.stream().map(Operation::describe).toList();
    }

    private static List<String> traced(
            SchemaModel from, SchemaModel to, Map<String, String> then, Map<String, String> now) {
        return traced(from, to, NONE, then, now, id -> true);
    }

    private static List<String> asked(SchemaModel from, SchemaModel to, RenameHints hints) {
        var renames = Renames.hinted(from, to, hints);
        return Questions.between(renames.model(), to, hints).open().stream()
                .map(Question::toString)
                .toList();
    }

    private static final SchemaModel A = table("t", column("a", "integer"));
    private static final SchemaModel B = table("t", column("b", "integer"));
    private static final SchemaModel AB = table("t", column("a", "integer"), column("b", "integer"));

    @Test
    void aPropertyTellsItsColumn() {
        assertThat(traced(A, B, Map.of("t", "E a=p"), Map.of("t", "E b=p"))).containsExactly("> column t.a -> b");
        assertThat(traced(A, B, Map.of("t", "E a=p"), Map.of("t", "E b=q")))
                .containsExactly("+ column t.b integer", "- column t.a integer");
        assertThat(traced(A, B, UNKNOWN, Map.of("t", "E b=p")))
                .containsExactly("+ column t.b integer", "- column t.a integer");
    }

    @Test
    void namesChangePlacesAndMoveOn() {
        assertThat(traced(AB, AB, Map.of("t", "E a=p b=q"), Map.of("t", "E a=q b=p")))
                .containsExactly("> column t.b -> aside1_b", "> column t.a -> b", "> column t.aside1_b -> a");
        assertThat(traced(A, AB, Map.of("t", "E a=p"), Map.of("t", "E a=q b=p")))
                .containsExactly("> column t.a -> b", "+ column t.a integer");
        assertThat(traced(AB, B, Map.of("t", "E a=p b=q"), Map.of("t", "E b=p")))
                .containsExactly("> column t.b -> aside1_b", "> column t.a -> b", "- column t.aside1_b integer");
    }

    @Test
    void whatHasNoOriginIsNobodysToMove() {
        // somebody has made the column and moved the values already
        assertThat(traced(AB, B, Map.of("t", "E a=p"), Map.of("t", "E b=p"))).containsExactly("- column t.a integer");
        assertThat(traced(A, AB, Map.of("t", "E a=p"), Map.of("t", "E b=p"))).containsExactly("+ column t.b integer");
    }

    @Test
    void anOriginThatIsNotUniqueTellsNothing() {
        assertThat(traced(AB, B, Map.of("t", "E a=p b=p"), Map.of("t", "E b=p")))
                .containsExactly("- column t.a integer");
    }

    @Test
    void whatTheDeveloperSaysGoesFirst() {
        assertThat(traced(
                        A,
                        table("t", column("b", "integer"), column("c", "integer")),
                        NONE.column("t", "a", "c"),
                        Map.of("t", "E a=p"),
                        Map.of("t", "E b=p"),
                        id -> true))
                .containsExactly("> column t.a -> c", "+ column t.b integer");
        assertThat(traced(
                        A,
                        B,
                        NONE.different(h -> h.column("t", "a", "b")),
                        Map.of("t", "E a=p"),
                        Map.of("t", "E b=p"),
                        id -> true))
                .containsExactly("+ column t.b integer", "- column t.a integer");
    }

    @Test
    void aTableIsToldByItsEntityAndItsColumnsUnderItsNewName() {
        assertThat(traced(
                        table("t", column("a", "integer"), index("ix", "a")),
                        table("u", column("b", "integer"), index("ix", "b")),
                        Map.of("t", "E a=p"),
                        Map.of("u", "E b=p")))
                .containsExactly("> table t -> u", "> column u.a -> b");
    }

    @Test
    void aHintAboutAColumnMeansItsTableByEitherName() {
        var from = table("t", column("a", "integer"), column("x", "text"));
        var to = table("u", column("b", "integer"), column("x", "text"));
        var then = Map.of("t", "E");
        var now = Map.of("u", "E");
        for (String name : List.of("t", "u")) {
            assertThat(traced(from, to, NONE.column(name, "a", "b"), then, now, id -> true))
                    .containsExactly("> table t -> u", "> column u.a -> b");
        }
    }

    @Test
    void aTableIsTheOneThatAloneLooksLikeIt() {
        var from = table("t", column("a", "integer"), column("x", "text"));
        var to = table("u", column("a", "integer"), column("x", "text"));
        assertThat(traced(from, to, UNKNOWN, UNKNOWN)).containsExactly("> table t -> u");
        assertThat(traced(from, to, NONE, UNKNOWN, UNKNOWN, id -> false))
                .as("what somebody else has made is not taken")
                .contains("+ table u (2 columns)");
        assertThat(traced(A, table("u", column("a", "integer")), UNKNOWN, UNKNOWN))
                .as("one column is not enough")
                .contains("+ table u (1 columns)");
        assertThat(traced(
                        from,
                        model(op -> {
                            op.createTable("u", column("a", "integer"), column("x", "text"));
                            op.createTable("v", column("a", "integer"), column("x", "text"));
                        }),
                        UNKNOWN,
                        UNKNOWN))
                .as("nor are two tables")
                .contains("- table t (2 columns)");
    }

    @Test
    void anEnumIsTheOneThatAloneHasItsValues() {
        assertThat(traced(
                        model(op -> {
                            op.createEnum("e", "x", "y");
                            op.createTable("t", column("c", "e"));
                        }),
                        model(op -> {
                            op.createEnum("f", "x", "y");
                            op.createTable("t", column("c", "f"));
                        }),
                        UNKNOWN,
                        UNKNOWN))
                .containsExactly("> enum e -> f");
    }

    @Test
    void aSequenceFollowsTheTableThatItIsCalledAfter() {
        assertThat(traced(
                        model(op -> {
                            op.createTable("t", column("a", "integer"));
                            op.createSequence("t_seq", sequence());
                        }),
                        model(op -> {
                            op.createTable("u", column("a", "integer"));
                            op.createSequence("u_seq", sequence().incrementBy(50));
                        }),
                        Map.of("t", "E"),
                        Map.of("u", "E")))
                .containsExactly(
                        "> table t -> u",
                        "> sequence t_seq -> u_seq",
                        "~ sequence u_seq bigint start 1 increment 1 -> bigint start 1 increment 50");
    }

    @Test
    void aTableMovesToASchemaThatIsNotThereYet() {
        assertThat(traced(
                        A,
                        model(op -> {
                            op.createSchema("s");
                            op.createTable("s.t", column("a", "integer"));
                        }),
                        Map.of("t", "E a=p"),
                        Map.of("s.t", "E a=p")))
                .containsExactly("+ schema s", "> table t -> s.t");
    }

    @Test
    void asksWithBothAnswers() {
        assertThat(asked(A, B, NONE))
                .containsExactly("? column t.a integer: is it now column t.b integer? if so, say"
                        + " .renames(h -> h.column(\"t\", \"a\", \"b\")); if not, say"
                        + " .renames(h -> h.different(d -> d.column(\"t\", \"a\", \"b\")))");
        assertThat(asked(A, B, NONE.column("t", "a", "b"))).isEmpty();
        assertThat(asked(A, B, NONE.different(d -> d.column("t", "a", "b")))).isEmpty();
    }

    @Test
    void asksOnlyWhereDataGoesAndSomethingLikeItComes() {
        assertThat(asked(A, table("t", column("b", "text")), NONE)).isEmpty();
        assertThat(asked(A, table("t", column("b", "integer[]")), NONE)).isEmpty();
        assertThat(asked(A, table("t", column("b", "numeric(10,2)")), NONE)).hasSize(1);
        assertThat(asked(A, AB, NONE)).isEmpty();
        assertThat(asked(AB, B, NONE)).isEmpty();
        assertThat(asked(
                        table(
                                "t",
                                column("a", "integer"),
                                column("g", "integer").generatedAs("a + 1")),
                        A,
                        NONE))
                .isEmpty();
    }

    @Test
    void asksAboutTablesEnumsAndSequences() {
        var from = model(op -> {
            op.createEnum("e", "x", "y");
            op.createSequence("s", sequence());
            op.createTable("t", column("a", "integer"), column("b", "text"));
        });
        var to = model(op -> {
            op.createEnum("f", "x", "y", "z");
            op.createSequence("q", sequence());
            op.createTable("u", column("a", "bigint"), column("b", "text"), column("c", "text"));
        });
        var all = NONE.table("t", "u").enumType("e", "f").sequence("s", "q");

        var questions = Questions.between(from, to, NONE);

        assertThat(questions.open().stream().flatMap(question -> question.renames().stream()))
                .containsExactly(
                        "h -> h.table(\"t\", \"u\")", "h -> h.enumType(\"e\", \"f\")", "h -> h.sequence(\"s\", \"q\")");
        assertThat(questions.model()).isEqualTo(from);
        assertThat(asked(from, to, all)).isEmpty();
        assertThat(asked(from, to, NONE.different(d -> all))).isEmpty();
    }

    @Test
    void leavesWhatRestsOnTheQuestionAsItIs() {
        var from = table("t", column("a", "integer"), column("x", "text"), index("ix", "a"));
        var to = table("t", column("b", "integer"), column("x", "varchar"), index("ix", "b"), index("iy", "x"));

        assertThat(Differ.diff(from, Questions.between(from, to, NONE).model()).stream()
                        .map(Operation::describe))
                .containsExactly("~ column t.x text -> varchar", "+ index t.iy (x)");
    }

    @Test
    void originsComeBackAsTheyWereWritten() {
        var lines = Map.of(
                "customer", "Customer \"Odd \"\"one\"\"=\"=address.city full_name=name id",
                "billing.\"Mixed\"", "- client_id={key}");
        assertThat(Origins.parse(lines).lines()).isEqualTo(lines);
        assertThat(new Origins(Map.of(ObjectId.column(Name.of("t"), "two\nlines"), "p")).lines())
                .as("what does not fit in a line is not told")
                .isEmpty();
    }
}
