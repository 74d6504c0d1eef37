package dev.aludel.core.run;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.foreignKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionInfo;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a plan says besides its statements. */
class PlanTest {

    private static String plan(Consumer<Operations> upgrade) {
        var operations = new Operations(type -> type);
        upgrade.accept(operations);
        var step = new Step(RevisionInfo.of("aaaa", "m"), Direction.UPGRADE, operations.recorded(), "", Set.of("aaaa"));
        return new Plan(List.of(new Plan.PlannedStep(step, List.of(), List.of()))).describe();
    }

    private static void points(Operations op, String from, String to) {
        op.addConstraint(from, foreignKey(to + "_id").references(to, "id").named(from + "_" + to));
    }

    @Test
    void itSaysWhichTablesPointAtEachOther() {
        assertThat(plan(op -> {
                    op.createTable("a", column("id", "int"));
                    points(op, "a", "b");
                    points(op, "b", "c");
                    points(op, "c", "a");
                    points(op, "outside", "a");
                    points(op, "a", "a");
                }))
                .isEqualTo("""
                        upgrade aaaa (m)
                          point at each other, so that their foreign keys come after all of them: a, b, c
                        """);
    }

    @Test
    void nothingIsSaidOfTablesThatDoNot() {
        assertThat(plan(op -> {
                    points(op, "a", "b");
                    points(op, "a", "a");
                    points(op, "b", "c");
                }))
                .isEqualTo("upgrade aaaa (m)\n");
    }
}
