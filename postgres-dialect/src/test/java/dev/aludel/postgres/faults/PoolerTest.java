package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.faults.PgBouncer.Mode;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pooler stands between. {@code -Daludel.rounds=100} for the figures of the long run. */
class PoolerTest {

    private static final int LENGTH = 5;
    private static final List<RevisionScript> CHAIN = Chain.of(LENGTH);
    private static final int ROUNDS = Integer.getInteger("aludel.rounds", 3);

    @ParameterizedTest
    @EnumSource(Mode.class)
    void fiftyStartersThroughAPoolerApplyEachRevisionExactlyOnceAndLeakNothing(Mode mode) throws Exception {
        var times = new ArrayList<Long>();
        try (var fifty = new Together(50)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Database database = new Database();
                        var pooler = PgBouncer.start(database.itself().url(), mode, mode == Mode.SESSION ? 60 : 4)) {
                    var oracle = Oracle.over(database.dataSource(), CHAIN);
                    long begin = System.nanoTime();
                    var results = fifty.run(i -> Migrator.builder()
                            .dataSource(pooler.dataSource())
                            .revisions(() -> CHAIN)
                            .build()::upgradeToHead);
                    times.add((System.nanoTime() - begin) / 1_000_000);
                    assertThat(results.stream()
                                    .flatMap(result -> result.revisions().stream())
                                    .map(one -> one.revision().id())
                                    .toList())
                            .containsExactlyInAnyOrderElementsOf(Chain.ids(LENGTH));
                    oracle.healed(Duration.ofSeconds(1));
                }
            }
        }
        times.sort(null);
        System.out.println(
                "50 starters through pgbouncer, " + mode + ", " + ROUNDS + " rounds: exactly once in all, 0 errors,"
                        + " 0 locks left, median " + times.get(times.size() / 2) + " ms");
    }

    @Test
    void whatARunSetsIsNeverFoundByAnotherClientOfThePooler() throws Exception {
        int size = 4;
        int runs = 20 * ROUNDS;
        var script = Script.of(
                "aaaa",
                "sets much",
                op -> op.execute("SET work_mem = '7MB'; SET search_path = canary; SET LOCAL statement_timeout = '7h';"
                                + " SET ROLE pg_monitor; RESET ROLE; CREATE SEQUENCE public.s")
                        .reversedBy("SET work_mem = '8MB'; DROP SEQUENCE public.s"));
        try (Database database = new Database();
                var pooler = PgBouncer.start(database.itself().url(), Mode.TRANSACTION, size)) {
            var before = settings(pooler, size);
            assertThat(before).hasSize(1);
            for (int i = 0; i < runs; i++) {
                var migrator = Migrator.builder()
                        .dataSource(pooler.dataSource())
                        .revisions(() -> List.of(script))
                        .build();
                if (i % 2 == 0) {
                    migrator.upgradeToHead();
                } else {
                    migrator.downgradeTo("base");
                }
            }
            assertThat(settings(pooler, size)).isEqualTo(before);
            System.out.println(runs + " runs through pgbouncer, " + Mode.TRANSACTION
                    + ": 0 settings of ours on its connections to the server");
        }
    }

    /** What is set on each of its connections to the server: one line where it is the same on all. */
    private static TreeSet<String> settings(PgBouncer pooler, int size) throws SQLException {
        var all = new TreeSet<String>();
        var connections = new ArrayList<Connection>();
        try {
            for (int i = 0; i < size; i++) {
                Connection connection = pooler.dataSource().getConnection();
                connections.add(connection);
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("SELECT string_agg(name || '=' || setting, ' ' ORDER BY name)"
                                + " || current_user FROM pg_settings WHERE name NOT LIKE 'transaction_%'"
                                + " AND name <> 'seed' AND name NOT LIKE 'plpgsql.%'")) {
                    row.next();
                    all.add(row.getString(1));
                }
            }
        } finally {
            for (Connection connection : connections) {
                connection.rollback();
                connection.close();
            }
        }
        return all;
    }
}
