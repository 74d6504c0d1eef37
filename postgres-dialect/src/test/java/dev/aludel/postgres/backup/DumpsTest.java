package dev.aludel.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.Migrator;
import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.backup.FullDump;
import dev.aludel.core.backup.Manifest;
import dev.aludel.core.error.RefusedException;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full dumps, by programs that say that they are pg_dump; and by the real one, where it is as new as the server. */
class DumpsTest {

    private static final int SERVER = TestServer.shared().major();

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void fill() {
        store = new Store(directory)
                .run("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'one')");
    }

    @AfterEach
    void drop() {
        store.close();
    }

    /** A folder with programs that tell what they were given. */
    private Path programs(int major, String body) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("bin" + major + body.length()));
        script(
                folder.resolve("pg_dump"),
                "if [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) " + major
                        + ".1'; exit; fi\necho \"$@\" > " + folder + "/arguments\necho \"$PGPASSWORD@$PGDATABASE\" > "
                        + folder
                        + "/login\n" + body);
        script(folder.resolve("pg_restore"), "echo \"$@\" > " + folder + "/restored\ncat > " + folder + "/dump");
        return folder;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Migrator migrator(FullDump policy, Path... programs) {
        return store.builder(Store.written("aaaa", "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text"))
                .backups(BackupSettings.in(store.backups()).fullDump(policy).dumpPlaces(List.of(programs)))
                .build();
    }

    @Test
    void tellsWhichProgramItHas() throws Exception {
        Path none = Files.createDirectory(directory.resolve("none"));
        Path older = programs(SERVER - 1, "echo dump");
        Path same = programs(SERVER, "echo dump");
        Path newer = programs(SERVER + 1, "echo a dump");

        assertThatThrownBy(() -> migrator(FullDump.REQUIRE, none).upgradeToHead())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no pg_dump on this machine; install that of PostgreSQL " + SERVER);
        assertThatThrownBy(() -> migrator(FullDump.REQUIRE, older).upgradeToHead())
                .hasMessageContaining("pg_dump " + (SERVER - 1))
                .hasMessageContaining("is older than the server, which is " + SERVER);
        assertThat(store.ask("SELECT count(v)::text FROM t")).containsExactly("1");

        var without =
                migrator(FullDump.IF_AVAILABLE, none, older).upgradeToHead().backedUp();
        assertThat(without.backups()).hasSize(1);
        assertThat(without.notes()).singleElement().asString().startsWith("no full dump was made: pg_dump ");
        migrator(FullDump.NONE).downgradeRestoring("base");

        for (Path program : List.of(same, newer)) {
            var made =
                    migrator(FullDump.REQUIRE, older, program).upgradeToHead().backedUp();
            assertThat(made.backups()).hasSize(2);
            assertThat(made.notes()).isEmpty();
            assertThat(Files.readString(made.backups().get(0).resolve("database.dump")))
                    .contains("dump");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(made.backups().get(0).resolve("database.dump"))))
                    .isEqualTo("rw-------");
            migrator(FullDump.NONE).downgradeRestoring("base");
        }
        System.out.println("row 66: 4 of 4 combinations of pg_dump and server told apart");
    }

    @Test
    void saysNoPasswordAmongArguments() throws Exception {
        Path programs = programs(SERVER, "echo dump");
        migrator(FullDump.REQUIRE, programs).upgradeToHead();
        assertThat(Files.readString(programs.resolve("login")))
                .isEqualTo("postgres@" + store.itself().name() + "\n");
        assertThat(Files.readString(programs.resolve("arguments")))
                .contains("--no-password")
                .doesNotContain("postgres");
    }

    @Test
    void stopsWhenTheDumpFails() throws Exception {
        Path programs = programs(SERVER, "head -c 100000 /dev/zero\necho 'pg_dump: error: no disk' >&2\nexit 1");
        for (FullDump policy : List.of(FullDump.REQUIRE, FullDump.IF_AVAILABLE)) {
            assertThatThrownBy(() -> migrator(policy, programs).upgradeToHead())
                    .hasMessageContaining("pg_dump failed (1): pg_dump: error: no disk");
        }
        assertThat(store.ask("SELECT count(v)::text FROM t")).containsExactly("1");
        assertThat(migrator(FullDump.NONE).backups().list()).isEmpty();
        try (var left = Files.list(store.backups())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void restoresIntoADatabaseBesideIt() throws Exception {
        Path programs = programs(SERVER, "echo the dump");
        Path dump = migrator(FullDump.REQUIRE, programs)
                .upgradeToHead()
                .backedUp()
                .backups()
                .get(0);
        var before = store.rows();
        var result = migrator(FullDump.REQUIRE, programs).backups().restore(dump);
        assertThat(result.database()).startsWith(store.itself().name() + "_restored_");
        assertThat(Files.readString(programs.resolve("dump"))).isEqualTo("the dump\n");
        assertThat(store.ask("SELECT count(*)::text FROM pg_database WHERE datname = '" + result.database() + "'"))
                .containsExactly("1");
        assertThat(store.rows()).isEqualTo(before);
        store.ask("SELECT 1::text");
        try (var connection = store.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE \"" + result.database() + "\"");
        }
    }

    @Test
    void restoresWhatTheRealOneDumped() throws Exception {
        var migrator = store.builder(Store.written("aaaa", "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text"))
                .backups(BackupSettings.in(store.backups()))
                .build();
        var made = migrator.upgradeToHead().backedUp();
        assumeTrue(made.notes().isEmpty(), () -> made.notes().get(0));
        var dump = migrator.backups().list().get(1);
        assertThat(dump.manifest().kind()).isEqualTo(Manifest.Kind.DUMP);
        var result = migrator.backups().restoreAndSwap(dump.path());
        assertThat(result.heads()).isEmpty();
        assertThat(store.ask("SELECT v FROM t")).containsExactly("one");
        assertThat(store.ask("SELECT count(*)::text FROM pg_database WHERE datname = '" + result.aside() + "'"))
                .containsExactly("1");
        store.itself().execute("SELECT 1");
        try (var connection = store.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE \"" + result.aside() + "\"");
        }
        System.out.println("row 66: restored by the real pg_dump on " + SERVER);
    }
}
