package dev.aludel.core.revision;

import dev.aludel.core.op.Operations;

/**
 * A revision written in Java: a public class with a {@link Revision} annotation and a constructor without parameters. It
 * records operations and touches no database, so that planning, dry runs and replays all see the same list.
 */
public interface Migration {

    void upgrade(Operations op);

    /** The way back; the reverse of the upgrade where it is not written out. */
    default void downgrade(Operations op) {
        Operations up = op.another();
        upgrade(up);
        op.add(Operations.reverse(up.recorded()));
    }
}
