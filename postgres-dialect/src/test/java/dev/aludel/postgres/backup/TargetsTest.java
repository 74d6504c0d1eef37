package dev.aludel.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup goes back into the database that it is of, at the revision that it is of, whole or not at all. */
class TargetsTest {

    private static final int TARGETS = 25;

    private static final int KILLS = Integer.getInteger("aludel.kills", 20);

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void fill() {
        store = new Store(directory)
                .run("CREATE TABLE t (id int PRIMARY KEY, v text);"
                        + " INSERT INTO t SELECT g, md5(g::text) FROM generate_series(1, 30000) g");
    }

    @AfterEach
    void drop() {
        store.close();
    }

    private static Store.Change[] chain(int length) {
        var all = new ArrayList<Store.Change>();
        all.add(Store.written("aaaa", "ALTER TABLE t DROP v", "ALTER TABLE t ADD v text"));
        for (int i = 1; i <= length; i++) {
            all.add(Store.written("b" + i, "", "", i == 1 ? "aaaa" : "b" + (i - 1)));
        }
        return all.toArray(Store.Change[]::new);
    }

    @Test
    void refusesEveryOtherPlace() throws Exception {
        var chain = chain(TARGETS);
        var migrator = store.migrator(chain);
        Path backup = migrator.upgradeTo("aaaa").backedUp().backups().get(0);
        int refused = 0;
        for (int i = 0; i < TARGETS; i++) {
            try (Store other = new Store(directory)) {
                other.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
                var stranger = other.builder(chain)
                        .backups(other.settings().beforeMigrate(false))
                        .build();
                stranger.upgradeTo("aaaa");
                assertThatThrownBy(() -> stranger.backups().restore(backup))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining(
                                "another database (\"" + other.itself().name())
                        .hasMessageContaining("not \"" + store.itself().name());
                refused++;
            }
        }
        for (int i = 0; i < TARGETS; i++) {
            migrator.upgradeTo("+1");
            String at = "b" + (i + 1);
            assertThatThrownBy(() -> migrator.backups().restore(backup))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is at " + at + ", and the backup leads from aaaa to base");
            refused++;
        }
        assertThat(store.heads()).containsExactly("b" + TARGETS);
        System.out.println("row 64: " + refused + " of " + 2 * TARGETS + " wrong targets refused");
        assertThatThrownBy(() -> store.builder(chain)
                        .schemas("public", "other")
                        .build()
                        .backups()
                        .restore(backup))
                .hasMessageContaining("it is of the schemas public, not of public, other");
    }

    /** The server ends the session at some moment of the restore. */
    @Test
    void isWholeOrNothingWhenItIsKilled() throws Exception {
        var migrator = store.migrator(chain(0));
        Path backup = migrator.upgradeToHead().backedUp().backups().get(0);
        List<String> after = store.rows();
        var random = new Random(65);
        int intact = 0;
        int whole = 0;
        String kill = "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL";
        for (int i = 0; i < KILLS; i++) {
            var thread = new Thread(() -> {
                try {
                    migrator.backups().restore(backup);
                } catch (MigrationException e) {
                    // what became of it is looked at
                }
            });
            thread.start();
            int wait = 5 + random.nextInt(250);
            Thread.sleep(wait);
            while (thread.isAlive() && store.ask(kill).isEmpty()) {
                Thread.sleep(1);
            }
            thread.join();
            if (store.heads().isEmpty()) {
                assertThat(store.ask("SELECT count(*)::text FROM t WHERE v = md5(id::text)"))
                        .containsExactly("30000");
                whole++;
                store.builder(chain(0))
                        .backups(store.settings().beforeMigrate(false))
                        .build()
                        .upgradeToHead();
            } else {
                assertThat(store.rows()).isEqualTo(after);
                intact++;
            }
        }
        assertThat(intact + whole).isEqualTo(KILLS);
        assertThat(intact).isPositive();
        System.out.println("row 65: " + KILLS + " kills, " + intact + " as before and " + whole + " whole");
    }
}
