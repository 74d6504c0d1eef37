package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Revisions that cannot be one transaction. */
class SegmentsTest {

    private static final String INDEX = "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)";

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private static Script concurrently() {
        return Script.of("aaaa", "an index", op -> {
            op.createTable("t", column("a", "int"));
            op.execute(INDEX).reversedBy("DROP INDEX CONCURRENTLY i");
            op.createTable("after", column("a", "int"));
        });
    }

    private List<String> lines() throws SQLException {
        return database.ask(
                "SELECT direction || ' ' || state || ' ' || part || '/' || parts FROM aludel_journal ORDER BY seq");
    }

    private List<String> indexes() throws SQLException {
        return database.ask("SELECT indexrelid::regclass || ' ' || indisvalid FROM pg_index"
                + " JOIN pg_class c ON c.oid = indrelid WHERE relname = 't'");
    }

    private void nothingIsLeft() throws SQLException {
        assertThat(database.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .containsExactly("0");
        assertThat(database.ask("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .containsExactly("0");
        try (var connection = database.dataSource().getConnection()) {
            var tables = new PostgresDialect().versionTables();
            assertThat(tables.tampered(connection, "public")).isEmpty();
        }
    }

    @Test
    void anIndexIsBuiltConcurrentlyBetweenTwoTransactionsAndBack() throws SQLException {
        var migrator = database.migrator(concurrently());
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        assertThat(lines())
                .containsExactly("upgrade part 1/3", "upgrade started 2/3", "upgrade part 2/3", "upgrade done 3/3");
        assertThat(indexes()).containsExactly("i true");
        assertThat(migrator.downgradeTo("base").revisions()).hasSize(1);
        assertThat(database.tables()).isEmpty();
        assertThat(lines()).endsWith("downgrade part 2/3", "downgrade done 3/3");
        nothingIsLeft();
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        assertThat(indexes()).containsExactly("i true");
    }

    @Test
    void anIndexThatFailsIsTakenAwayAndTheNextRunGoesOnThere() throws SQLException {
        var migrator = database.migrator(Script.of("aaaa", "t", op -> {
            op.createTable("t", column("a", "int"));
            op.execute("INSERT INTO t VALUES (1), (1)").reversedBy("");
            op.execute(INDEX).reversedBy("DROP INDEX CONCURRENTLY i");
        }));
        var failure = catchThrowableOfType(StatementFailedException.class, migrator::upgradeToHead);
        assertThat(failure)
                .hasMessageContaining("statement 3 of its upgrade failed (23505)")
                .hasMessageContaining("1 of its 2 parts were done and stay; the next run goes on with part 2");
        assertThat(failure.position()).isEqualTo(3);
        assertThat(indexes()).as("nothing broken is left").isEmpty();
        assertThat(migrator.status().state().name()).isEqualTo("FAILED");
        database.run("DELETE FROM t");
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        assertThat(lines())
                .containsExactly("upgrade part 1/2", "upgrade started 2/2", "upgrade failed 2/2", "upgrade done 2/2");
        nothingIsLeft();
    }

    @Test
    void theFiveThingsThatAnEarlierTryMayHaveLeft() throws SQLException {
        record Case(String before, String after) {}
        var cases = List.of(
                new Case("", "i true"),
                new Case("CREATE UNIQUE INDEX i ON t (a)", "i true"),
                new Case("CREATE UNIQUE INDEX i ON t USING btree (a ASC NULLS LAST)", "i true"),
                new Case(
                        "CREATE UNIQUE INDEX i ON t (a); UPDATE pg_index SET indisvalid = false WHERE indexrelid ="
                                + " 'i'::regclass",
                        "i true"),
                new Case("CREATE INDEX i ON t (a)", "refused"),
                new Case("CREATE UNIQUE INDEX i ON t (a) WHERE a > 0", "refused"));
        for (Case one : cases) {
            try (Database fresh = new Database()) {
                fresh.run("CREATE TABLE t (a int); " + one.before());
                var migrator = fresh.migrator(
                        Script.of("aaaa", "i", op -> op.execute(INDEX).reversedBy("DROP INDEX CONCURRENTLY i")));
                if (one.after().equals("refused")) {
                    var refused = catchThrowableOfType(RefusedException.class, migrator::upgradeToHead);
                    assertThat(refused).as(one.before()).hasMessageContaining("index public.i is there already");
                    assertThat(refused.reason()).isEqualTo(RefusedException.Reason.DRIFT);
                } else {
                    assertThat(migrator.upgradeToHead().revisions())
                            .as(one.before())
                            .hasSize(1);
                    assertThat(fresh.ask("SELECT indexrelid::regclass || ' ' || indisvalid FROM pg_index"
                                    + " WHERE indrelid = 't'::regclass"))
                            .as(one.before())
                            .containsExactly(one.after());
                }
            }
        }
    }

    @Test
    void somebodyWhoHoldsAnOldSnapshotIsNamedWhenTheWaitIsOver() throws Exception {
        database.run("CREATE TABLE t (a int)");
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("SET application_name = 'report'");
                statement.execute("SELECT 4711 FROM pg_class");
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            } catch (SQLException e) {
                other.rollback();
            }
            other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = other.createStatement()) {
                statement.execute("SET application_name = 'report'");
                statement.execute("SELECT 4711");
            }
            var migrator = database.builder(List.of(Script.of("aaaa", "i", op -> op.execute(INDEX))))
                    .lockWait(Duration.ofSeconds(2))
                    .build();
            Instant start = Instant.now();
            var failure = catchThrowableOfType(LockTimeoutException.class, migrator::upgradeToHead);
            assertThat(failure)
                    .hasMessageContaining("\"report\" of role")
                    .hasMessageContaining("idle in transaction")
                    .hasMessageContaining("SELECT 4711");
            assertThat(Duration.between(start, Instant.now()))
                    .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
            nothingIsLeft();
            other.rollback();
            assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        }
    }

    @Test
    void anOwnTransactionThatDoesNothingIsRefusedAtOnce() throws Exception {
        database.run("CREATE TABLE t (a int)");
        try (Connection own = database.dataSource().getConnection()) {
            own.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            own.setAutoCommit(false);
            try (var statement = own.createStatement()) {
                statement.execute("SELECT 1");
            }
            var migrator = database.migrator(Script.of("aaaa", "i", op -> op.execute(INDEX)));
            Instant start = Instant.now();
            var refused = catchThrowableOfType(RefusedException.class, migrator::upgradeToHead);
            assertThat(refused).hasMessageContaining("this application has a transaction open that does nothing");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
            own.rollback();
            assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        }
    }

    @Test
    void manyInstancesBuildAnIndexConcurrentlyExactlyOnce() throws Exception {
        int starters = 20;
        for (int round = 0; round < 5; round++) {
            try (Database fresh = new Database()) {
                var running = new ArrayList<CompletableFuture<Integer>>();
                for (int i = 0; i < starters; i++) {
                    Migrator migrator = fresh.migrator(concurrently());
                    running.add(CompletableFuture.supplyAsync(
                            () -> migrator.upgradeToHead().revisions().size(), task -> new Thread(task).start()));
                }
                int applied = 0;
                for (var one : running) {
                    applied += one.get(60, TimeUnit.SECONDS);
                }
                assertThat(applied).isBetween(1, 1);
                assertThat(fresh.ask("SELECT state, part FROM aludel_journal ORDER BY seq"))
                        .containsExactly("part|1", "started|2", "part|2", "done|3");
            }
        }
    }

    @Test
    void anEnumValueIsCommittedBeforeItIsUsed() throws SQLException {
        var migrator = database.migrator(
                Script.of("aaaa", "mood", op -> {
                    op.createEnum("mood", "sad", "ok");
                    op.createTable("person", column("m", "mood"));
                }),
                Script.of(
                        "bbbb",
                        "happy",
                        op -> {
                            op.alterEnum("mood", List.of("sad", "ok"), List.of("sad", "ok", "happy"));
                            op.execute("INSERT INTO person VALUES ('happy')").reversedBy("DELETE FROM person");
                        },
                        "aaaa"));
        assertThat(migrator.upgradeToHead().revisions()).hasSize(2);
        assertThat(lines()).containsExactly("upgrade done 1/1", "upgrade part 1/2", "upgrade done 2/2");
    }

    @Test
    void aRevisionThatWasEditedHalfWayIsRefused() throws SQLException {
        var broken = Script.of("aaaa", "t", op -> {
            op.createTable("t", column("a", "int"));
            op.execute("CREATE INDEX CONCURRENTLY i ON nowhere (a)").reversedBy("");
        });
        catchThrowableOfType(StatementFailedException.class, database.migrator(broken)::upgradeToHead);
        var edited = database.migrator(Script.of("aaaa", "t", op -> {
            op.createTable("t", column("b", "int"));
            op.execute("CREATE INDEX CONCURRENTLY i ON t (b)").reversedBy("");
        }));
        var refused = catchThrowableOfType(RefusedException.class, edited::upgradeToHead);
        assertThat(refused).hasMessageContaining("revision aaaa (t) is half applied: 1 of 2 parts are done");
        var other = database.migrator(Script.of("bbbb", "other", op -> op.createTable("o", column("a", "int"))));
        refused = catchThrowableOfType(RefusedException.class, other::upgradeToHead);
        assertThat(refused).hasMessageContaining("finish it first, with: upgrade aaaa");
        assertThat(database.tables()).containsExactly("t");
    }

    @Test
    void oneTransactionForAllIsRefusedBeforeAnythingIsTouched() throws SQLException {
        var migrator =
                database.builder(List.of(concurrently())).singleTransaction().build();
        var refused = catchThrowableOfType(RefusedException.class, migrator::upgradeToHead);
        assertThat(refused)
                .hasMessageContaining("has to run in one transaction")
                .hasMessageContaining(INDEX);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void aScriptClosesAndOpensTransactionsWhereTheRunDoes() throws Exception {
        var migrator = database.migrator(concurrently());
        String up = migrator.sql("base:head");
        assertThat(up).contains("part 2 of 3, outside a transaction").contains("COMMIT;\nSET ");
        assertThat(Psql.run(database, up)).endsWith("exit 0");
        assertThat(lines())
                .containsExactly("upgrade part 1/3", "upgrade started 2/3", "upgrade part 2/3", "upgrade done 3/3");
        assertThat(migrator.status().state().name()).isEqualTo("UP_TO_DATE");
        assertThat(Psql.run(database, up)).contains("AL003").endsWith("exit 3");
        assertThat(Psql.run(database, migrator.downgradeSql("head:base"))).endsWith("exit 0");
        assertThat(database.tables()).isEmpty();
        nothingIsLeft();
    }

    @Test
    void aScriptDoesNotGoOnWhereAnotherRunStoppedHalfWay() throws Exception {
        var migrator = database.migrator(concurrently());
        String up = migrator.sql("base:head");
        String half = up.substring(0, up.indexOf("CREATE UNIQUE INDEX CONCURRENTLY"));
        assertThat(Psql.run(database, half)).endsWith("exit 0");
        assertThat(Psql.run(database, up)).contains("a revision is half done (upgrade aaaa 1 part(s))");
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        assertThat(lines()).endsWith("upgrade started 2/3", "upgrade part 2/3", "upgrade done 3/3");
        nothingIsLeft();
    }
}
