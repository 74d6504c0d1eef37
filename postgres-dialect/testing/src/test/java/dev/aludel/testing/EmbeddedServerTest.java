package dev.aludel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerTest {
    @Test
    void leavesNoProcessAndNoFile() throws Exception {
        EmbeddedServer server = EmbeddedServer.start();
        Path data = dataDirectory(server.url());
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        assertThat(ProcessHandle.of(pid)).isPresent();

        server.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(data.getParent()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt", "kill"})
    void leavesNothingHoweverTheJvmEnds(String end, @TempDir Path temporary) throws Exception {
        assumeTrue(File.separatorChar == '/', "no watchdog without a POSIX shell");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dot.epg.working-dir=" + Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg"),
                        "-cp",
                        classPath(),
                        EndingJvm.class.getName(),
                        end)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove(ServerChoice.VARIABLE);
        Process jvm = builder.start();
        try (BufferedReader output = jvm.inputReader()) {
            Path data = Path.of(Objects.requireNonNull(output.readLine(), "the JVM did not start a server"));
            long pid = Long.parseLong(output.readLine());
            if (end.equals("kill")) {
                jvm.destroyForcibly();
            }
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0;
                    i < 200
                            && (Files.exists(data.getParent())
                                    || ProcessHandle.of(pid).isPresent());
                    i++) {
                Thread.sleep(50);
            }
            assertThat(data.getParent()).doesNotExist();
            assertThat(ProcessHandle.of(pid)).isEmpty();
        }
    }

    private static String classPath() {
        return Stream.of(
                        System.getProperty("jdk.module.path"),
                        System.getProperty("java.class.path"),
                        System.getProperty("surefire.test.class.path"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(File.pathSeparator, testClasses() + File.pathSeparator, ""));
    }

    private static String testClasses() {
        return Path.of(System.getProperty("basedir", "."), "target", "test-classes")
                .toAbsolutePath()
                .toString();
    }

    static Path dataDirectory(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return Path.of(row.getString(1));
        }
    }

    static final class EndingJvm {
        private EndingJvm() {}

        public static void main(String[] arguments) throws Exception {
            try (TestDatabase database = TestServer.shared().database()) {
                Path data = dataDirectory(database.url());
                System.out.println(data);
                System.out.println(
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            }
            switch (arguments[0]) {
                case "exit" -> System.exit(0);
                case "halt" -> Runtime.getRuntime().halt(1);
                default -> Thread.sleep(60_000);
            }
        }
    }
}
