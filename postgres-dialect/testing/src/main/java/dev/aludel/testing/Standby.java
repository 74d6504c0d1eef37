package dev.aludel.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A primary of its own and a hot standby that follows it, both embedded, for one test; closing it stops both. */
public final class Standby implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    private final Path home;
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    private Standby(Path home, EmbeddedPostgres primary, EmbeddedPostgres standby) {
        this.home = home;
        this.primary = primary;
        this.standby = standby;
    }

    /** Are the test servers embedded ones, and is this a system that runs two of them? */
    public static boolean isPossible() {
        return ServerChoice.configured() instanceof ServerChoice.Embedded && File.separatorChar == '/';
    }

    /**
     * Starts both: the standby from a copy of the primary's files, made while that was stopped.
     *
     * @throws TestServerException one of them does not start
     */
    public static Standby start() {
        try {
            Path home = Files.createTempDirectory("aludel-standby-");
            Path first = home.resolve("primary");
            Path second = home.resolve("standby");
            server(first, home).close();
            copy(first, second);
            EmbeddedPostgres primary = server(first, home);
            try {
                Files.writeString(second.resolve("standby.signal"), "");
                String follow = "host=localhost port=" + primary.getPort() + " user=" + SUPERUSER;
                Files.writeString(
                        second.resolve("postgresql.auto.conf"),
                        "primary_conninfo = '" + follow + "'\n",
                        StandardOpenOption.APPEND);
                return new Standby(home, primary, server(second, home));
            } catch (IOException | RuntimeException e) {
                primary.close();
                throw e;
            }
        } catch (IOException e) {
            throw new TestServerException("no primary with a standby: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres server(Path data, Path home) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOutputRedirector(Redirect.appendTo(home.resolve("log").toFile()))
                .setErrorRedirector(Redirect.appendTo(home.resolve("log").toFile()))
                .setPGStartupWait(Duration.ofSeconds(30))
                .setLocaleConfig("locale", "C")
                .setServerConfig("unix_socket_directories", "");
        ServerSettings.ALL.forEach(builder::setServerConfig);
        builder.setServerConfig("wal_level", "replica")
                .setServerConfig("max_wal_senders", "4")
                .setServerConfig("hot_standby", "on");
        return builder.start();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.endsWith("postmaster.pid") && !file.endsWith("epg-lock")) {
                    Files.copy(file, copy);
                }
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }

    /** Connections to the primary, as its superuser. */
    public DataSource primary() {
        return connecting(primary);
    }

    /** Connections to the standby, as its superuser. */
    public DataSource standby() {
        return connecting(standby);
    }

    /** The JDBC URL of the standby. */
    public String standbyUrl() {
        return "jdbc:postgresql://localhost:" + standby.getPort() + "/postgres?user=" + SUPERUSER;
    }

    private static DataSource connecting(EmbeddedPostgres server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=" + SUPERUSER);
        return source;
    }

    /** Returns when the standby has all that was committed on the primary before. */
    public void awaitStandby() throws SQLException, InterruptedException {
        String written = ask(primary(), "SELECT pg_current_wal_insert_lsn()::text");
        for (int i = 0; i < 300; i++) {
            if ("t"
                    .equals(ask(standby(), "SELECT (pg_last_wal_replay_lsn() >= '" + written + "')::text")
                            .substring(0, 1))) {
                return;
            }
            Thread.sleep(50);
        }
        throw new TestServerException("the standby does not follow", null);
    }

    /** The standby becomes a primary; the other one goes on, unless it is stopped. */
    public void promote() throws SQLException {
        ask(standby(), "SELECT pg_promote()::text");
    }

    /** Stops the primary, as when its machine fails. */
    public void stopPrimary() {
        try {
            primary.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ask(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Override
    public void close() {
        try {
            standby.close();
            primary.close();
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new TestServerException("the primary and its standby could not be stopped", e);
        }
    }
}
