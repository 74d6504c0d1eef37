package dev.aludel.postgres.run;

import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A revision made on the spot. */
public record Script(
        RevisionInfo info,
        Consumer<Operations> up,
        @Nullable Consumer<Operations> down) implements RevisionScript {

    public static Script of(String id, String message, Consumer<Operations> up, String... revises) {
        return new Script(RevisionInfo.of(id, message, revises), up, null);
    }

    /** Each follows the one before; makes a table of its own name and adds a column to it. */
    public static List<RevisionScript> chain(int length) {
        var scripts = new ArrayList<RevisionScript>();
        for (int i = 1; i <= length; i++) {
            String id = id(i);
            scripts.add(of(
                    id,
                    "make t" + i,
                    op -> op.execute("CREATE TABLE t_" + id + " (id bigint)").reversedBy("DROP TABLE t_" + id),
                    i == 1 ? new String[0] : new String[] {id(i - 1)}));
        }
        return scripts;
    }

    /** Each follows the one before and does nothing. */
    public static List<RevisionScript> idle(int length) {
        return chain(length).stream()
                .map(script -> (RevisionScript) new Script(script.info(), op -> {}, null))
                .toList();
    }

    public static String id(int number) {
        return String.format("r%05d", number);
    }

    public static RevisionSource source(RevisionScript... scripts) {
        return () -> List.of(scripts);
    }

    @Override
    public List<Operation> upgrade(UnaryOperator<String> normalType) {
        var operations = new Operations(normalType);
        up.accept(operations);
        return operations.recorded();
    }

    @Override
    public List<Operation> downgrade(UnaryOperator<String> normalType) {
        if (down == null) {
            return Operations.reverse(upgrade(normalType));
        }
        var operations = new Operations(normalType);
        down.accept(operations);
        return operations.recorded();
    }
}
