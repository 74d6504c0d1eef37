package dev.aludel.cli;

import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.tools.ToolProvider;

/** A developer's directory, a database, and a terminal or none: runs commands as a process would. */
final class Shell implements AutoCloseable {

    /** What came of a command. */
    record Result(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit " + exit + "\n--- out\n" + out + "--- err\n" + err;
        }
    }

    private final Path directory;
    private final TestDatabase database;
    private final Map<String, String> environment = new HashMap<>();

    Shell(Path directory) {
        this.directory = directory;
        this.database = TestServer.shared().database();
        environment.put("DATABASE_URL", database.url());
    }

    TestDatabase database() {
        return database;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    Path directory() {
        return directory;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Runs a command where nobody answers. */
    Result run(String... args) {
        return run("", false, args);
    }

    /** Runs a command at a terminal. */
    Result answering(String input, String... args) {
        return run(input, true, args);
    }

    private Result run(String input, boolean terminal, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Aludel.run(
                args,
                new Surroundings(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        new Properties(),
                        directory,
                        terminal));
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Writes a file below the directory. */
    Shell file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** A revision in SQL. */
    Shell revision(String id, String revises, String message, String up, String down) throws IOException {
        return file(
                "src/main/java/db/revisions/" + id + ".sql",
                "-- revision: " + id + "\n" + (revises.isEmpty() ? "" : "-- revises: " + revises + "\n")
                        + "-- message: " + message + "\n\n-- upgrade\n" + up + ";\n\n-- downgrade\n" + down + ";\n");
    }

    /** Compiles an entity of the package {@code shop} into {@code target/classes}, as a build does. */
    Shell entity(String name, String body) throws IOException {
        file(
                "src/main/java/shop/" + name + ".java",
                "package shop;\nimport jakarta.persistence.*;\n@Entity public class " + name + " {\n" + body + "\n}\n");
        Path classes = Files.createDirectories(directory.resolve("target/classes"));
        var arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-cp",
                classes + ":" + System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
        try (Stream<Path> files = Files.list(directory.resolve("src/main/java/shop"))) {
            files.map(Path::toString).forEach(arguments::add);
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("does not compile");
        }
        return this;
    }

    /** {@code localhost:12345}, as the test server happens to be. */
    String host() {
        return URI.create(database.url().substring("jdbc:".length())).getAuthority();
    }

    @Override
    public void close() {
        database.close();
    }
}
