package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.run.UpgradeResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Others hold what is needed: for a while, or for too long. */
class LocksTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private final Database database = new Database();
    private Connection other;

    @BeforeEach
    void makeATable() throws SQLException {
        database.run("CREATE TABLE busy (id int)");
        other = database.dataSource().getConnection();
        other.setAutoCommit(false);
    }

    @AfterEach
    void drop() throws SQLException {
        other.close();
        database.close();
    }

    private void hold(String sql) throws SQLException {
        try (var statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Script first() {
        return Script.of("aaaa", "first", op -> op.createTable("a", column("id", "int")));
    }

    private static Script touch() {
        return Script.of(
                "bbbb",
                "touch it",
                op -> {
                    op.createTable("b", column("id", "int"));
                    op.addColumn("busy", column("x", "int"));
                },
                "aaaa");
    }

    private Migrator migrator(Duration lockWait, Script... scripts) {
        return database.builder(java.util.List.of(scripts))
                .lockWait(lockWait)
                .lockTimeout(Duration.ofMillis(30))
                .build();
    }

    @Test
    void aTableThatStaysLockedIsNamedAndNothingOfTheRevisionIsLeft() throws SQLException {
        hold("LOCK TABLE busy");
        var migrator = migrator(SHORT, first(), touch());
        var failure = catchThrowableOfType(LockTimeoutException.class, migrator::upgradeToHead);
        assertThat(failure)
                .hasMessageContaining("revision bbbb (touch it): statement 2 could not have its lock on \"busy\"")
                .hasMessageContaining("canceling statement due to lock timeout")
                .hasMessageContaining("Statement: ALTER TABLE public.busy ADD COLUMN x integer")
                .hasMessageContaining("What was done before stays, up to revision aaaa (first)")
                .hasMessageContaining("try again, or raise the lock wait");
        assertThat(failure.waited()).isBetween(SHORT, Duration.ofSeconds(5));
        assertThat(database.tables()).containsExactly("a", "busy");
        assertThat(database.heads()).containsExactly("aaaa");
        other.rollback();
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
    }

    @Test
    void aTableThatIsLockedForAWhileIsWaitedForWhileOthersPass() throws Exception {
        hold("LOCK TABLE busy");
        var migrator = migrator(Duration.ofSeconds(30), first(), touch());
        CompletableFuture<UpgradeResult> running = CompletableFuture.supplyAsync(migrator::upgradeToHead);
        TimeUnit.MILLISECONDS.sleep(400);
        assertThat(running).isNotDone();
        other.rollback();
        assertThat(running.get(20, TimeUnit.SECONDS).revisions()).hasSize(2);
        assertThat(database.ask("SELECT state FROM aludel_journal")).containsExactly("done", "done");
    }

    @Test
    void whatCodeDoesIsTriedAgainTooWhenALockIsNotToBeHad() throws Exception {
        var tries = new AtomicInteger();
        var code = Script.of(
                "aaaa",
                "code",
                op -> op.run("fill", 1, connection -> {
                    if (tries.incrementAndGet() == 3) {
                        other.rollback();
                    }
                    try (var statement = connection.createStatement()) {
                        statement.execute("INSERT INTO busy VALUES (1)");
                    }
                }));
        hold("LOCK TABLE busy");
        assertThat(migrator(Duration.ofSeconds(30), code).upgradeToHead().revisions())
                .hasSize(1);
        assertThat(tries).hasValue(3);
        assertThat(database.ask("SELECT count(*) FROM busy")).containsExactly("1");
    }

    @Test
    void anotherInstanceIsWaitedForAndNamedWhenItTakesTooLong() throws Exception {
        migrator(SHORT, first()).upgradeToHead();
        var started = new CompletableFuture<Void>();
        var slow = Script.of(
                "bbbb",
                "slow",
                op -> op.run("sleep", 1, connection -> {
                    started.complete(null);
                    Thread.sleep(1_500);
                }),
                "aaaa");
        var running = CompletableFuture.supplyAsync(migrator(SHORT, first(), slow)::upgradeToHead);
        started.get(20, TimeUnit.SECONDS);
        var failure = catchThrowable(migrator(SHORT, first(), slow)::upgradeToHead);
        assertThat(failure)
                .isExactlyInstanceOf(LockTimeoutException.class)
                .hasMessageContaining("another instance is migrating this database; gave up after")
                .hasMessageContaining("Nothing was changed; try again, or raise the lock wait");
        var patient = migrator(Duration.ofSeconds(30), first(), slow);
        assertThat(patient.upgradeToHead().revisions()).isEmpty();
        assertThat(running.get().revisions()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws Exception {
        hold("LOCK TABLE busy");
        var migrator = migrator(Duration.ofSeconds(60), first(), touch());
        var failure = new AtomicReference<Throwable>();
        var kept = new AtomicReference<Boolean>();
        var thread = new Thread(() -> {
            failure.set(catchThrowable(migrator::upgradeToHead));
            kept.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        TimeUnit.MILLISECONDS.sleep(300);
        thread.interrupt();
        thread.join(2_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(failure.get())
                .isExactlyInstanceOf(LockTimeoutException.class)
                .hasMessageContaining("could not have its lock on \"busy\"")
                .hasMessageContaining("interrupted after waiting for");
        assertThat(kept.get()).isTrue();
        assertThat(database.heads()).containsExactly("aaaa");
        assertThat(database.tables()).containsExactly("a", "busy");
    }

    @Test
    void aWaitThatIsNotOursCountsFromTheLastRevisionNotFromTheStart() throws Exception {
        var slow = Script.of("aaaa", "slow", op -> op.run("sleep", 1, connection -> Thread.sleep(300)));
        hold("LOCK TABLE busy");
        var running = CompletableFuture.supplyAsync(migrator(Duration.ofMillis(250), slow, touch())::upgradeToHead);
        TimeUnit.MILLISECONDS.sleep(420);
        other.rollback();
        assertThat(running.get(20, TimeUnit.SECONDS).revisions()).hasSize(2);
    }

    @Test
    void aStatementThatTakesTooLongIsAFailureOfItsOwn() throws SQLException {
        var slow = Script.of("aaaa", "slow", op -> op.execute("SELECT pg_sleep(5)"));
        var migrator = database.builder(java.util.List.of(slow))
                .statementTimeout(Duration.ofMillis(100))
                .build();
        assertThat(catchThrowable(migrator::upgradeToHead))
                .isExactlyInstanceOf(StatementFailedException.class)
                .hasMessageContaining("(57014): canceling statement due to statement timeout")
                .hasMessageContaining("SELECT pg_sleep(5)");
        assertThat(database.tables()).containsExactly("busy");
    }

    @Test
    void aConnectionThatBreaksIsTold() throws SQLException {
        var broken = Script.of("aaaa", "cut", op -> {
            op.createTable("a", column("id", "int"));
            op.execute("SELECT pg_terminate_backend(pg_backend_pid())");
        });
        assertThat(catchThrowable(() -> database.migrator(broken).upgradeToHead()))
                .isExactlyInstanceOf(dev.aludel.core.error.DatabaseException.class)
                .hasMessageContaining("revision aaaa (cut): the connection to the database broke")
                .hasMessageContaining("nothing of this revision was applied. Run again");
        assertThat(database.tables()).containsExactly("busy");
        assertThat(database.ask("SELECT count(*) FROM pg_class WHERE relname LIKE 'aludel%'"))
                .containsExactly("0");
    }
}
