package dev.aludel.postgres.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.Settings;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.op.Definitions;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.Step;
import dev.aludel.core.run.UpgradeResult;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import dev.aludel.postgres.run.Script;
import dev.aludel.postgres.run.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** W3: what is pending, backed up, applied, looked at and seeded before anybody is let in. */
class StartupTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private Starting starting() {
        return Starting.on(database);
    }

    private static List<RevisionScript> and(List<RevisionScript> scripts, RevisionScript... more) {
        var all = new ArrayList<>(scripts);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void whatIsPendingIsAppliedAndTheNextStartIsOneRoundTrip() throws Exception {
        try (Wire wire = new Wire(database.itself().url());
                OneConnection pool = new OneConnection(wire.dataSource())) {
            var seeds = new AtomicInteger();
            var builder = Migrator.builder()
                    .dataSource(pool)
                    .revisions(() -> Script.chain(3))
                    .seed(connection -> seeds.incrementAndGet());
            var first = builder.settings(starting().settings()).build().onStartup();
            assertThat(first.revisions()).hasSize(3);
            assertThat(first.heads()).containsExactly(Script.id(3));

            wire.forget();
            assertThat(builder.build().onStartup().revisions()).isEmpty();
            assertThat(wire.flights()).isEqualTo(1);
            assertThat(seeds).hasValue(0);

            var seeding = builder.settings(starting().set("SEED_DATA", "true").settings())
                    .build();
            seeding.onStartup();
            assertThat(seeds).hasValue(1);
            wire.forget();
            seeding.onStartup();
            assertThat(wire.flights()).isEqualTo(4);
            assertThat(seeds).hasValue(1);

            var checking = builder.settings(
                            starting().set("AUTO_MIGRATE", "false").settings())
                    .build();
            wire.forget();
            checking.onStartup();
            assertThat(wire.flights()).isEqualTo(1);
        }
    }

    @Test
    void ofTenAtOnceOneAppliesOneSeedsAndAllGoOn() throws Exception {
        int starters = 10;
        var threads = Executors.newFixedThreadPool(starters);
        try {
            for (int round = 1; round <= 2; round++) {
                int revisions = 2 * round;
                var barrier = new CyclicBarrier(starters);
                var running = new ArrayList<Future<UpgradeResult>>();
                database.run("CREATE TABLE IF NOT EXISTS seeded (at int)");
                for (int i = 0; i < starters; i++) {
                    Migrator migrator = starting()
                            .set("SEED_DATA", "true")
                            .builder(Script.chain(revisions))
                            .seed(connection -> {
                                try (var statement = connection.createStatement()) {
                                    statement.execute("INSERT INTO seeded VALUES (" + revisions + ")");
                                    Thread.sleep(20);
                                }
                            })
                            .build();
                    running.add(threads.submit(() -> {
                        barrier.await();
                        return migrator.onStartup();
                    }));
                }
                int applied = 0;
                for (var one : running) {
                    var result = one.get(60, TimeUnit.SECONDS);
                    applied += result.revisions().size();
                    assertThat(result.heads()).containsExactly(Script.id(revisions));
                }
                assertThat(applied).isEqualTo(2);
            }
            assertThat(database.ask("SELECT at FROM seeded ORDER BY at")).containsExactly("2", "4");
            assertThat(database.ask("SELECT direction, message FROM aludel_journal WHERE revision = 'off_chain'"))
                    .containsExactly("apply|seed data", "apply|seed data");
            assertThat(database.ask("SELECT DISTINCT state FROM aludel_journal"))
                    .containsExactly("done");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void withoutAutoMigrateWhatIsPendingIsRefusedInOneMessageAndNothingIsTouched() throws Exception {
        starting().with(Script.chain(1)).onStartup();
        var facts = database.facts();
        var migrator = starting().set("AUTO_MIGRATE", "no").with(Script.chain(3));
        assertThatThrownBy(migrator::onStartup)
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.reason()).isEqualTo(RefusedException.Reason.NOT_AT_HEAD);
                    assertThat(e.details()).containsExactly("r00002 (make t2)", "r00003 (make t3)");
                })
                .hasMessage(
                        "the database is 2 revisions behind this application, and AUTO_MIGRATE is false; nothing was"
                                + " changed, and the application must not start. Pending: r00002 (make t2), r00003 (make t3)."
                                + " Apply them first with: upgrade head");
        assertThat(database.facts()).isEqualTo(facts);
        assertThat(database.journal()).hasSize(1);

        starting().with(Script.chain(3)).onStartup();
        assertThat(migrator.onStartup().heads()).containsExactly(Script.id(3));
    }

    @Test
    void branchesWithLabelsOfTheirOwnAreAllBroughtToTheirHeads() throws Exception {
        var branches = List.<RevisionScript>of(
                Script.of("aaaa", "one", op -> {}),
                labelled("bbbb", "left", "aaaa"),
                labelled("cccc", "right", "aaaa"));
        assertThat(starting().with(branches).onStartup().revisions()).hasSize(3);
        assertThat(database.heads()).containsExactly("bbbb", "cccc");
        var conflict = List.<RevisionScript>of(
                Script.of("aaaa", "one", op -> {}),
                Script.of("bbbb", "left", op -> {}, "aaaa"),
                Script.of("cccc", "right", op -> {}, "aaaa"));
        assertThatThrownBy(() -> starting().with(conflict).onStartup())
                .hasMessageContaining("bbbb")
                .hasMessageContaining("cccc")
                .hasMessageContaining("merge");
    }

    private static RevisionScript labelled(String id, String label, String revises) {
        return new Script(
                new RevisionInfo(id, List.of(revises), List.of(), List.of(label), label, null, "a test"),
                op -> {},
                null);
    }

    @ParameterizedTest
    @CsvSource({"false, r00003", "true, r00001"})
    void whatFailsLeavesNoTraceAndTheRestGoesBackWhereThatIsAskedFor(boolean back, String at) throws Exception {
        starting().with(tables(1)).onStartup();
        var broken = and(tables(3), Script.of("bbbb", "break it", op -> op.execute("SELECT 1/0"), "r00003"));
        var migrator =
                starting().set("ROLLBACK_ON_FAIL", Boolean.toString(back)).with(broken);
        assertThatThrownBy(migrator::onStartup)
                .isInstanceOf(StatementFailedException.class)
                .hasMessageContaining("revision bbbb (break it): statement 1 of its upgrade failed (22012)");
        assertThat(database.heads()).containsExactly(at);
        assertThat(database.tables()).hasSize(back ? 1 : 3);
    }

    /** As {@link Script#chain}, in words of which it is known what they lose: nothing. */
    private static List<RevisionScript> tables(int length) {
        return Script.chain(length).stream()
                .map(script -> (RevisionScript) new Script(
                        script.info(),
                        op -> op.createTable("t_" + script.info().id(), Definitions.column("id", "bigint")),
                        null))
                .toList();
    }

    @Test
    void whatGoesIsBackedUpWhereAndAsOftenAsTheSettingsSay(@TempDir Path folder) throws Exception {
        Path backups = folder.resolve("kept");
        var all = new ArrayList<RevisionScript>();
        String before = "";
        for (int i = 1; i <= 3; i++) {
            int n = i;
            String[] revises = before.isEmpty() ? new String[0] : new String[] {before};
            all.add(Script.of("make" + n, "", op -> op.execute("CREATE TABLE t" + n + " AS SELECT 1 AS n"), revises));
            all.add(Script.of("drop" + n, "", op -> op.execute("DROP TABLE t" + n), "make" + n));
            before = "drop" + n;
        }
        var said = starting()
                .set("BACKUP_BEFORE_MIGRATE", "true")
                .set("BACKUP_DIR", backups.toString())
                .set("BACKUP_KEEP", "2");
        var result = said.with(all.subList(0, 2)).onStartup();
        assertThat(result.backedUp().backups())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).startsWith(backups));
        for (int length = 4; length <= 6; length += 2) {
            said.with(all.subList(0, length)).onStartup();
        }
        try (var files = Files.list(backups)) {
            assertThat(files.filter(path -> path.getFileName().toString().contains("_drop")))
                    .hasSize(2);
        }
    }

    @Test
    void waitingForOthersEndsWhenTheSettingsSay() throws Exception {
        starting().with(Script.chain(1)).onStartup();
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            assertThat(new PostgresDialect().versionTables().tryLock(other, "public"))
                    .isTrue();
            long begin = System.nanoTime();
            var migrator = starting().set("ALUDEL_LOCK_WAIT", "300ms").with(Script.chain(2));
            assertThatThrownBy(migrator::onStartup)
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining("another instance is migrating this database; gave up after 3");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            other.rollback();
        }
    }

    @Test
    void howLongAStatementMayRunIsASettingToo() {
        var migrator = starting()
                .set("ALUDEL_STATEMENT_TIMEOUT", "100ms")
                .with(List.of(Script.of("slow", "", op -> op.execute("DO 'BEGIN PERFORM pg_sleep(5); END'"))));
        assertThatThrownBy(migrator::onStartup)
                .isInstanceOf(StatementFailedException.class)
                .hasMessageContaining("(57014): canceling statement due to statement timeout");
    }

    @Test
    void aDatabaseThatIsNotFitAfterwardsIsRefusedToEveryoneWhoWasBehind() throws Exception {
        var begun = new CountDownLatch(2);
        var unfit = starting()
                .builder(Script.chain(2))
                .listener(new MigrationListener() {
                    @Override
                    public void runStarting(List<Step> steps) {
                        begun.countDown();
                    }
                })
                .modelProbe((source, schemas) -> Optional.of(List.of("+ table x", "- table y")))
                .build();
        var threads = Executors.newFixedThreadPool(2);
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            assertThat(new PostgresDialect().versionTables().tryLock(other, "public"))
                    .isTrue();
            var both = List.of(threads.submit(unfit::onStartup), threads.submit(unfit::onStartup));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            other.rollback();
            for (Future<UpgradeResult> one : both) {
                assertThatThrownBy(() -> one.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.HEALTH))
                        .hasMessage("the database is at r00002 now, and not fit for this application, which must not"
                                + " start: model: 2 differences: + table x, - table y. What was applied stays; look at"
                                + " it with: status");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.heads()).containsExactly("r00002");
        // nothing was pending, so that nobody looked
        assertThat(unfit.onStartup().revisions()).isEmpty();
    }

    @Test
    void aTableThatRevisionsMadeAndThatIsGoneIsNamed() throws Exception {
        starting().with(Script.chain(2)).onStartup();
        database.run("DROP TABLE t_r00001");
        assertThatThrownBy(() -> starting().with(Script.chain(3)).onStartup())
                .hasMessageContaining("not fit for this application")
                .hasMessageContaining("tables: 1 of those that the revisions made is not there: t_r00001");
    }

    @Test
    void whatNobodyToldTheBuilderIsReadFromTheProcess() {
        Settings none = Settings.none();
        System.setProperty("aludel.auto-migrate", "false");
        try {
            assertThatThrownBy(() -> database.migrator(Script.chain(1)).onStartup())
                    .hasMessageContaining("AUTO_MIGRATE is false");
            assertThat(database.builder(Script.chain(1))
                            .settings(none)
                            .build()
                            .onStartup()
                            .heads())
                    .isEqualTo(Set.of("r00001"));
        } finally {
            System.clearProperty("aludel.auto-migrate");
        }
    }

    @Test
    void settingsSayWhereAndHowUnlessTheBuilderDoes(@TempDir Path folder) throws Exception {
        database.run("CREATE SCHEMA one; CREATE SCHEMA two");
        Files.writeString(folder.resolve("aaaa.sql"), """
                -- revision: aaaa
                -- message: make t

                -- upgrade
                CREATE TABLE t (n int);

                -- downgrade
                DROP TABLE t;
                """);
        var settings = starting()
                .set("DATABASE_URL", database.itself().url())
                .set("ALUDEL_SCHEMAS", "one")
                .set("ALUDEL_LOCATIONS", "file:" + folder)
                .settings();
        Migrator.builder().settings(settings).build().onStartup();
        Migrator.builder().schemas("two").settings(settings).build().onStartup();
        assertThat(database.ask("SELECT schemaname FROM pg_tables WHERE tablename = 't' ORDER BY 1"))
                .containsExactly("one", "two");
        assertThat(database.ask("SELECT schemaname FROM pg_tables WHERE tablename = 'aludel_head' ORDER BY 1"))
                .containsExactly("one", "two");
        assertThatThrownBy(() -> Migrator.builder().settings(Settings.none()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give a migrator either a dataSource(…) or a url(…)");
    }
}
