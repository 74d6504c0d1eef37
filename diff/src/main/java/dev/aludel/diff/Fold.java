package dev.aludel.diff;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlTokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds a list of operations: what stands between two statements about data becomes the one difference that it makes.
 * What touches rows (SQL that changes no schema, backfills, conversions, names of what was there before) keeps its place, so
 * that nothing is filled before it is there or gone before it is read.
 */
record Fold(Dialect dialect, Scope scope) {

    /**
     * @param start what is there before
     * @throws RevisionException with {@code OPAQUE} if only a database can tell what a statement does
     */
    List<Operation> of(List<Operation> operations, SchemaModel start) {
        var folded = new ArrayList<Operation>();
        SchemaModel from = start;
        SchemaModel to = start;
        for (Operation operation : operations) {
            SchemaModel next = after(operation, to);
            if (changesOnlySchema(operation, from, to, next)) {
                to = next;
            } else {
                folded.addAll(Differ.diff(from, to));
                folded.add(operation);
                from = next;
                to = next;
            }
        }
        folded.addAll(Differ.diff(from, to));
        return List.copyOf(folded);
    }

    private SchemaModel after(Operation operation, SchemaModel before) {
        if (!(operation instanceof RunSql sql)) {
            return operation.applyTo(before);
        }
        SchemaModel model = before;
        for (String statement : SqlTokens.statements(sql.up())) {
            model = dialect.applied(statement, model, scope)
                    .orElseThrow(() -> new RevisionException(
                            RevisionException.Reason.OPAQUE,
                            "only a database can tell what this does: " + statement,
                            List.of()));
        }
        return model;
    }

    private static boolean changesOnlySchema(Operation operation, SchemaModel from, SchemaModel to, SchemaModel next) {
        if (operation instanceof Alter alter) {
            return alter.using().equals(Using.NONE);
        } else if (operation instanceof Rename rename) {
            return !from.contains(rename.from());
        }
        return operation instanceof Create
                || operation instanceof Drop
                || operation instanceof RunSql && !next.equals(to);
    }
}
