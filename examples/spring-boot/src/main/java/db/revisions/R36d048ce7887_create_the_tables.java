package db.revisions;

import static dev.aludel.core.op.Definitions.check;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.foreignKey;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static dev.aludel.core.op.Definitions.unique;

import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;
import java.util.Map;

@Revision(id = "36d048ce7887", message = "Create the tables", created = "2026-11-22T00:43:54Z")
public final class R36d048ce7887_create_the_tables implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable(
                "customer",
                column("since", "date").notNull(),
                column("id", "bigint").identity(),
                column("name", "varchar(120)").notNull(),
                column("email", "varchar(254)").notNull(),
                primaryKey("id").named("customer_pkey"),
                unique("email").named("customer_email_key"));
        op.createTable(
                "invoice",
                column("due_on", "date").notNull(),
                column("version", "integer").notNull(),
                column("customer_id", "bigint").notNull(),
                column("id", "bigint").identity(),
                column("number", "varchar(20)").notNull(),
                column("status", "varchar(20)").notNull(),
                primaryKey("id").named("invoice_pkey"),
                unique("number").named("invoice_number_key"),
                check("invoice_status_check", "status in ('OPEN','PAID','CANCELLED')"),
                index("invoice_status_due_on", "status", "due_on"));
        op.createTable(
                "invoice_line",
                column("quantity", "integer").notNull(),
                column("unit_price", "numeric(12,2)").notNull(),
                column("id", "bigint").identity(),
                column("invoice_id", "bigint").notNull(),
                column("what", "varchar(255)").notNull(),
                primaryKey("id").named("invoice_line_pkey"));
        op.createTable(
                "payment",
                column("amount", "numeric(12,2)").notNull(),
                column("paid_on", "date").notNull(),
                column("id", "bigint").identity(),
                column("invoice_id", "bigint").notNull(),
                primaryKey("id").named("payment_pkey"));
        op.addConstraint(
                "invoice",
                foreignKey("customer_id").references("customer", "id").named("fk5e32ukwo9uknwhylogvta4po6"));
        op.addConstraint(
                "invoice_line",
                foreignKey("invoice_id").references("invoice", "id").named("fkfnwks1ouvwbttl0fklxsem7ik"));
        op.addConstraint(
                "payment", foreignKey("invoice_id").references("invoice", "id").named("fksb24p8f52refbb80qwp4gem9n"));
    }

    @Override
    public void downgrade(Operations op) {
        op.dropConstraint(
                "payment", foreignKey("invoice_id").references("invoice", "id").named("fksb24p8f52refbb80qwp4gem9n"));
        op.dropConstraint(
                "invoice_line",
                foreignKey("invoice_id").references("invoice", "id").named("fkfnwks1ouvwbttl0fklxsem7ik"));
        op.dropConstraint(
                "invoice",
                foreignKey("customer_id").references("customer", "id").named("fk5e32ukwo9uknwhylogvta4po6"));
        op.dropTable(
                "payment",
                column("amount", "numeric(12,2)").notNull(),
                column("paid_on", "date").notNull(),
                column("id", "bigint").identity(),
                column("invoice_id", "bigint").notNull(),
                primaryKey("id").named("payment_pkey"));
        op.dropTable(
                "invoice_line",
                column("quantity", "integer").notNull(),
                column("unit_price", "numeric(12,2)").notNull(),
                column("id", "bigint").identity(),
                column("invoice_id", "bigint").notNull(),
                column("what", "varchar(255)").notNull(),
                primaryKey("id").named("invoice_line_pkey"));
        op.dropTable(
                "invoice",
                column("due_on", "date").notNull(),
                column("version", "integer").notNull(),
                column("customer_id", "bigint").notNull(),
                column("id", "bigint").identity(),
                column("number", "varchar(20)").notNull(),
                column("status", "varchar(20)").notNull(),
                primaryKey("id").named("invoice_pkey"),
                unique("number").named("invoice_number_key"),
                check("invoice_status_check", "status in ('OPEN','PAID','CANCELLED')"),
                index("invoice_status_due_on", "status", "due_on"));
        op.dropTable(
                "customer",
                column("since", "date").notNull(),
                column("id", "bigint").identity(),
                column("name", "varchar(120)").notNull(),
                column("email", "varchar(254)").notNull(),
                primaryKey("id").named("customer_pkey"),
                unique("email").named("customer_email_key"));
    }

    @Override
    public Map<String, String> properties() {
        return Map.ofEntries(
                Map.entry("customer", "Customer email id name since"),
                Map.entry("invoice", "Invoice customer_id=customer due_on=dueOn id number status version"),
                Map.entry("invoice_line", "InvoiceLine id invoice_id=invoice quantity unit_price=unitPrice what"),
                Map.entry("payment", "Payment amount id invoice_id=invoice paid_on=paidOn"));
    }
}
