package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.revision.RevisionScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many small revisions, beside psql with the same statements. {@code -Daludel.revisions=10000} for more. */
class ApplyingSpeedTest {

    private static final int REVISIONS = Integer.getInteger("aludel.revisions", 200);

    private static String statement(int i) {
        return i % 10 == 0
                ? "CREATE TABLE t" + i + " (id int)"
                : "ALTER TABLE t" + (i - i % 10) + " ADD c" + i + " int";
    }

    @Test
    void manySmallRevisions() throws Exception {
        var chain = new ArrayList<RevisionScript>();
        var plain = new StringBuilder("\\set ON_ERROR_STOP on\n");
        for (int i = 0; i < REVISIONS; i++) {
            String sql = statement(i);
            String[] before = i == 0 ? new String[0] : new String[] {Script.id(i - 1)};
            chain.add(Script.of(Script.id(i), "one of many", op -> op.execute(sql), before));
            plain.append("BEGIN; ").append(sql).append("; COMMIT;\n");
        }
        long migrated;
        try (Database database = new Database()) {
            var migrator = database.migrator(List.copyOf(chain));
            long begin = System.nanoTime();
            assertThat(migrator.upgradeToHead().revisions()).hasSize(REVISIONS);
            migrated = (System.nanoTime() - begin) / 1_000_000;
        }
        long byPsql;
        try (Database database = new Database()) {
            long begin = System.nanoTime();
            assertThat(Psql.run(database, plain.toString())).endsWith("exit 0");
            byPsql = (System.nanoTime() - begin) / 1_000_000;
        }
        System.out.println(REVISIONS + " small revisions: " + migrated + " ms with heads and journal; "
                + (Psql.isThere() ? "psql" : "statement by statement")
                + " with the statements alone, a transaction each: "
                + byPsql + " ms");
    }
}
