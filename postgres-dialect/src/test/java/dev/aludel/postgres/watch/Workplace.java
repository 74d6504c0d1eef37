package dev.aludel.postgres.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Settings;
import dev.aludel.core.backup.BackupSettings;
import dev.aludel.diff.watch.WatchEvent;
import dev.aludel.diff.watch.WatchEvent.Kind;
import dev.aludel.diff.watch.Watcher;
import dev.aludel.diff.watch.WatcherBuilder;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A developer's folder with entities of the package {@code shop}, a database, and a watcher over both. */
public final class Workplace implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Path directory;
    private final TestDatabase database = TestServer.shared().database();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "ALUDEL_PACKAGES", "shop",
            "ALUDEL_FORMAT", "sql",
            "WATCH_INTERVAL", "100ms",
            "MIGRATION_WATCHER", "true"));
    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    private Watcher watcher;

    public Workplace(Path directory) {
        this.directory = directory;
    }

    public Workplace with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public TestDatabase database() {
        return database;
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    public Path classes() {
        return path("target/classes");
    }

    public WatcherBuilder builder() {
        return Watcher.builder()
                .settings(Settings.load(Workplace.class.getClassLoader(), directory, environment, new Properties()))
                .dataSource(database.dataSource())
                .classes(classes())
                .directory(path("src/main/resources/db/revisions"))
                .backups(BackupSettings.in(path("backups")))
                .log(path("aludel-watch.log"))
                .listener(events::add);
    }

    public Workplace watch() {
        return watch(builder());
    }

    public Workplace watch(WatcherBuilder builder) {
        watcher = builder.build();
        watcher.start();
        return this;
    }

    public Watcher watcher() {
        return watcher;
    }

    /** Writes the source of an entity. */
    public Workplace source(String name, String body) {
        try {
            Path file = path("src/main/java/shop/" + name + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "package shop;\nimport jakarta.persistence.*;\n@Entity public class " + name + " {\n" + body
                            + "\n}\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes and compiles an entity, as a build does. */
    public Workplace entity(String name, String body) {
        return source(name, body).compile(classes());
    }

    public Workplace compile(Path target) {
        try (Stream<Path> files = Files.list(path("src/main/java/shop"))) {
            Files.createDirectories(target);
            var arguments = new ArrayList<>(List.of(
                    "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", target.toString()));
            files.map(Path::toString).forEach(arguments::add);
            int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            assertThat(exit).isZero();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next thing that is said. */
    public WatchEvent next() throws InterruptedException {
        WatchEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("nothing was said").isNotNull();
        return event;
    }

    public WatchEvent next(Kind kind) throws InterruptedException {
        WatchEvent event = next();
        assertThat(event.kind()).as(event.toString()).isEqualTo(kind);
        return event;
    }

    /** Nothing is said for so long. */
    public void silent(Duration time) throws InterruptedException {
        assertThat(events.poll(time.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    }

    public List<Path> revisions() {
        Path folder = path("src/main/resources/db/revisions");
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The columns of a table, in order. */
    public List<String> columns(String table) {
        return query("SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                + "' ORDER BY ordinal_position");
    }

    public List<String> heads() {
        return query("SELECT revision FROM aludel_head ORDER BY 1");
    }

    public List<String> query(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String log() throws IOException {
        return Files.readString(path("aludel-watch.log"));
    }

    @Override
    public void close() {
        if (watcher != null) {
            watcher.close();
        }
        database.close();
    }
}
