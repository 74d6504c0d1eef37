package dev.aludel.core.run;

import dev.aludel.core.error.MigrationException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What can be put right. Nothing has been changed until {@link #apply}. */
public final class RepairPlan {

    private final Repairer repairer;
    private final List<Repair> repairs;

    RepairPlan(Repairer repairer, List<Repair> repairs) {
        this.repairer = repairer;
        this.repairs = List.copyOf(repairs);
    }

    public List<Repair> repairs() {
        return repairs;
    }

    public boolean isEmpty() {
        return repairs.isEmpty();
    }

    /** Those alone that were agreed to. */
    public RepairPlan only(Predicate<Repair> agreed) {
        return new RepairPlan(repairer, repairs.stream().filter(agreed).toList());
    }

    /**
     * Does all of it in one transaction, under the lock of every run.
     *
     * @return what was done; empty if there was nothing to do
     * @throws MigrationException if it cannot be done, or is not what there is to do any more; nothing was done then
     */
    public List<Repair> apply() {
        return repairs.isEmpty() ? List.of() : repairer.apply(repairs);
    }

    /** For people: a line for each. */
    public String describe() {
        return repairs.isEmpty()
                ? "nothing to repair\n"
                : repairs.stream().map(repair -> repair + "\n").collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return describe();
    }
}
