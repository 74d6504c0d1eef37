package db.revisions;

import static dev.aludel.core.op.Definitions.column;

import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;
import java.util.Map;

@Revision(
        id = "3eaac8b0e613",
        revises = "36d048ce7887",
        message = "Give customers days to pay",
        created = "2026-11-22T00:45:41Z")
public final class R3eaac8b0e613_give_customers_days_to_pay implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.addColumn("customer", column("days_to_pay", "integer").notNull().defaultSql("14"));
    }

    @Override
    public void downgrade(Operations op) {
        op.dropColumn("customer", column("days_to_pay", "integer").notNull().defaultSql("14"));
    }

    @Override
    public Map<String, String> properties() {
        return Map.ofEntries(Map.entry("customer", "- days_to_pay=daysToPay"));
    }
}
