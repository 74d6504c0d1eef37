package dev.aludel.core.run;

import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RefusedException.Reason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says where a database is, without running anything, in one transaction under the lock of every run. */
public final class Stamper {

    private final Setup setup;
    private final Runner runner;

    public Stamper(Setup setup, MigrationListener listener) {
        this.setup = setup;
        this.runner = new Runner(setup, setup.settings().inOneTransaction(), listener);
    }

    /**
     * @throws RefusedException   if the catalog is not what it would be there, or a revision would be forgotten
     * @throws MigrationException if it cannot be written down; nothing was then
     */
    public StampResult stamp(Stamping stamping) {
        Set<String> before = runner.heads().orElse(Set.of());
        Set<String> heads = after(steps(before, stamping));
        if (stamping.verify() == Verify.CATALOG) {
            requireCatalog(heads, stamping);
        }
        var done = runner.run(current -> {
            var steps = steps(current, stamping);
            if (!after(steps).equals(heads)) {
                throw new RefusedException(
                        Reason.NOT_AT_HEAD,
                        "another process moved the database to " + named(current)
                                + " meanwhile; nothing was changed. Look at it with: status");
            }
            return steps;
        });
        return new StampResult(before, done.heads());
    }

    private List<Step> steps(Set<String> current, Stamping stamping) {
        return new StampPlanner(setup.revisions(), setup.planner()).steps(current, stamping);
    }

    private static Set<String> after(List<Step> steps) {
        return steps.get(steps.size() - 1).headsAfter();
    }

    private void requireCatalog(Set<String> heads, Stamping stamping) {
        String unverified = "; nothing was changed. To say so all the same, run: stamp --no-verify "
                + String.join(" ", stamping.targets());
        List<String> differences;
        try {
            differences = new Drift(setup).at(heads);
        } catch (RefusedException e) {
            throw new RefusedException(e.reason(), e.getMessage() + unverified, e.details());
        }
        if (!differences.isEmpty()) {
            throw new RefusedException(
                    Reason.DRIFT,
                    "the catalog is not what the revisions make up to " + named(heads) + ": " + differences.size()
                            + " difference(s), the first: " + differences.get(0) + unverified,
                    differences);
        }
    }

    static String named(Set<String> heads) {
        return heads.isEmpty() ? StampPlanner.BASE : String.join(", ", new TreeSet<>(heads));
    }
}
