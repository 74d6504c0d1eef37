package dev.aludel.core.op;

import java.util.List;

/** What can still be said about a backfill. */
public final class BackfillStep {

    private final List<Operation> recorded;

    BackfillStep(List<Operation> recorded) {
        this.recorded = recorded;
    }

    /**
     * In the order of the table's primary key, so many rows in a transaction of their own at a time. Others wait for the rows
     * of one batch only, and a run that dies goes on after the last batch. The revision is several parts then.
     */
    public void inBatches(int rows) {
        inBatches(rows, 0);
    }

    /**
     * The same.
     *
     * @param pauseMillis between two batches, so that replicas and others keep up
     */
    public void inBatches(int rows, int pauseMillis) {
        if (rows < 1) {
            throw new IllegalArgumentException("a batch has at least one row, not " + rows);
        }
        var fill = (Backfill) recorded.remove(recorded.size() - 1);
        recorded.add(new Backfill(fill.table(), fill.assignments(), fill.where(), fill.backwards(), rows, pauseMillis));
    }
}
