package dev.aludel.postgres.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** A pooler before a database, if there is a pgbouncer on this machine (Debian: the package of that name). */
final class PgBouncer implements AutoCloseable {

    /** When a connection to the server is given to another client. */
    enum Mode {
        SESSION,
        TRANSACTION
    }

    private final Process process;
    private final Path home;
    private final int port;
    private final PGSimpleDataSource server;

    private PgBouncer(Process process, Path home, int port, PGSimpleDataSource server) {
        this.process = process;
        this.home = home;
        this.port = port;
        this.server = server;
    }

    private static Optional<Path> binary() {
        var places = Stream.concat(
                Stream.of(System.getProperty("aludel.pgbouncer", "/usr/sbin/pgbouncer")),
                Stream.of(System.getenv("PATH").split(":")).map(place -> place + "/pgbouncer"));
        return places.map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts one; the test is skipped where there is none to start.
     *
     * @param url  the JDBC URL of a database of a superuser that needs no password
     * @param size how many connections to the server it keeps
     */
    static PgBouncer start(String url, Mode mode, int size) throws Exception {
        var binary = binary();
        Assumptions.assumeTrue(
                binary.isPresent(), "no pgbouncer on this machine (apt-get install pgbouncer): poolers are not tried");
        var server = new PGSimpleDataSource();
        server.setURL(url);
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path home = Files.createTempDirectory("aludel-pgbouncer-");
        Path settings = Files.writeString(home.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                default_pool_size = %d
                max_client_conn = 500
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                server.getPortNumbers()[0], server.getUser(), port, mode.name().toLowerCase(), size));
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // it refuses root; in a user namespace of its own it is nobody
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(binary.get().toString(), settings.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        var pooler = new PgBouncer(process, home, port, server);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        pooler.awaitUp();
        return pooler;
    }

    private void awaitUp() throws Exception {
        for (int i = 0; ; i++) {
            try {
                dataSource().getConnection().close();
                return;
            } catch (SQLException e) {
                if (i == 100 || !process.isAlive()) {
                    throw new IllegalStateException(Files.readString(home.resolve("log")), e);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** Connections through it. */
    PGSimpleDataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(server.getDatabaseName());
        source.setUser(server.getUser());
        source.setPassword(server.getPassword());
        source.setSslMode("disable");
        source.setGssEncMode("disable");
        // prepared statements stay on one connection to the server, which is another's with the next transaction
        source.setPrepareThreshold(0);
        return source;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try (var files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(home);
    }
}
