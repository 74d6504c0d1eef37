package dev.aludel.postgres.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.Estimate;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.RunOutcome;
import dev.aludel.core.run.Step;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import dev.aludel.postgres.run.Script;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener is told, for logs, screens and metrics. */
class ListenerTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    /** Writes down what it is told. */
    private static final class Notes implements MigrationListener {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<RunOutcome> outcomes = new CopyOnWriteArrayList<>();
        private final List<Estimate> estimates = new CopyOnWriteArrayList<>();

        @Override
        public void runStarting(List<Step> steps) {
            lines.add("run of " + steps.size());
        }

        @Override
        public void runEnded(RunOutcome outcome) {
            lines.add("run " + outcome.word() + " " + outcome.revisions().size());
            outcomes.add(outcome);
        }

        @Override
        public void starting(Step step) {
            lines.add("starting " + step.revision().id());
        }

        @Override
        public void done(Applied applied) {
            lines.add("done " + applied.revision().id());
        }

        @Override
        public void failed(Step step, MigrationException failure) {
            lines.add("failed " + step.revision().id());
        }

        @Override
        public void progress(Step step, Estimate estimate) {
            estimates.add(estimate);
            lines.add("progress " + step.revision().id());
            throw new IllegalStateException("stops nothing");
        }
    }

    @Test
    void aRunBeginsAndEndsAndSaysHow() {
        var notes = new Notes();
        var scripts = new ArrayList<RevisionScript>(Script.chain(2));
        scripts.add(Script.of("bbbb", "break it", op -> op.execute("SELECT 1/0"), "r00002"));
        MigratorBuilder builder = database.builder(scripts).listener(notes);
        assertThatThrownBy(() -> builder.build().upgradeToHead()).isInstanceOf(MigrationException.class);
        assertThat(notes.lines)
                .containsExactly(
                        "run of 3",
                        "starting r00001",
                        "done r00001",
                        "starting r00002",
                        "done r00002",
                        "starting bbbb",
                        "failed bbbb",
                        "run failed 2");
        assertThat(notes.outcomes.get(0).failure()).get().isInstanceOf(MigrationException.class);
        assertThat(notes.outcomes.get(0).took()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(30));
        notes.lines.clear();
        assertThat(builder.build().upgradeTo("r00002").revisions()).isEmpty();
        assertThat(notes.lines).isEmpty();
        builder.build().downgradeTo("base");
        assertThat(notes.lines).startsWith("run of 2").endsWith("run done 2");
    }

    @Test
    void whatIsRefusedBeforeItBeganIsARunThatFailed() {
        var notes = new Notes();
        database.run("ALTER DATABASE \"" + database.itself().name() + "\" SET default_transaction_read_only = on");
        assertThatThrownBy(() -> database.builder(Script.chain(1))
                        .listener(notes)
                        .build()
                        .upgradeToHead())
                .hasMessageContaining("accepts no writes");
        assertThat(notes.lines).containsExactly("run of 1", "run failed 0");
    }

    @Test
    void howLongItWaitedForOthersIsTold() throws Exception {
        var notes = new Notes();
        database.migrator(Script.chain(1)).upgradeToHead();
        var thread = Executors.newSingleThreadExecutor();
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            assertThat(new PostgresDialect().versionTables().tryLock(other, "public"))
                    .isTrue();
            var migrator = database.builder(Script.chain(2)).listener(notes).build();
            var running = thread.submit(migrator::upgradeToHead);
            Thread.sleep(600);
            other.rollback();
            running.get(30, TimeUnit.SECONDS);
        } finally {
            thread.shutdownNow();
        }
        assertThat(notes.outcomes.get(0).waited())
                .isBetween(Duration.ofMillis(200), notes.outcomes.get(0).took());
    }

    /** Each row takes its time, and nearly each stands on a page of its own. */
    private void slow(int rows, double seconds) {
        database.run("CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM"
                + " pg_catalog.pg_sleep(" + seconds / rows + "); RETURN $1; END';"
                + "CREATE TABLE big (n int, filler text);"
                + "ALTER TABLE big ALTER filler SET STORAGE PLAIN;"
                + "INSERT INTO big SELECT n, repeat('x', 6000) FROM generate_series(1, " + rows + ") n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CONCURRENTLY "})
    void howFarALongStatementIsAndHowLongItStillTakesIsTold(String how) {
        slow(200, 4);
        var notes = new Notes();
        database.builder(List.of(
                        Script.of("slow", "", op -> op.execute("CREATE INDEX " + how + "big_slow ON big (slow(n))"))))
                .listener(notes)
                .build()
                .upgradeToHead();
        assertThat(notes.lines).containsSubsequence("starting slow", "progress slow", "done slow");
        assertThat(notes.lines.subList(notes.lines.indexOf("done slow"), notes.lines.size()))
                .containsExactly("done slow", "run done 1");
        // other phases are over in no time
        var building = notes.estimates.stream()
                .filter(one -> one.headway().phase().equals("building index: scanning table"))
                .toList();
        var percents = building.stream().flatMap(one -> one.percent().stream()).toList();
        assertThat(percents).hasSizeGreaterThan(1).isSorted().allMatch(percent -> percent >= 10 && percent <= 100);
        var last = building.get(building.size() - 1);
        assertThat(last.describe())
                .matches("[0-9]+ %, about [0-9]+ s left: CREATE INDEX " + how
                        + "on big, building index: scanning table");
        assertThat(last.running()).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void aPoolOfOneTellsNobodyAndHoldsNobodyUp() throws Exception {
        slow(50, 2.6);
        var notes = new Notes();
        try (OneConnection pool = new OneConnection(database.dataSource())) {
            var migrator = dev.aludel.core.Migrator.builder()
                    .dataSource(pool)
                    .revisions(() -> List.of(Script.of("slow", "", op -> op.execute("CREATE INDEX ON big (slow(n))"))))
                    .listener(notes)
                    .build();
            migrator.upgradeToHead();
            assertThat(notes.estimates).isEmpty();
            long begin = System.nanoTime();
            assertThat(migrator.upgradeToHead().revisions()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        }
    }

    /** The server's answer arrives when the statement is over. */
    private static Dialect late(Dialect dialect) {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(dialect, arguments);
                        long begin = System.nanoTime();
                        while (method.getName().equals("headway") && System.nanoTime() - begin < 900_000_000L) {
                            LockSupport.parkNanos(10_000_000);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whatIsOverIsNotToldOfAnyMore() throws Exception {
        slow(50, 2.5);
        var notes = new Notes();
        database.builder(List.of(Script.of("slow", "", op -> op.execute("CREATE INDEX ON big (slow(n))"))))
                .dialect(late(new PostgresDialect()))
                .listener(notes)
                .build()
                .upgradeToHead();
        Thread.sleep(1_200);
        assertThat(notes.lines).endsWith("done slow", "run done 1");
    }
}
