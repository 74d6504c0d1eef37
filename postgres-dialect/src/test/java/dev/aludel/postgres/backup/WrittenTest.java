package dev.aludel.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.backup.Backup;
import dev.aludel.core.error.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SQL that somebody wrote is understood as far as it destroys, and what it destroyed comes back. */
class WrittenTest {

    private static final String SETUP = """
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TABLE o (id int PRIMARY KEY, name text NOT NULL);
            CREATE TABLE t (id int PRIMARY KEY, v text NOT NULL, o int REFERENCES o ON DELETE CASCADE, m mood DEFAULT 'ok');
            CREATE TABLE n (a int, b text);
            CREATE SEQUENCE s;
            CREATE SCHEMA extra;
            CREATE TABLE extra.x (id int PRIMARY KEY, v text);
            INSERT INTO o SELECT g, 'o' || g FROM generate_series(1, 20) g;
            INSERT INTO t SELECT g, 'v' || g, g % 20 + 1 FROM generate_series(1, 100) g;
            INSERT INTO n SELECT g % 3, 'b' || g FROM generate_series(1, 10) g;
            INSERT INTO extra.x VALUES (1, 'x');
            SELECT setval('s', 41)""";

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void fill() {
        store = new Store(directory).run(SETUP);
    }

    @AfterEach
    void drop() {
        store.close();
    }

    record Row(String up, String down) {
        @Override
        public String toString() {
            return up.lines().findFirst().orElse("");
        }
    }

    static Stream<Row> rows() {
        String t =
                "CREATE TABLE t (id int PRIMARY KEY, v text NOT NULL, o int REFERENCES o ON DELETE CASCADE, m mood DEFAULT 'ok')";
        return Stream.of(
                new Row("DROP TABLE IF EXISTS t, nothing", t),
                new Row(
                        "DROP TABLE o CASCADE",
                        "CREATE TABLE o (id int PRIMARY KEY, name text NOT NULL);"
                                + "ALTER TABLE t ADD CONSTRAINT t_o_fkey FOREIGN KEY (o) REFERENCES o ON DELETE CASCADE"),
                new Row("ALTER TABLE t DROP COLUMN IF EXISTS v", "ALTER TABLE t ADD COLUMN v text NOT NULL"),
                new Row(
                        "ALTER TABLE ONLY t DROP v, ADD w int",
                        "ALTER TABLE t DROP w, ADD v text COLLATE \"C\" NOT NULL CHECK (v <> '')"),
                new Row("ALTER TABLE n DROP b", "ALTER TABLE n ADD b text"),
                new Row("ALTER TABLE t ALTER v TYPE varchar(2) USING left(v, 2)", "ALTER TABLE t ALTER v TYPE text"),
                new Row(
                        "ALTER TABLE t ALTER COLUMN v SET DATA TYPE int USING substr(v, 2)::int",
                        "ALTER TABLE t ALTER v TYPE text"),
                new Row("TRUNCATE n RESTART IDENTITY", ""),
                new Row("TRUNCATE TABLE o CASCADE", ""),
                new Row("DELETE FROM t WHERE id % 2 = 0", ""),
                new Row("DELETE FROM o WHERE id < 5", ""),
                new Row("DELETE FROM n WHERE a = 1", ""),
                new Row("UPDATE t SET v = upper(v), m = 'sad' WHERE id > 50", ""),
                new Row("UPDATE n SET (a, b) = (0, 'gone')", ""),
                new Row(
                        "WITH gone AS (DELETE FROM n WHERE a = 2 RETURNING *) INSERT INTO t SELECT 1000 + a, b FROM gone LIMIT 0",
                        ""),
                new Row("INSERT INTO o VALUES (3, 'new') ON CONFLICT (id) DO UPDATE SET name = excluded.name", ""),
                new Row(
                        "DROP SCHEMA extra CASCADE",
                        "CREATE SCHEMA extra; CREATE TABLE extra.x (id int PRIMARY KEY, v text)"),
                new Row(
                        "DROP TYPE mood CASCADE",
                        "CREATE TYPE mood AS ENUM ('sad', 'ok'); ALTER TABLE t ADD m mood DEFAULT 'ok'"),
                new Row("DROP SEQUENCE s", "CREATE SEQUENCE s"),
                new Row("ALTER SEQUENCE s RESTART", ""),
                new Row("DO $$ BEGIN CREATE TABLE q (); END $$; DELETE FROM n", "DROP TABLE q"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void comesBack(Row row) throws Exception {
        var before = store.rows();
        var sequence = store.ask("SELECT last_value::text FROM s");
        var migrator = store.migrator(Store.written("aaaa", row.up(), row.down()));
        migrator.upgradeToHead();
        assertThat(store.rows().equals(before) && row.up().indexOf("SEQUENCE") < 0)
                .isFalse();
        migrator.downgradeRestoring("base");
        assertThat(store.rows()).isEqualTo(before);
        assertThat(store.ask("SELECT last_value::text FROM s")).isEqualTo(sequence);
    }

    @Test
    void bringsBackWhatADowngradeDestroyed() throws Exception {
        var migrator = store.migrator(
                Store.written("aaaa", "CREATE TABLE made (id int PRIMARY KEY, v text)", "DROP TABLE made"));
        migrator.upgradeToHead();
        store.run("INSERT INTO made SELECT g, 'v' FROM generate_series(1, 50) g");
        var before = store.rows();
        Path backup = migrator.downgradeTo("-1").backedUp().backups().get(0);
        migrator.upgradeToHead();
        assertThat(migrator.backups().restore(backup).rows()).isEqualTo(50);
        assertThat(store.rows()).isEqualTo(before);
    }

    @Test
    void takesTheStepBackWhenItIsRestoredWhereItLed() throws Exception {
        var before = store.rows();
        var migrator =
                store.migrator(Store.written("aaaa", "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text NOT NULL"));
        Path backup = migrator.upgradeToHead().backedUp().backups().get(0);
        var result = migrator.backups().restore(backup);
        assertThat(result.heads()).isEmpty();
        assertThat(store.rows()).isEqualTo(before);
        assertThat(migrator.pending()).hasSize(1);
    }

    @Test
    void keepsWhatIsNewer() throws Exception {
        var migrator = store.migrator(Store.written("aaaa", "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text"));
        migrator.upgradeToHead();
        store.run("DELETE FROM t WHERE id = 1; INSERT INTO t (id) VALUES (500)");
        migrator.downgradeRestoring("base");
        assertThat(store.ask("SELECT count(*)::text FROM t WHERE v = 'v' || id"))
                .containsExactly("99");
        assertThat(store.ask("SELECT coalesce(v, 'none') FROM t WHERE id = 500"))
                .containsExactly("none");
    }

    @Test
    void saysWhyItCannotRestore() {
        var migrator =
                store.migrator(Store.written("aaaa", "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text NOT NULL"));
        migrator.upgradeToHead();
        store.run("INSERT INTO t (id) VALUES (500)");
        assertThatThrownBy(() -> migrator.downgradeRestoring("base")).hasMessageContaining("contains null values");
        assertThatThrownBy(
                        () -> store.builder(Store.written("aaaa", "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text"))
                                .backups(store.settings().beforeMigrate(false).keep(3))
                                .build()
                                .backups()
                                .restore(directory.resolve("nothing")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no");
    }

    @Test
    void refusesWithoutABackupOfIt() {
        var migrator = store.builder(Store.written("aaaa", "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text"))
                .backups(store.settings().beforeMigrate(false))
                .build();
        migrator.upgradeToHead();
        assertThatThrownBy(() -> migrator.downgradeRestoring("base"))
                .hasMessageContaining("there is no backup of what");
    }

    @Test
    void leavesAloneWhatLosesNothing() {
        var up = store.migrator(Store.written(
                        "aaaa",
                        "ALTER TABLE t ALTER o TYPE bigint; ALTER TABLE t ADD z int; CREATE INDEX ON t (v);"
                                + " ALTER TABLE t DROP CONSTRAINT t_o_fkey; COMMENT ON TABLE t IS 'DROP TABLE t'",
                        ""))
                .upgradeToHead();
        assertThat(up.backedUp().backups()).isEmpty();
        assertThat(up.backedUp().notes()).isEmpty();
    }

    @Test
    void backsUpAndRestoresTablesWhole() throws Exception {
        var migrator = store.migrator(Store.written("aaaa", "CREATE TABLE made (id int)", "DROP TABLE made"));
        migrator.upgradeToHead();
        var before = store.rows();
        Backup all = migrator.backups().create(List.of());
        Backup one = migrator.backups().create(List.of("t"));
        assertThat(one.manifest().rows()).isEqualTo(100);
        store.run("DELETE FROM o; UPDATE n SET b = 'x'; INSERT INTO n VALUES (9, 'new'); SELECT setval('s', 7)");
        assertThat(migrator.backups().restore(all.path()).heads()).containsExactly("aaaa");
        assertThat(store.rows()).isEqualTo(before);
        store.run("DELETE FROM t");
        migrator.backups().restore(one.path());
        assertThat(store.ask("SELECT count(*)::text FROM t")).containsExactly("100");
    }

    /** A lock that is not to be had lets the whole transaction come again, and with it what was kept. */
    @Test
    void isWholeWhenTheTransactionComesAgain() throws Exception {
        var before = store.rows();
        var migrator = store.builder(Store.written(
                        "aaaa",
                        "ALTER TABLE t DROP v; DROP TABLE n",
                        "CREATE TABLE n (a int, b text); ALTER TABLE t ADD v text NOT NULL"))
                .lockTimeout(java.time.Duration.ofMillis(50))
                .build();
        try (var other = store.dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM n");
            var thread = new Thread(migrator::upgradeToHead);
            thread.start();
            while (store.ask("SELECT 1::text FROM pg_locks WHERE relation = 'n'::regclass AND NOT granted")
                    .isEmpty()) {
                Thread.sleep(5);
            }
            Thread.sleep(300);
            other.commit();
            thread.join();
        }
        assertThat(migrator.backups().list())
                .singleElement()
                .satisfies(backup -> assertThat(backup.manifest().rows()).isEqualTo(110));
        migrator.downgradeRestoring("base");
        assertThat(store.rows()).isEqualTo(before);
    }

    @Test
    void waitsForNobodyWhenAskedForABackup() throws Exception {
        var migrator = store.migrator(Store.written("aaaa", "", ""));
        try (var other = store.dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("DELETE FROM t WHERE id < 10; INSERT INTO n VALUES (1, 'not yet')");
            assertThat(migrator.backups().create(List.of()).manifest().rows()).isEqualTo(130);
        }
    }
}
