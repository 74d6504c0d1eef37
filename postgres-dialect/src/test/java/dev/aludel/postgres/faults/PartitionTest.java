package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.op.Operations;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The address of a client is gone, and with it every packet to it: in a network of its own, where there are a JVM, a server
 * and nobody else. Needs root, to make that network. Keep-alive is what finds out: the idle time-out is much longer here.
 */
@Tag("long")
class PartitionTest {

    private static final String ADDRESS = "10.77.0.1";

    /** What the JVM in that network runs. */
    static final class Inside {
        public static void main(String[] arguments) throws Exception {
            ip("link set lo up");
            ip("address add " + ADDRESS + "/32 dev lo");
            try (var server = OwnServer.start("127.0.0.1, " + ADDRESS)) {
                say(
                        "idle",
                        server,
                        op -> op.run("wait", 1, connection -> Thread.sleep(120_000)),
                        "idle in transaction");
                say("busy", server, op -> op.execute("SELECT pg_sleep(30)"), "active");
            }
            Runtime.getRuntime().halt(0);
        }
    }

    /**
     * Prints how many milliseconds it took until another instance was at the head.
     *
     * @param state in which its session is when the network ends
     */
    private static void say(String name, OwnServer server, Consumer<Operations> slow, String state) throws Exception {
        var direct = server.dataSource();
        var far = server.dataSource();
        far.setServerNames(new String[] {ADDRESS});
        var client = new Thread(
                () -> migrator(far, impatient(), Script.of(name, "slow", slow)).upgradeTo(name));
        client.setDaemon(true);
        client.start();
        while (Oracle.ask(
                        direct,
                        "SELECT 1 FROM pg_stat_activity WHERE client_addr = '" + ADDRESS + "' AND state = '" + state
                                + "' AND EXISTS (SELECT FROM pg_locks l WHERE l.pid = pg_stat_activity.pid AND locktype ="
                                + " 'advisory') AND clock_timestamp() - state_change > '200 ms'")
                .isEmpty()) {
            Oracle.sleep(20);
        }
        ip("address del " + ADDRESS + "/32 dev lo");
        long begin = System.nanoTime();
        migrator(direct, new PostgresDialect(), Script.of(name, "slow", op -> {}))
                .upgradeTo(name);
        System.out.println(name + " " + (System.nanoTime() - begin) / 1_000_000);
        ip("address add " + ADDRESS + "/32 dev lo");
        migrator(direct, new PostgresDialect(), Script.of(name, "slow", op -> {}))
                .downgradeTo("base");
    }

    private static Migrator migrator(DataSource source, Dialect dialect, Script script) {
        return Migrator.builder()
                .dataSource(source)
                .dialect(dialect)
                .revisions(Script.source(script))
                .build();
    }

    private static Dialect impatient() {
        return Changed.dialect(
                "sessionForTransaction",
                (arguments, usual) -> Stream.concat(
                                ((List<?>) usual.get()).stream(),
                                Stream.of(
                                        "SET LOCAL tcp_keepalives_idle = 2",
                                        "SET LOCAL tcp_keepalives_interval = 1",
                                        "SET LOCAL tcp_keepalives_count = 3",
                                        "SET LOCAL client_connection_check_interval = '1s'"))
                        .toList());
    }

    private static void ip(String arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("ip"), Stream.of(arguments.split(" ")));
        if (new ProcessBuilder(command.toList()).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("ip " + arguments);
        }
    }

    private static boolean canMakeNetworks() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--net", "ip", "link").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whoeverIsCutOffIsFoundOutByKeepAlive() throws Exception {
        Assumptions.assumeTrue(canMakeNetworks(), "no network of one's own can be made here: partitions are not tried");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        classPath,
                        Inside.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(said).isZero();
        // a run sets its own keep-alive, so that what the server or the role says is not what counts
        System.out.println("partition, keep-alive 10/5/3: another instance at the head after, in milliseconds, "
                + said.strip().replaceAll("\\R", ", "));
        assertThat(millis(said, "idle")).isLessThan(26_000 + 1_000);
        assertThat(millis(said, "busy")).isLessThan(27_000 + 1_000);
    }

    private static long millis(String said, String name) {
        var found = Pattern.compile(name + " (\\d+)").matcher(said);
        assertThat(found.find()).describedAs(said).isTrue();
        return Long.parseLong(found.group(1));
    }
}
