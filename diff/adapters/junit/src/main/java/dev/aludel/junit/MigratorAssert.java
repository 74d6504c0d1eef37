package dev.aludel.junit;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.Rehearsal;
import dev.aludel.diff.Autogen;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about revisions and a database. */
public final class MigratorAssert extends AbstractAssert<MigratorAssert, Migrator> {

    MigratorAssert(Migrator actual) {
        super(actual, MigratorAssert.class);
    }

    /** The chain has one head, or no revision at all. */
    public MigratorAssert hasOneHead() {
        isNotNull();
        try {
            actual.graph().singleHead();
        } catch (RevisionException e) {
            failWithMessage("%s", e.getMessage());
        }
        return this;
    }

    /** Nothing is pending. */
    public MigratorAssert isAtHead() {
        isNotNull();
        var pending = actual.pending();
        if (!pending.isEmpty()) {
            failWithMessage(
                    "%s",
                    "expected the database to be at head, but " + pending.size() + " revision(s) are pending: "
                            + pending.stream().map(RevisionInfo::title).collect(Collectors.joining(", ")));
        }
        return this;
    }

    /** Nothing is pending, and the database is what the entities say. */
    public MigratorAssert isInSyncWith(Autogen entities) {
        isAtHead();
        var diff = entities.diff();
        if (!diff.isEmpty()) {
            failWithMessage(
                    "%s",
                    "expected revisions and entities to agree, but these operations are in no revision:\n"
                            + diff.describe().strip());
        }
        return this;
    }

    /**
     * Every revision can be applied, undone and applied again, and undoing it leads back to exactly what was there. It is tried
     * where nobody sees it.
     *
     * @param accepted ids of revisions of which somebody has agreed that they do not
     */
    public MigratorAssert isReversible(String... accepted) {
        isNotNull();
        var failures = actual.reversibility().stream()
                .filter(finding -> finding.kind() == Rehearsal.Kind.FAILS
                        || !Set.of(accepted).contains(finding.revision().id()))
                .toList();
        if (!failures.isEmpty()) {
            failWithMessage(
                    "%s",
                    "expected every revision to be reversible, but:\n"
                            + failures.stream().map(MigratorAssert::described).collect(Collectors.joining("\n")));
        }
        return this;
    }

    private static String described(Rehearsal.Finding finding) {
        return finding.message()
                + finding.details().stream().map(line -> "\n    " + line).collect(Collectors.joining());
    }

    /**
     * No pending revision has a hazard that is worse than this.
     *
     * @param accepted ids of revisions whose hazards somebody has agreed to
     */
    public MigratorAssert hasNoHazardsAbove(Hazard.Level level, String... accepted) {
        isNotNull();
        new PlanAssert(actual.plan("heads")).as(info.description()).hasNoHazardsAbove(level, accepted);
        return this;
    }
}
