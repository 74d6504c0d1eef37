package dev.aludel.core.op;

import java.util.List;

/** Code that was just recorded. */
public final class RunStep {

    private final List<Operation> recorded;
    private final int at;

    RunStep(List<Operation> recorded) {
        this.recorded = recorded;
        this.at = recorded.size() - 1;
    }

    /** The code for the way back. */
    public void reversedBy(JavaStep step) {
        RunJava run = (RunJava) recorded.get(at);
        recorded.set(at, new RunJava(run.name(), run.version(), run.up(), step));
    }
}
