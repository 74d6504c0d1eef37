package dev.aludel.junit;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.run.Plan;
import dev.aludel.core.run.Plan.PlannedStep;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what would run. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {

    PlanAssert(Plan actual) {
        super(actual, PlanAssert.class);
    }

    /**
     * No statement has a hazard that is worse than this.
     *
     * @param accepted ids of revisions whose hazards somebody has agreed to
     */
    public PlanAssert hasNoHazardsAbove(Hazard.Level level, String... accepted) {
        isNotNull();
        var found = new StringBuilder();
        for (PlannedStep step : actual.steps()) {
            if (!Set.of(accepted).contains(step.step().revision().id())) {
                describe(step, level, found);
            }
        }
        if (!found.isEmpty()) {
            failWithMessage(
                    "%s",
                    "expected no hazards above " + level + ", but there are:\n"
                            + found.toString().strip());
        }
        return this;
    }

    private static void describe(PlannedStep step, Hazard.Level level, StringBuilder found) {
        for (Statement statement : step.statements()) {
            for (Hazard hazard : statement.hazards()) {
                if (hazard.level().compareTo(level) > 0) {
                    found.append(step.step().revision().title())
                            .append(": ")
                            .append(hazard.level())
                            .append(" ")
                            .append(hazard)
                            .append("\n    ")
                            .append(statement.sql().replace("\n", "\n    "))
                            .append("\n");
                }
            }
        }
    }
}
