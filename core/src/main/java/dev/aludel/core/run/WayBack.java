package dev.aludel.core.run;

import dev.aludel.core.error.MigrationException;
import dev.aludel.core.op.Backfill;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.schema.ObjectId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a database back to where a run began that failed part-way, if nothing is lost by that. */
public final class WayBack {

    private final Planner planner;
    private final Runner runner;

    public WayBack(Planner planner, Runner runner) {
        this.planner = planner;
        this.runner = runner;
    }

    /**
     * Adds to the failure what came of it.
     *
     * @param start heads that the run began at
     */
    public void after(MigrationException failure, Set<String> start) {
        try {
            Set<String> now = runner.heads().orElse(Set.of());
            if (now.equals(start)) {
                return;
            }
            var steps = planner.downgrade(now, start);
            var lost = steps.stream().map(this::lost).flatMap(Optional::stream).findFirst();
            if (lost.isPresent()) {
                failure.add("The database stays at " + Stamper.named(now) + " and does not go back to "
                        + Stamper.named(start) + ", because " + lost.get());
                return;
            }
            var done = runner.run(heads -> planner.downgrade(heads, start));
            failure.add("The database went back to " + Stamper.named(start) + ", where the run began: "
                    + done.revisions().size() + " revision(s) undone");
        } catch (MigrationException e) {
            failure.addSuppressed(e);
            failure.add("The database could not be taken back to " + Stamper.named(start) + ": " + e.getMessage());
        }
    }

    /** Why a revision cannot be undone without losing something; empty when it can. */
    private Optional<String> lost(Step back) {
        List<Operation> there = planner.upgrade(back.revision());
        var made = new HashSet<ObjectId>();
        for (Operation operation : there) {
            if (operation instanceof RunSql || operation instanceof RunJava || operation instanceof Backfill) {
                return because(back, operation, "runs what nobody can tell the losses of");
            } else if (operation.losesData()) {
                return because(back, operation, "took values away");
            } else if (operation instanceof Create create) {
                made.add(create.object().id());
            }
        }
        for (Operation operation : back.operations()) {
            boolean ours = operation instanceof Drop drop
                    && made.contains(drop.object().id());
            if (operation.losesData() && !ours) {
                return because(back, operation, "is undone by what takes values away");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> because(Step step, Operation operation, String what) {
        return Optional.of("revision " + step.revision().title() + " " + what + ": " + operation.describe());
    }
}
