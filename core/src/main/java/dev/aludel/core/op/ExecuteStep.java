package dev.aludel.core.op;

import java.util.List;

/** SQL that was just recorded. */
public final class ExecuteStep {

    private final List<Operation> recorded;
    private final int at;

    ExecuteStep(List<Operation> recorded) {
        this.recorded = recorded;
        this.at = recorded.size() - 1;
    }

    /** The SQL for the way back; empty when nothing is needed. */
    public void reversedBy(String sql) {
        recorded.set(at, new RunSql(((RunSql) recorded.get(at)).up(), sql));
    }
}
