package dev.aludel.postgres.backup;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.backup.FullDump;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is destroyed of which no backup could be made. */
class GuardTest {

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void fill() {
        store = new Store(directory).run("""
                CREATE TYPE pair AS (x int, y text);
                CREATE TYPE mood AS ENUM ('sad', 'ok');
                CREATE TABLE o (id int PRIMARY KEY, name varchar(80), p pair, m mood);
                CREATE TABLE t (id int PRIMARY KEY, v text, o int REFERENCES o ON DELETE SET NULL);
                CREATE SEQUENCE s;
                CREATE SCHEMA extra;
                CREATE TABLE extra.x (id int);
                INSERT INTO o SELECT g, repeat('o', 40), ROW(g, 'y'::text)::pair, 'ok'::mood FROM generate_series(1, 20) g;
                INSERT INTO t SELECT g, md5(g::text), g % 20 + 1 FROM generate_series(1, 2000) g;
                INSERT INTO extra.x VALUES (1)""");
    }

    @AfterEach
    void drop() {
        store.close();
    }

    private static List<Operation> said(Consumer<Operations> body) {
        return Store.operations(body);
    }

    private static List<Operation> sql(String text) {
        return List.of(new RunSql(text, ""));
    }

    private static List<List<Operation>> kinds() {
        return List.of(
                said(op -> op.dropColumn("t", column("v", "text"))),
                said(op -> op.alterColumn("o", column("name", "varchar(80)"), column("name", "varchar(40)"))),
                sql("DROP TABLE t"),
                sql("DROP TABLE IF EXISTS o CASCADE"),
                sql("ALTER TABLE t DROP v"),
                sql("ALTER TABLE t ALTER v TYPE varchar(40)"),
                sql("ALTER TABLE t ALTER v TYPE text USING left(v, 1)"),
                sql("TRUNCATE t"),
                sql("TRUNCATE o CASCADE"),
                sql("DELETE FROM t"),
                sql("DELETE FROM o WHERE id = 3"),
                sql("UPDATE t SET v = ''"),
                sql("INSERT INTO o (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = ''"),
                sql("WITH x AS (DELETE FROM t RETURNING id) SELECT count(*) FROM x"),
                sql("DROP SCHEMA extra CASCADE"),
                sql("DROP SEQUENCE s"),
                sql("ALTER SEQUENCE s RESTART"),
                sql("DROP TYPE pair CASCADE"),
                sql("ALTER TYPE pair DROP ATTRIBUTE y"),
                sql("DO $$ BEGIN EXECUTE 'DROP TABLE t'; END $$"),
                sql("DROP OWNED BY CURRENT_USER"));
    }

    @Test
    void destroysNothingThatCannotBeKept() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        var before = store.rows();
        var facts = store.facts();
        int refused = 0;
        for (var kind : kinds()) {
            var change = new Store.Change(RevisionInfo.of("aaaa", "destroy"), kind, List.of());
            var migrator = store.builder(change)
                    .backups(BackupSettings.in(file).fullDump(FullDump.NONE))
                    .build();
            assertThatThrownBy(migrator::upgradeToHead)
                    .as(kind.toString())
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.BACKUP))
                    .hasMessageContaining("cannot be backed up")
                    .hasMessageContaining("nothing of it was destroyed");
            assertThat(store.rows()).as(kind.toString()).isEqualTo(before);
            assertThat(store.ask("SELECT count(*)::text FROM pg_class WHERE relname = 'aludel_head'"))
                    .containsExactly("0");
            refused++;
        }
        assertThat(store.facts()).isEqualTo(facts);
        System.out.println("row 67: " + refused + " of " + kinds().size() + " kinds of destroying refused");
        var off = new Store.Change(RevisionInfo.of("aaaa", "destroy"), kinds().get(2), List.of());
        store.builder(off)
                .backups(BackupSettings.in(file).beforeMigrate(false))
                .build()
                .upgradeToHead();
        assertThat(store.rows()).isNotEqualTo(before);
    }

    /** The disk is full at some byte of the backup, from the first to the last. */
    @Test
    void destroysNothingWhenTheDiskIsFull() throws Exception {
        var change = Store.written("aaaa", "ALTER TABLE o DROP name; DROP TABLE t", "");
        var before = store.rows();
        long size = sizeOfOne(change);
        int stopped = 0;
        for (int i = 0; i < 50; i++) {
            Path there = directory.resolve("full" + i);
            long largest = 1 + (size - 2) * i / 49;
            assertThatThrownBy(() -> store.builder(change)
                            .backups(BackupSettings.in(there)
                                    .fullDump(FullDump.NONE)
                                    .largest(largest))
                            .build()
                            .upgradeToHead())
                    .as("full at " + largest + " of " + size)
                    .hasMessageContaining("it is larger than");
            assertThat(store.rows()).isEqualTo(before);
            stopped++;
        }
        System.out.println("row 62: full at " + stopped + " of 50 offsets, nothing destroyed");
    }

    private long sizeOfOne(Store.Change change) {
        try (Store other = new Store(directory.resolve("other"))) {
            other.run(
                    "CREATE TABLE o (id int PRIMARY KEY, name varchar(80)); CREATE TABLE t (id int PRIMARY KEY, v text, o int REFERENCES o ON DELETE SET NULL);"
                            + "INSERT INTO o SELECT g, repeat('o', 40) FROM generate_series(1, 20) g;"
                            + "INSERT INTO t SELECT g, md5(g::text), g % 20 + 1 FROM generate_series(1, 2000) g");
            other.migrator(change).upgradeToHead();
            return other.migrator(change).backups().list().get(0).size();
        }
    }

    /** The same with a real disk that is full. */
    @Test
    void destroysNothingOnASmallDisk() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=32k", "aludel", disk.toString()), "may not mount");
        try {
            var before = store.rows();
            assertThatThrownBy(() -> store.builder(Store.written("aaaa", "DROP TABLE t", ""))
                            .backups(BackupSettings.in(disk.resolve("b")).fullDump(FullDump.NONE))
                            .build()
                            .upgradeToHead())
                    .hasMessageContaining("No space left on device");
            assertThat(store.rows()).isEqualTo(before);
            try (Stream<Path> left = Files.list(disk.resolve("b"))) {
                assertThat(left).isEmpty();
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** Rows that a policy hides are not in a copy, and must not be lost for that. */
    @Test
    void doesNotLeaveOutWhatAPolicyHides() throws Exception {
        TestRole role = TestServer.shared().role();
        store.run("CREATE TABLE r (id int PRIMARY KEY, who text); INSERT INTO r VALUES (1, 'me'), (2, 'you');"
                + "ALTER TABLE r OWNER TO " + role.name() + "; ALTER TABLE r ENABLE ROW LEVEL SECURITY;"
                + "ALTER TABLE r FORCE ROW LEVEL SECURITY; CREATE POLICY p ON r USING (who = 'me');"
                + "GRANT CREATE ON SCHEMA public TO " + role.name());
        assertThatThrownBy(() -> store.builder(Store.written("aaaa", "ALTER TABLE r DROP who CASCADE", ""))
                        .dataSource(store.itself().asRole(role))
                        .build()
                        .upgradeToHead())
                .hasMessageContaining("row-level security");
        assertThat(store.ask("SELECT count(who)::text FROM r")).containsExactly("2");
    }

    @Test
    void saysWhatNobodyCanTell() {
        var up = store.migrator(new Store.Change(
                        RevisionInfo.of("aaaa", "call"), said(op -> op.run("mend", 1, connection -> {})), List.of()))
                .upgradeToHead();
        assertThat(up.backedUp().backups()).isEmpty();
        assertThat(up.backedUp().notes()).singleElement().asString().contains("nobody can tell what code \"mend\"");
    }
}
