package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.run.Applied;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several instances start at once on a database that nobody has touched. */
class StartersTest {

    private static final int REVISIONS = 5;
    private static final List<String> IDS =
            IntStream.rangeClosed(1, REVISIONS).mapToObj(Script::id).toList();

    @ParameterizedTest
    @ValueSource(strings = {"read committed", "serializable"})
    void twentyInstancesApplyEachRevisionExactlyOnceWithNoErrorToAnyone(String isolation) throws Exception {
        int starters = 20;
        int rounds = isolation.equals("serializable") ? 3 : 10;
        var times = new ArrayList<Long>();
        ExecutorService threads = Executors.newFixedThreadPool(starters);
        try {
            for (int round = 0; round < rounds; round++) {
                try (Database database = new Database()) {
                    database.run("ALTER DATABASE \"" + database.itself().name()
                            + "\" SET default_transaction_isolation = '" + isolation + "'");
                    var barrier = new CyclicBarrier(starters);
                    var running = new ArrayList<Future<List<Applied>>>();
                    for (int i = 0; i < starters; i++) {
                        Migrator migrator = database.migrator(Script.chain(REVISIONS));
                        running.add(threads.submit(() -> {
                            barrier.await();
                            return migrator.upgradeToHead().revisions();
                        }));
                    }
                    long begin = System.nanoTime();
                    var applied = new ArrayList<String>();
                    for (var one : running) {
                        one.get().forEach(each -> applied.add(each.revision().id()));
                    }
                    times.add((System.nanoTime() - begin) / 1_000_000);
                    assertThat(applied).containsExactlyInAnyOrderElementsOf(IDS);
                    exactlyOnce(database);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        times.sort(null);
        System.out.println(starters + " starters, " + isolation + ": median " + times.get(times.size() / 2)
                + " ms, max " + times.get(times.size() - 1) + " ms");
    }

    private static void exactlyOnce(Database database) throws Exception {
        assertThat(database.ask("SELECT revision FROM aludel_journal ORDER BY seq"))
                .isEqualTo(IDS);
        assertThat(database.ask("SELECT DISTINCT state FROM aludel_journal")).containsExactly("done");
        assertThat(database.heads()).containsExactly(Script.id(REVISIONS));
        assertThat(database.ask("SELECT epoch FROM aludel_head")).containsExactly(Integer.toString(REVISIONS));
        assertThat(database.tables()).hasSize(REVISIONS);
        assertThat(database.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .containsExactly("0");
    }

    /** What a child process runs. */
    static final class Child {
        public static void main(String[] arguments) {
            var result = Migrator.builder()
                    .url(arguments[0])
                    .revisions(() -> Script.chain(REVISIONS))
                    .build()
                    .upgradeToHead();
            System.out.println("applied " + result.revisions().size() + ", now at " + result.heads());
        }
    }

    @Test
    void twoProcessesApplyEachRevisionExactlyOnceAndTellNobodyThePassword() throws Exception {
        try (Database database = new Database()) {
            TestRole role = TestServer.shared().role();
            database.run("GRANT CREATE ON SCHEMA public TO " + role.name());
            String url = database.itself()
                    .url()
                    .replaceFirst("\\?.*", "")
                    .replaceFirst("^jdbc:", "")
                    .replace("://", "://" + role.name() + ":" + role.password() + "@");
            var processes = List.of(child(url), child(url));
            int applied = 0;
            var all = new StringBuilder();
            for (Process process : processes) {
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).describedAs(said).isZero();
                assertThat(said)
                        .contains("now at [" + Script.id(REVISIONS) + "]")
                        .doesNotContain(role.password())
                        .doesNotContain("ERROR", "WARN");
                all.append(said);
                applied += Integer.parseInt(said.replaceFirst("(?s).*applied (\\d+), now at.*", "$1"));
            }
            assertThat(applied).isEqualTo(REVISIONS);
            assertThat(all.toString()).contains("DEBUG", "CREATE TABLE t_r00001");
            exactlyOnce(database);
            assertThat(database.ask("SELECT DISTINCT role FROM aludel_journal")).containsExactly(role.name());
        }
    }

    private static Process child(String url) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "-Dorg.slf4j.simpleLogger.log.dev.aludel=debug",
                        Child.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
    }
}
