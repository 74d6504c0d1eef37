package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Leftover;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.faults.PgBouncer.Mode;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Designs that are known to be wrong: what proves the right one must fail with each of them. */
class KnownBadTest {

    /** Waits for whatever lock another session has. */
    private static final String BLOCKING = """
            SELECT true FROM (SELECT pg_advisory_xact_lock((classid::int8 << 32) | objid::int8) FROM pg_locks
              WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database
                    WHERE datname = current_database()) LIMIT 1) one""";

    private static Dialect locking(Changed.Answer answer) {
        return Changed.versionTables("tryLock", answer);
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** The real lock is held by somebody who does not let it go before the index is built. */
    @Test
    void waitingInsideTheServerHoldsUpOthers() {
        var blocking = locking((arguments, usual) ->
                (boolean) usual.get() || ask((Connection) arguments[0], BLOCKING) && (boolean) usual.get());
        assertThatThrownBy(() -> WaitingStartersTest.buildAnIndexWhileOthersWait(blocking))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("statement timeout");
    }

    @Test
    void pollingInsideATransactionHoldsUpOthers() {
        var polling = locking((arguments, usual) -> {
            while (!(boolean) usual.get()) {
                Oracle.sleep(20);
            }
            return true;
        });
        assertThatThrownBy(() -> WaitingStartersTest.buildAnIndexWhileOthersWait(polling))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("statement timeout");
    }

    /** A lock of the session, given back when the connection is: right without a pooler, wrong with one. */
    @Test
    void aLockOfTheSessionIsLostBehindAPooler() throws Exception {
        var chain = Chain.of(3);
        var session = locking(
                (arguments, usual) -> ask((Connection) arguments[0], "SELECT pg_catalog.pg_try_advisory_lock(4711)"));
        try (Database database = new Database()) {
            Oracle.over(database.dataSource(), chain);
            start(session, unlocking(database.dataSource()), chain);
            assertThat(locks(database)).containsExactly("0");
        }
        try (Database database = new Database();
                var pooler = PgBouncer.start(database.itself().url(), Mode.TRANSACTION, 4)) {
            var oracle = Oracle.over(database.dataSource(), chain);
            start(session, unlocking(pooler.dataSource()), chain);
            assertThatThrownBy(() -> oracle.healed(Duration.ofMillis(500)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("1 advisory locks");
        }
    }

    private static List<String> locks(Database database) throws SQLException {
        return database.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    private static void start(Dialect dialect, DataSource source, List<RevisionScript> chain) {
        Migrator.builder()
                .dataSource(source)
                .dialect(dialect)
                .revisions(() -> chain)
                .build()
                .upgradeToHead();
    }

    /** Gives the lock back with the connection, while another client is at work, too. */
    private static DataSource unlocking(DataSource source) {
        return Changed.with(DataSource.class, source, "getConnection", (arguments, usual) -> {
            var connection = (Connection) usual.get();
            return Changed.with(Connection.class, connection, "close", (none, close) -> {
                try (Connection other = source.getConnection();
                        var statement = connection.createStatement()) {
                    other.setAutoCommit(false);
                    ask(other, "SELECT true");
                    statement.execute("SELECT pg_advisory_unlock_all()");
                    other.rollback();
                }
                return close.get();
            });
        });
    }

    /** Two get the lock at once, as they do when it is lost: what counts heads must keep one of them from committing. */
    @Test
    void headsThatAreNotComparedAreMovedTwice() throws Exception {
        var noLock = locking((arguments, usual) -> true);
        assertThatCode(() -> twoAtOnce(noLock)).doesNotThrowAnyException();
        var noComparing = Changed.dialect(
                "versionTables",
                (arguments, usual) -> Changed.with(
                        VersionTables.class,
                        noLock.versionTables(),
                        "advance",
                        (given, advance) -> moving((String) given[0], (Set<?>) given[2], (Entry) given[3])));
        assertThatThrownBy(() -> twoAtOnce(noComparing)).isInstanceOf(AssertionError.class);
    }

    private static List<String> moving(String schema, Set<?> to, Entry entry) {
        var statements = new ArrayList<String>();
        statements.add("DELETE FROM " + schema + ".aludel_head");
        to.forEach(head -> statements.add(
                "INSERT INTO " + schema + ".aludel_head VALUES ('" + head + "', 1) ON CONFLICT DO NOTHING"));
        statements.add(new PostgresDialect().versionTables().append(schema, entry));
        return statements;
    }

    private static void twoAtOnce(Dialect dialect) throws Exception {
        var meeting = new CyclicBarrier(2);
        var first = Script.of("aaaa", "a table", op -> op.execute("CREATE TABLE trace (revision text)"));
        var second = Script.of(
                "bbbb",
                "a row",
                op -> op.run("insert", 1, connection -> {
                    try {
                        meeting.await(2, TimeUnit.SECONDS);
                    } catch (TimeoutException | BrokenBarrierException e) {
                        // the other one was kept out, or has given up
                    }
                    try (var statement = connection.createStatement()) {
                        statement.execute("INSERT INTO trace VALUES ('bbbb')");
                    }
                }),
                "aaaa");
        try (Database database = new Database();
                var two = new Together(2)) {
            database.migrator(first).upgradeToHead();
            two.run(i -> () -> {
                try {
                    Migrator.builder()
                            .dataSource(database.dataSource())
                            .dialect(dialect)
                            .revisions(Script.source(first, second))
                            .build()
                            .upgradeToHead();
                } catch (MigrationException e) {
                    return e.getMessage();
                }
                return "";
            });
            assertThat(database.heads()).containsExactly("bbbb");
            assertThat(database.ask("SELECT revision FROM aludel_journal WHERE state = 'done'"))
                    .containsExactly("aaaa", "bbbb");
            assertThat(database.ask("SELECT count(*) FROM trace")).containsExactly("1");
        }
    }

    /** A message that is copied into a comment as it is. */
    @Test
    void textThatIsNotEscapedIsCode() throws Exception {
        String message = "innocent\nCREATE TABLE evil (id int);\n--";
        var script = Migrator.builder()
                .offline(18)
                .revisions(Script.source(Script.of("aaaa", message, op -> op.execute("CREATE TABLE good (id int)"))))
                .build()
                .sql("head");
        assertThat(tables(script)).containsExactly("good");
        String comment = script.lines()
                .filter(line -> line.startsWith("--") && line.contains("innocent"))
                .findFirst()
                .orElseThrow();
        assertThat(tables(script.replace(comment, "-- " + message))).containsExactly("evil", "good");
    }

    /** What a script makes, past psql's own commands. */
    private static List<String> tables(String script) throws SQLException {
        try (Database database = new Database()) {
            database.run(
                    script.lines().filter(line -> !line.startsWith("\\")).reduce("", (all, line) -> all + line + "\n"));
            return database.tables();
        }
    }

    /** {@code IF NOT EXISTS} takes what an earlier try has left for what is wanted. */
    @Test
    void ifNotExistsIsNoRepair() throws Exception {
        buildsWhatWasLeftAnew(new PostgresDialect());
        var bad = Changed.dialect("leftover", (arguments, usual) -> Leftover.NOTHING);
        assertThatThrownBy(() -> buildsWhatWasLeftAnew(bad)).isInstanceOf(AssertionError.class);
    }

    private static void buildsWhatWasLeftAnew(Dialect dialect) throws SQLException {
        try (var database = new Database()) {
            database.run("CREATE TABLE t (a int); CREATE INDEX i ON t (a);"
                    + " UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass");
            database.builder(List.of(Script.of(
                            "aaaa",
                            "index",
                            op -> op.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)")
                                    .reversedBy("DROP INDEX CONCURRENTLY i"))))
                    .dialect(dialect)
                    .build()
                    .upgradeToHead();
            assertThat(database.ask("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                    .containsExactly("0");
        }
    }
}
