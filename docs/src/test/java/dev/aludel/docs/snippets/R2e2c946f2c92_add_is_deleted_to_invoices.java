package dev.aludel.docs.snippets;

import static dev.aludel.core.op.Definitions.column;

import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;

/** The revision that README.md shows. */
@Revision(id = "2e2c946f2c92", revises = "1a2b3c4d5e6f", message = "Add is_deleted to invoices")
public final class R2e2c946f2c92_add_is_deleted_to_invoices implements Migration {
    @Override
    public void upgrade(Operations op) {
        op.addColumn("invoices", column("is_deleted", "boolean").notNull().defaultValue(false));
    }
}
