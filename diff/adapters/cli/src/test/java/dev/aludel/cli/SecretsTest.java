package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.Settings;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.Revisions;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A password that is known to the server is given in every way there is, and looked for everywhere afterwards. */
class SecretsTest {

    /**
     * @param given   how the password comes in: names and values of the environment, or options; CANARY is it, ENCODED the
     *                same for a URL, BAD another one, PLACE host and port, USER the role, SHOP the database
     */
    record Row(String name, Map<String, String> environment, List<String> command) {
        @Override
        public String toString() {
            return name + ": " + String.join(" ", command);
        }
    }

    @TempDir
    Path directory;

    private Shell shell;
    private TestRole role;

    @BeforeEach
    void aRoleWithAPassword() throws IOException {
        shell = new Shell(directory);
        role = TestServer.shared().role();
        shell.database().execute("GRANT ALL ON SCHEMA public TO PUBLIC");
        shell.environment().remove("DATABASE_URL");
        shell.environment().put("ALUDEL_CLASS_PATH", "target/classes");
        shell.environment().put("ALUDEL_PACKAGES", "shop");
        shell.environment().put("ALUDEL_FORMAT", "sql");
        shell.entity("Invoice", "@Id Long id;");
    }

    @AfterEach
    void drop() {
        shell.close();
    }

    static Stream<Row> sinks() {
        var forms = Map.of(
                "postgresql", "postgresql://USER:ENCODED@PLACE/SHOP",
                "postgres", "postgres://USER:ENCODED@PLACE/SHOP",
                "with a driver", "postgresql+psycopg://USER:ENCODED@PLACE/SHOP",
                "as a parameter", "postgresql://PLACE/SHOP?user=USER&password=ENCODED",
                "jdbc", "jdbc:postgresql://PLACE/SHOP?user=USER&password=ENCODED");
        var commands = List.of(
                "upgrade",
                "status",
                "generate first",
                "quick first --stacktrace",
                "check --json",
                "init --templates",
                "report");
        Stream<Row> good = forms.entrySet().stream()
                .flatMap(form -> commands.stream()
                        .map(command -> row(form.getKey(), Map.of("DATABASE_URL", form.getValue()), command)));
        var libpq = Map.of(
                "PGHOST", "HOST", "PGPORT", "PORT", "PGUSER", "USER", "PGPASSWORD", "CANARY", "PGDATABASE", "SHOP");
        Stream<Row> otherwise = Stream.of(
                row("libpq's variables", libpq, "upgrade"),
                row("libpq's variables", libpq, "status --json"),
                row("an option", Map.of(), "upgrade --url postgresql://USER:ENCODED@PLACE/SHOP"),
                row("an option", Map.of(), "--url=postgresql://USER:ENCODED@PLACE/SHOP --json status"),
                row("the prefixed name", Map.of("ALUDEL_DATABASE_URL", forms.get("jdbc")), "check"));
        Stream<Row> broken = Stream.of(
                        "postgresql://USER:CANARY@PLACE/SHOP",
                        "postgresql://USER:ENCODED@PLACE/nowhere",
                        "postgresql://nobody:ENCODED@PLACE/SHOP",
                        "postgresql://USER:ENCODED@localhost:1/SHOP",
                        "postgresql://USER:ENCODED@no.such.host.invalid/SHOP",
                        "postgresql://USER:ENCODED@PLACE:port/SHOP",
                        "postgresql://USER:ENCODED@PLACE/SHOP?nonsense=ENCODED",
                        "postgresql://USER:ENCODED@PLACE/SHOP?sslmode=ENCODED",
                        "postgresql://USER:ENCODED?x@PLACE/SHOP",
                        "mysql://USER:ENCODED@PLACE/SHOP",
                        "USER:CANARY@PLACE",
                        "CANARY",
                        "jdbc:postgresql://PLACE/SHOP?user=USER&password=CANARY")
                .flatMap(url -> Stream.of(
                        row("broken " + url, Map.of("DATABASE_URL", url), "upgrade --stacktrace"),
                        row("broken " + url, Map.of("DATABASE_URL", url), "status --json --stacktrace")));
        Stream<Row> misplaced = Stream.of(
                row(
                        "another setting",
                        Map.of("DATABASE_URL", forms.get("jdbc"), "ALUDEL_LOCK_WAIT", forms.get("jdbc")),
                        "upgrade"),
                row("no value", Map.of(), "upgrade --url"),
                row("a wrong option", Map.of(), "upgrade --urll=postgresql://USER:ENCODED@PLACE/SHOP"),
                row("a wrong place", Map.of(), "--format postgresql://USER:ENCODED@PLACE/SHOP generate x"),
                row(
                        "as an argument",
                        Map.of("DATABASE_URL", forms.get("jdbc")),
                        "status postgresql://USER:ENCODED@PLACE/SHOP"),
                row(
                        "as a location",
                        Map.of("DATABASE_URL", forms.get("jdbc")),
                        "heads --locations postgresql://USER:ENCODED@PLACE/SHOP"));
        return Stream.of(good, otherwise, broken, misplaced).flatMap(rows -> rows);
    }

    private static Row row(String name, Map<String, String> environment, String command) {
        return new Row(name, environment, List.of(command.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void noOutputAndNoFileHasIt(Row row) throws IOException {
        var log = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        Shell.Result result;
        try {
            row.environment().forEach((name, value) -> shell.environment().put(name, filled(value)));
            result = shell.run(row.command().stream().map(this::filled).toArray(String[]::new));
        } finally {
            System.setErr(err);
        }
        assertHidden(result.toString(), "output");
        assertHidden(log.toString(StandardCharsets.UTF_8), "log");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertHidden(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), file.toString());
            }
        }
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            assertHidden(
                    processes.map(one -> one.info().commandLine().orElse("")).collect(Collectors.joining("\n")),
                    "arguments of processes");
        }
    }

    private void assertHidden(String text, String where) {
        assertThat(text).as(where).doesNotContain(canary().substring(1));
    }

    private String canary() {
        return role.password();
    }

    /** The first character as a URL may have it. */
    private String encoded() {
        return String.format("%%%02X", (int) canary().charAt(0)) + canary().substring(1);
    }

    private String filled(String text) {
        String place = shell.host();
        return text.replace("CANARY", canary())
                .replace("ENCODED", encoded())
                .replace("PLACE", place)
                .replace("HOST", place.split(":")[0])
                .replace("PORT", place.split(":")[1])
                .replace("USER", role.name())
                .replace("SHOP", shell.database().name());
    }

    @Test
    void nothingPrintsItByItself() {
        String url = filled("postgresql://USER:CANARY@PLACE/SHOP");
        var settings = Settings.load(
                getClass().getClassLoader(),
                directory,
                Map.of("DATABASE_URL", url, "PGPASSWORD", canary()),
                new Properties());
        var builder = Migrator.builder().url(url);
        var autogen = Autogen.builder().url(url).entities(String.class);
        var things = new ArrayList<Object>(List.of(
                settings,
                builder,
                builder.build(),
                builder.build().status(),
                autogen,
                autogen.build(),
                Revisions.builder().autogen(autogen.build()),
                Revisions.builder().autogen(autogen.build()).build()));
        things.add(trace(() -> Migrator.builder().url(url + "?x=" + canary()).build()));
        things.add(trace(() -> Migrator.builder().url("x" + url).build()));
        things.forEach(thing -> assertHidden(thing.toString(), thing.getClass().getSimpleName()));
    }

    private static String trace(Runnable failing) {
        var text = new StringWriter();
        try {
            failing.run();
        } catch (RuntimeException e) {
            e.printStackTrace(new PrintWriter(text));
        }
        assertThat(text.toString()).isNotEmpty();
        return text.toString();
    }
}
