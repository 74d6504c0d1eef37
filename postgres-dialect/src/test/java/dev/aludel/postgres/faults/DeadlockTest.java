package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A revision and the application lock the same two tables in opposite order. {@code -Daludel.rounds=100} for the long run. */
class DeadlockTest {

    private static final int ROUNDS = Integer.getInteger("aludel.rounds", 20);
    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({"2, 20", "6, 1"})
    void neitherTheApplicationNorTheRunIsBrokenByADeadlock(int writers, int pauseMillis) throws Exception {
        var scripts = new ArrayList<RevisionScript>();
        for (int i = 1; i <= ROUNDS; i++) {
            String name = "c" + i;
            scripts.add(Script.of(
                    Script.id(i),
                    "both tables",
                    op -> {
                        op.addColumn("one", column(name, "int"));
                        op.addColumn("two", column(name, "int"));
                    },
                    i == 1 ? new String[0] : new String[] {Script.id(i - 1)}));
        }
        try (Database database = new Database()) {
            database.run("CREATE TABLE one (id int PRIMARY KEY, n int); CREATE TABLE two (id int PRIMARY KEY, n int);"
                    + " INSERT INTO one SELECT i, 0 FROM generate_series(1, 100) i; INSERT INTO two SELECT * FROM one");
            var load = new Load(database.dataSource(), writers, pauseMillis, SEED, (statement, random) -> {
                int id = 1 + random.nextInt(100);
                statement.execute("UPDATE two SET n = n + 1 WHERE id = " + id);
                Oracle.sleep(random.nextInt(3));
                statement.execute("SELECT n FROM one WHERE id = " + id);
            });
            long begin = System.nanoTime();
            try (load) {
                Oracle.sleep(200);
                var migrator = database.builder(scripts)
                        .lockTimeout(Duration.ofMillis(200))
                        .lockWait(Duration.ofSeconds(10))
                        .build();
                assertThat(migrator.upgradeToHead().revisions()).hasSize(ROUNDS);
            }
            System.out.println("two tables locked in opposite order by " + writers + " writers, " + ROUNDS
                    + " rounds, seed " + SEED + ": "
                    + load.transactions() + " transactions, " + load.deadlocks()
                    + " deadlocks of theirs, 0 of ours told, "
                    + (System.nanoTime() - begin) / 1_000_000 + " ms");
            assertThat(load.failures()).isEmpty();
            assertThat(load.deadlocks()).isZero();
            assertThat(database.heads()).isEqualTo(List.of(Script.id(ROUNDS)));
        }
    }
}
