package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.UpgradeResult;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import dev.aludel.postgres.run.Script;
import dev.aludel.postgres.run.Wire;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many instances start at once. {@code -Daludel.rounds=100} for the figures of the long run. */
class ManyStartersTest {

    private static final int LENGTH = 5;
    private static final List<RevisionScript> CHAIN = Chain.of(LENGTH);
    private static final int ROUNDS = Integer.getInteger("aludel.rounds", 4);
    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    private static Migrator migrator(DataSource source, List<RevisionScript> chain) {
        return Migrator.builder().dataSource(source).revisions(() -> chain).build();
    }

    /** Each upgrade's revisions, all together. */
    private static List<String> applied(List<UpgradeResult> results) {
        return results.stream()
                .flatMap(result -> result.revisions().stream())
                .map(one -> one.revision().id())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fiftyOnAVirginDatabaseApplyEachRevisionExactlyOnceWithNoErrorToAnyone(boolean concurrently) throws Exception {
        var chain = concurrently ? Chain.andIndex(CHAIN) : CHAIN;
        var times = new ArrayList<Long>();
        try (var fifty = new Together(50)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Database database = new Database()) {
                    var oracle = Oracle.over(database.dataSource(), chain);
                    long begin = System.nanoTime();
                    var results = fifty.run(i -> migrator(database.dataSource(), chain)::upgradeToHead);
                    times.add((System.nanoTime() - begin) / 1_000_000);
                    assertThat(applied(results)).containsExactlyInAnyOrderElementsOf(Chain.ids(chain.size()));
                    assertThat(database.ask("SELECT count(*) FROM aludel_journal WHERE state = 'failed'"))
                            .containsExactly("0");
                    oracle.healed(Duration.ofSeconds(1));
                }
            }
        }
        Collections.sort(times);
        System.out.println("50 starters on a virgin database, " + (concurrently ? "an index built concurrently, " : "")
                + ROUNDS + " rounds: exactly once in all, 0 errors, median "
                + times.get(times.size() / 2) + " ms, max " + times.get(times.size() - 1) + " ms");
    }

    @Test
    void fiftyAtTheHeadTakeNoLockAndOneRoundTripEach() throws Exception {
        int checks = 20;
        var locks = new AtomicInteger();
        try (Database database = new Database();
                var wire = new Wire(database.itself().url());
                var fifty = new Together(50)) {
            database.migrator(CHAIN).upgradeToHead();
            var pools = new ArrayList<OneConnection>();
            try {
                for (int i = 0; i < 50; i++) {
                    pools.add(new OneConnection(wire.dataSource()));
                }
                wire.forget();
                var watching = new Thread(() -> {
                    try (var connection = database.dataSource().getConnection();
                            var statement = connection.createStatement()) {
                        while (!Thread.interrupted()) {
                            try (var row = statement.executeQuery(
                                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                                            + " (SELECT oid FROM pg_database WHERE datname = current_database())")) {
                                row.next();
                                locks.addAndGet(row.getInt(1));
                            }
                        }
                    } catch (java.sql.SQLException e) {
                        locks.addAndGet(1_000_000);
                    }
                });
                watching.start();
                fifty.run(i -> () -> {
                    var migrator = migrator(pools.get(i), CHAIN);
                    for (int check = 0; check < checks; check++) {
                        assertThat(migrator.upgradeToHead().revisions()).isEmpty();
                    }
                    return true;
                });
                watching.interrupt();
                watching.join();
                System.out.println("50 starters at the head, " + checks + " times each: " + wire.flights()
                        + " round trips, " + locks + " advisory locks seen");
                assertThat(wire.flights()).isEqualTo(50 * checks);
                assertThat(locks).hasValue(0);
                assertThat(wire.statements()).noneMatch(statement -> statement.contains("advisory"));
            } finally {
                for (OneConnection pool : pools) {
                    pool.close();
                }
            }
        }
    }

    @Test
    void oldAndNewVersionsOfTheApplicationNeverGoBack() throws Exception {
        var random = new Random(SEED);
        int rounds = Math.max(4, ROUNDS / 2);
        int refused = 0;
        List<RevisionScript> old = Chain.of(LENGTH - 2);
        try (var twenty = new Together(20)) {
            for (int round = 0; round < rounds; round++) {
                try (Database database = new Database()) {
                    var oracle = Oracle.over(database.dataSource(), CHAIN);
                    var isNew = IntStream.range(0, 20)
                            .mapToObj(i -> i == 0 || i != 1 && random.nextBoolean())
                            .toList();
                    var results = twenty.run(i -> (Callable<String>) () -> {
                        try {
                            var heads = migrator(database.dataSource(), isNew.get(i) ? CHAIN : old)
                                    .upgradeToHead()
                                    .heads();
                            return (isNew.get(i) ? "new at " : "old at ") + heads;
                        } catch (RefusedException e) {
                            return (isNew.get(i) ? "new refused " : "old refused ") + e.getMessage();
                        }
                    });
                    assertThat(results)
                            .allSatisfy(result -> assertThat(result)
                                    .matches("new at \\[" + Script.id(LENGTH) + "]|old at \\[" + Script.id(LENGTH - 2)
                                            + "]|old refused .*r0000[45].*"));
                    refused += (int) results.stream()
                            .filter(result -> result.startsWith("old refused"))
                            .count();
                    assertThat(database.ask("SELECT count(*) FROM aludel_journal WHERE direction <> 'upgrade'"))
                            .containsExactly("0");
                    oracle.healed(Duration.ofSeconds(1));
                }
            }
        }
        System.out.println("20 starters of two versions, " + rounds + " rounds, seed " + SEED
                + ": at the newest in all, 0 downgrades, " + refused + " old ones told that the revision is unknown");
    }

    @Test
    void sixteenSchemasAtOnceInOneProcessAreSixteenDatabasesToIt() throws Exception {
        int rounds = Math.max(2, ROUNDS / 5);
        try (var sixteen = new Together(16);
                Database database = new Database()) {
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < 16; i++) {
                    database.run("DROP SCHEMA IF EXISTS s" + i + " CASCADE; CREATE SCHEMA s" + i);
                }
                var results = sixteen.run(i -> Migrator.builder()
                        .dataSource(database.dataSource())
                        .schemas("s" + i)
                        .revisions(() -> Script.chain(i + 1))
                        .build()::upgradeToHead);
                for (int i = 0; i < 16; i++) {
                    assertThat(results.get(i).revisions()).hasSize(i + 1);
                    assertThat(results.get(i).heads()).containsExactly(Script.id(i + 1));
                    assertThat(database.ask("SELECT revision FROM s" + i + ".aludel_head"))
                            .containsExactly(Script.id(i + 1));
                    assertThat(database.ask("SELECT revision FROM s" + i + ".aludel_journal ORDER BY seq"))
                            .isEqualTo(Chain.ids(i + 1));
                    assertThat(database.ask(
                                    "SELECT count(*) FROM pg_class WHERE relname LIKE 't\\_%' AND relnamespace = 's" + i
                                            + "'::regnamespace"))
                            .containsExactly(Integer.toString(i + 1));
                }
            }
        }
        System.out.println("16 threads on 16 schemas, " + rounds + " rounds: all correct");
    }

    @Test
    void twoHundredThatShareTwentyConnectionsOfTheServerAllFinish() throws Exception {
        int rounds = Math.max(1, ROUNDS / 10);
        TestRole role = TestServer.shared().role();
        try (var many = new Together(200)) {
            for (int round = 0; round < rounds; round++) {
                try (Database database = new Database()) {
                    database.run("ALTER DATABASE \"" + database.itself().name() + "\" CONNECTION LIMIT 20; GRANT ALL ON"
                            + " SCHEMA public TO " + role.name());
                    DataSource source = database.itself().asRole(role);
                    long begin = System.nanoTime();
                    var results = many.run(i -> migrator(source, CHAIN)::upgradeToHead);
                    long millis = (System.nanoTime() - begin) / 1_000_000;
                    assertThat(applied(results)).containsExactlyInAnyOrderElementsOf(Chain.ids(LENGTH));
                    assertThat(millis).isLessThan(60_000);
                    System.out.println("200 starters, 20 connections: exactly once, 0 errors, " + millis + " ms");
                }
            }
        }
    }
}
