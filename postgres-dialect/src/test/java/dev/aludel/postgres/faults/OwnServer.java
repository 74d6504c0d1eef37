package dev.aludel.postgres.faults;

import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server that a test may stop, crash and copy, from the binaries of the shared one. Unlike that one it can be followed by a
 * standby.
 */
final class OwnServer implements AutoCloseable {

    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Path binaries;
    private final Path home;
    private final int port;

    private OwnServer(Path binaries, Path home, int port) {
        this.binaries = binaries;
        this.home = home;
        this.port = port;
    }

    /** A new one, started; the test is skipped where the shared server's binaries are not on this machine. */
    static OwnServer start() throws Exception {
        return start("127.0.0.1");
    }

    /**
     * @param addresses where it listens, with commas between them; everybody there is let in
     */
    static OwnServer start(String addresses) throws Exception {
        Path binaries;
        try (var database = TestServer.shared().database()) {
            var found = Oracle.ask(database.dataSource(), "SELECT setting FROM pg_config WHERE name = 'BINDIR'");
            binaries = Path.of(found.get(0));
        }
        Assumptions.assumeTrue(
                Files.isExecutable(binaries.resolve("initdb")),
                "the server's binaries are not on this machine: no server of one's own to stop");
        var server = new OwnServer(binaries, directory(), freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.run("initdb", "-D", server.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
        Files.writeString(server.home.resolve("data/postgresql.auto.conf"), """
                listen_addresses = '%s'
                unix_socket_directories = ''
                fsync = off
                wal_level = replica
                max_wal_senders = 4
                hot_standby = on
                shared_buffers = '16MB'
                autovacuum = off
                """.formatted(addresses));
        Files.writeString(server.home.resolve("data/pg_hba.conf"), """
                host all all samehost trust
                host replication all samehost trust
                """);
        server.begin();
        return server;
    }

    private static Path directory() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "aludel-own-")
                : Files.createTempDirectory("aludel-own-");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A copy of this stopped server, which follows it; not started. */
    OwnServer standby() throws Exception {
        var standby = new OwnServer(binaries, directory(), freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(standby::close));
        try (var files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = standby.home.resolve(home.relativize(file));
                if (!file.equals(home)) {
                    Files.copy(file, copy);
                }
                if (Files.isDirectory(copy)) {
                    copy.toFile().setReadable(false, false);
                    copy.toFile().setReadable(true, true);
                    copy.toFile().setExecutable(false, false);
                    copy.toFile().setExecutable(true, true);
                }
            }
        }
        Files.createFile(standby.home.resolve("data/standby.signal"));
        Files.writeString(
                standby.home.resolve("data/postgresql.auto.conf"),
                Files.readString(home.resolve("data/postgresql.auto.conf")) + "primary_conninfo = 'host=127.0.0.1 port="
                        + port + " user=postgres'\n");
        return standby;
    }

    void begin() throws Exception {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-t",
                "30",
                "-l",
                home.resolve("log").toString(),
                "-o",
                "-p " + port,
                "start");
    }

    /** Without a word to those who are connected, as a crash is. */
    void stopAtOnce() throws Exception {
        run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    void stop() throws Exception {
        run("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop");
    }

    /** The standby becomes a primary. */
    void promote() throws Exception {
        run("pg_ctl", "-D", data(), "-w", "promote");
    }

    PGSimpleDataSource dataSource() {
        return dataSource("", this);
    }

    /**
     * @param targetServerType as the driver knows it, e.g. {@code primary}; empty for none
     */
    static PGSimpleDataSource dataSource(String targetServerType, OwnServer... servers) {
        var source = new PGSimpleDataSource();
        var hosts = new String[servers.length];
        var ports = new int[servers.length];
        for (int i = 0; i < servers.length; i++) {
            hosts[i] = "127.0.0.1";
            ports[i] = servers[i].port;
        }
        source.setServerNames(hosts);
        source.setPortNumbers(ports);
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        source.setSslMode("disable");
        source.setGssEncMode("disable");
        source.setConnectTimeout(2);
        if (!targetServerType.isEmpty()) {
            source.setTargetServerType(targetServerType);
        }
        return source;
    }

    /** Until connections are taken. */
    void awaitUp() throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                dataSource().getConnection().close();
                return;
            } catch (SQLException e) {
                if (i == 500) {
                    throw new IllegalStateException(e);
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        if (ROOT) {
            // PostgreSQL refuses root; in a user namespace of its own it is nobody
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path said = home.resolve(program + ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(program + " failed: " + Files.readString(said)
                    + (Files.exists(home.resolve("log")) ? Files.readString(home.resolve("log")) : ""));
        }
    }

    @Override
    public void close() {
        if (!Files.exists(home)) {
            return;
        }
        try {
            if (Files.exists(home.resolve("data/postmaster.pid"))) {
                stopAtOnce();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            try (var files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
