package dev.aludel.core.revision;

import dev.aludel.core.op.Operations;
import java.util.Map;

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

    /**
     * Which entity each table comes from that this revision makes or renames, and which property each column, so that they
     * are known again when they are called something else: by table, e.g. {@code customer} and {@code Customer id
     * full_name=name}. Written by the generator; means nothing to the database and does not count in the checksum.
     */
    default Map<String, String> properties() {
        return Map.of();
    }
}
