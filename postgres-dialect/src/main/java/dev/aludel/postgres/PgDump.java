package dev.aludel.postgres;

import dev.aludel.core.dialect.Dumper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code pg_dump} and {@code pg_restore}, of the server's major version or a later one: earlier ones refuse the server. */
final class PgDump implements Dumper {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+)");

    /** Where packages put them: Debian's, PGDG's for Red Hat, Homebrew's, EnterpriseDB's. */
    private static final List<String> USUAL =
            List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt", "/Library/PostgreSQL");

    private final Path program;
    private final int major;
    private final Map<String, String> login;

    private PgDump(Path program, int major, Map<String, String> login) {
        this.program = program;
        this.major = major;
        this.login = login;
    }

    /** A program that is there. */
    record Found(Path program, int major) {}

    /** All that are there, the oldest that is new enough first. */
    static List<Found> all(List<Path> places) {
        var folders = places.isEmpty() ? usual() : places;
        var found = new ArrayList<Found>();
        for (Path folder : folders) {
            Path program = folder.resolve("pg_dump");
            if (Files.isExecutable(program)) {
                version(program).ifPresent(major -> found.add(new Found(program, major)));
            }
        }
        found.sort(java.util.Comparator.comparingInt(Found::major));
        return found;
    }

    private static List<Path> usual() {
        var folders = new ArrayList<Path>();
        for (String folder : String.valueOf(System.getenv("PATH")).split(File.pathSeparator)) {
            if (!folder.isBlank() && !folder.equals("null")) {
                folders.add(Path.of(folder));
            }
        }
        for (String usual : USUAL) {
            try (Stream<Path> versions = Files.list(Path.of(usual))) {
                versions.map(version -> version.resolve("bin"))
                        .filter(Files::isDirectory)
                        .forEach(folders::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                // not on this system
            }
        }
        return folders;
    }

    private static Optional<Integer> version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(1000), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            var matcher = VERSION.matcher(said);
            return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Optional<Dumper> of(int server, List<Path> places, Map<String, String> login) {
        return all(places).stream()
                .filter(found -> found.major() >= server
                        && Files.isExecutable(found.program().resolveSibling("pg_restore")))
                .findFirst()
                .map(found -> new PgDump(found.program(), found.major(), login));
    }

    /** Why there is none. */
    static String missing(int server, List<Path> places) {
        var all = all(places);
        return all.isEmpty()
                ? "there is no pg_dump on this machine; install that of PostgreSQL " + server
                : "pg_dump " + all.get(all.size() - 1).major() + " ("
                        + all.get(all.size() - 1).program() + ") is older than the server, which is " + server
                        + "; install that of PostgreSQL " + server;
    }

    @Override
    public String name() {
        return "pg_dump " + major;
    }

    @Override
    public void dump(List<String> tables, OutputStream out, Alive alive) throws IOException {
        var command = new ArrayList<>(List.of(program.toString(), "--format=custom", "--compress=1", "--no-password"));
        tables.forEach(table -> command.add("--table=" + table));
        run(command, login, InputStream.nullInputStream(), out, alive);
    }

    @Override
    public void restore(String database, InputStream in) throws IOException {
        run(
                List.of(
                        program.resolveSibling("pg_restore").toString(),
                        "--dbname=" + "dbname=" + quoted(database),
                        "--single-transaction",
                        "--exit-on-error",
                        "--no-password"),
                login,
                in,
                OutputStream.nullOutputStream(),
                () -> {});
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Its errors come back as the exception's text. */
    private static void run(
            List<String> command, Map<String, String> login, InputStream in, OutputStream out, Alive alive)
            throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(login);
        Process process = builder.start();
        var said = new ByteArrayOutputStream();
        List<IOException> failures = new CopyOnWriteArrayList<>();
        Thread errors = pump(process.getErrorStream(), said, failures);
        Thread output = pump(process.getInputStream(), out, failures);
        Thread input = feed(in, process.getOutputStream(), failures);
        try {
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                alive.beat();
                if (!failures.isEmpty()) {
                    break;
                }
            }
            output.join(10_000);
            errors.join(10_000);
            process.destroyForcibly();
            input.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(Path.of(command.get(0)).getFileName() + " was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        if (process.exitValue() != 0) {
            String text = said.toString(StandardCharsets.UTF_8).strip();
            throw new IOException(Path.of(command.get(0)).getFileName() + " failed (" + process.exitValue() + "): "
                    + (text.length() > 2000 ? text.substring(0, 2000) : text));
        }
    }

    private static Thread pump(InputStream from, OutputStream to, List<IOException> failures) {
        return started(() -> {
            try (from) {
                from.transferTo(to);
            } catch (IOException e) {
                failures.add(e);
            }
        });
    }

    /** A program that ends early says itself why it did not want more; what cannot be read here, it cannot know. */
    private static Thread feed(InputStream from, OutputStream to, List<IOException> failures) {
        return started(() -> {
            byte[] bytes = new byte[1 << 16];
            try (to) {
                for (int read = read(from, bytes, failures); read >= 0; read = read(from, bytes, failures)) {
                    to.write(bytes, 0, read);
                }
            } catch (IOException e) {
                // its exit code tells
            }
        });
    }

    private static int read(InputStream from, byte[] bytes, List<IOException> failures) {
        try {
            return from.read(bytes);
        } catch (IOException e) {
            failures.add(e);
            return -1;
        }
    }

    private static Thread started(Runnable work) {
        var thread = new Thread(work, "aludel-dump");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
