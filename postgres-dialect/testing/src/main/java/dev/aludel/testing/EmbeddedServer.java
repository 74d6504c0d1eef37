package dev.aludel.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server whose binaries come from Maven. Its files are in one temporary directory, deleted however the JVM ends. */
final class EmbeddedServer implements RunningServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String SUPERUSER = "postgres";
    private static final String LOG_FILE = "server.log";
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_MEMORY_BYTES = 2L << 30;
    private static final int SHOWN_LOG_LINES = 8;

    private final Path home;
    private final EmbeddedPostgres postgres;
    private final @Nullable Watchdog watchdog;

    private EmbeddedServer(Path home, EmbeddedPostgres postgres, @Nullable Watchdog watchdog) {
        this.home = home;
        this.postgres = postgres;
        this.watchdog = watchdog;
    }

    static EmbeddedServer start() {
        long begin = System.nanoTime();
        try {
            Path home = Files.createTempDirectory(parent(), "aludel-postgres-");
            Path log = home.resolve(LOG_FILE);
            Watchdog watchdog = Watchdog.over(home);
            try {
                EmbeddedPostgres postgres = configured(home, log).start();
                LOG.info(
                        "PostgreSQL started on port {} in {} ms",
                        postgres.getPort(),
                        (System.nanoTime() - begin) / 1_000_000);
                return new EmbeddedServer(home, postgres, watchdog);
            } catch (IOException | RuntimeException | LinkageError e) {
                TestServerException failure = failure(e, log);
                if (watchdog != null) {
                    watchdog.close();
                }
                throw failure;
            }
        } catch (IOException e) {
            throw new TestServerException("no temporary directory for the embedded PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** In memory where there is room: creating a database writes a thousand small files, 15 ms there and 25 to 300 ms on disk. */
    private static Path parent() throws IOException {
        return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_MEMORY_BYTES
                ? MEMORY
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static EmbeddedPostgres.Builder configured(Path home, Path log) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("data"))
                .setDataDirectoryCustomizer(EmbeddedServer::askOthersForPasswords)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(Duration.ofSeconds(30))
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale", "C")
                .setServerConfig("unix_socket_directories", "");
        ServerSettings.ALL.forEach(builder::setServerConfig);
        return builder;
    }

    private static void askOthersForPasswords(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), """
                    host all %s all trust
                    host all all all scram-sha-256
                    """.formatted(SUPERUSER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestServerException failure(Throwable cause, Path log) {
        String said = tail(log);
        String todo = said.contains("cannot be run as root")
                ? "run the build as an ordinary user (PostgreSQL refuses root, and \"unshare -U\" is not permitted here)"
                : "see the cause";
        return new TestServerException(
                "the embedded PostgreSQL could not be started: " + cause.getMessage()
                        + (said.isEmpty() ? "" : "; it said: " + said) + "; " + todo
                        + ", or set " + ServerChoice.PROPERTY + " to a jdbc:postgresql URL",
                cause);
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?user=" + SUPERUSER + "&password="
                + SUPERUSER;
    }

    @Override
    public boolean disposable() {
        return true;
    }

    @Override
    public void close() {
        if (watchdog != null) {
            watchdog.close();
            return;
        }
        try {
            postgres.close();
            Files.deleteIfExists(home.resolve(LOG_FILE));
            Files.deleteIfExists(home);
        } catch (IOException e) {
            throw new TestServerException("the embedded PostgreSQL could not be stopped", e);
        }
    }

    @Override
    public String toString() {
        return "embedded PostgreSQL on port " + postgres.getPort();
    }
}
