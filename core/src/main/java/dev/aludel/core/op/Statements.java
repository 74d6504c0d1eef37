package dev.aludel.core.op;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.EnumType;
import java.util.ArrayList;
import java.util.List;

/** Operations as the statements of one transaction, where what an operation needs can depend on what follows it. */
public final class Statements {

    private Statements() {}

    /**
     * Does an operation give an enum values that later ones use? The server lets nobody use them before they are committed,
     * unless the type itself is new.
     */
    public static boolean isUsedBeforeCommit(List<Operation> operations, int index) {
        return operations.get(index) instanceof Alter alter
                && alter.before() instanceof EnumType type
                && !alter.rebuildsType()
                && operations.subList(0, index).stream()
                        .noneMatch(earlier -> earlier instanceof Create create
                                && create.object().id().equals(type.id()))
                && NewValues.of(alter).areUsedBy(operations.subList(index + 1, operations.size()));
    }

    /** The statements of each operation, in the order of the operations. */
    public static List<List<Statement>> of(List<Operation> operations, Dialect dialect, Scope scope) {
        var statements = new ArrayList<List<Statement>>();
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            boolean used = operation instanceof Alter alter
                    && alter.before() instanceof EnumType
                    && NewValues.of(alter).areUsedBy(operations.subList(i + 1, operations.size()));
            statements.add(used ? ((Alter) operation).sqlBeforeUse(dialect, scope) : operation.sql(dialect, scope));
        }
        return statements;
    }
}
