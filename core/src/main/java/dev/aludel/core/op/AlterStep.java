package dev.aludel.core.op;

import dev.aludel.core.dialect.Using;
import java.util.List;

/** A change of a column that was just recorded. */
public final class AlterStep {

    private final List<Operation> recorded;
    private final int at;

    AlterStep(List<Operation> recorded) {
        this.recorded = recorded;
        this.at = recorded.size() - 1;
    }

    /** The expression that turns a value from before into one from after, and the one for the way back. */
    public void using(String up, String down) {
        Alter alter = (Alter) recorded.get(at);
        recorded.set(at, new Alter(alter.before(), alter.after(), new Using(up, down), alter.users()));
    }
}
