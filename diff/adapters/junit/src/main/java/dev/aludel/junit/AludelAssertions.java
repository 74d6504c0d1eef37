package dev.aludel.junit;

import dev.aludel.core.Migrator;
import dev.aludel.core.run.Plan;
import dev.aludel.diff.SchemaDiff;

/** What AssertJ cannot know of Aludel. Can be imported statically beside AssertJ's own. */
public final class AludelAssertions {

    private AludelAssertions() {}

    public static SchemaDiffAssert assertThat(SchemaDiff actual) {
        return new SchemaDiffAssert(actual);
    }

    public static MigratorAssert assertThat(Migrator actual) {
        return new MigratorAssert(actual);
    }

    public static PlanAssert assertThat(Plan actual) {
        return new PlanAssert(actual);
    }
}
