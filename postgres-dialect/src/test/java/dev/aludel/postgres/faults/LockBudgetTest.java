package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More tables than a server has locks for. {@code -Daludel.tables=10000} for the figure of the long run. */
class LockBudgetTest {

    private static final int TABLES = Integer.getInteger("aludel.tables", 900);

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aRevisionWithThatManyTablesIsSeveralTransactions() throws SQLException {
        int locks = Integer.parseInt(database.ask("SELECT current_setting('max_locks_per_transaction')::int"
                        + " * (current_setting('max_connections')::int"
                        + " + current_setting('max_prepared_transactions')::int)")
                .get(0));
        var migrator = database.migrator(Script.of("aaaa", "many", op -> {
            for (int i = 0; i < TABLES; i++) {
                op.createTable("t" + i, column("id", "bigint").identity(), column("v", "text"), primaryKey("id"));
            }
        }));
        long begin = System.nanoTime();
        migrator.upgradeToHead();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertThat(database.tables()).hasSize(TABLES);
        int parts = Integer.parseInt(
                database.ask("SELECT max(parts) FROM aludel_journal").get(0));
        assertThat(parts).isEqualTo((TABLES + locks / 16 - 1) / (locks / 16));
        begin = System.nanoTime();
        migrator.downgradeTo("base");
        assertThat(database.tables()).isEmpty();
        System.out.println(TABLES + " tables in one revision: " + parts + " transactions, " + millis + " ms, and back "
                + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }
}
