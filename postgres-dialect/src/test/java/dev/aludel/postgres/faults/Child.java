package dev.aludel.postgres.faults;

import dev.aludel.core.Migrator;
import dev.aludel.postgres.PostgresDialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that migrates, to be killed or frozen while it does. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    private Child(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What the other JVM does. */
    enum Task {
        /** all the way up and down again, for ever */
        FOR_EVER,
        /** up once, with a last revision that waits inside of its transaction to be told to go on */
        WAITING
    }

    /** What the other JVM runs. */
    public static void main(String[] arguments) throws IOException {
        var chain = Chain.of(Integer.parseInt(arguments[2]));
        var idle = Duration.parse(arguments[3]);
        boolean waiting = Task.valueOf(arguments[1]) == Task.WAITING;
        var migrator = Migrator.builder()
                .dataSource(Changed.idle(new PostgresDialect().dataSource(arguments[0]), idle))
                .revisions(() -> waiting ? Chain.andCode(chain, Child::pause) : chain)
                .build();
        System.out.println("ready");
        System.in.read();
        while (!waiting) {
            migrator.upgradeToHead();
            migrator.downgradeTo("base");
            System.out.println("round");
        }
        try {
            System.out.println("applied " + migrator.upgradeToHead().revisions().size());
        } catch (RuntimeException e) {
            System.out.println("failed " + e.toString().replace('\n', ' '));
        }
    }

    private static void pause() {
        try {
            System.out.println("inside");
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one, which waits to be told. */
    static Child start(String url, Task task, int length, Duration idle) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new Child(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx128m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        classPath,
                        Child.class.getName(),
                        url,
                        task.name(),
                        Integer.toString(length),
                        idle.toString())
                .redirectErrorStream(true)
                .start());
    }

    /** Waits for a line. */
    String hear(String start) throws IOException {
        var all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
            all.append(line).append('\n');
        }
        throw new IllegalStateException("the child ended before it said \"" + start + "\": " + all);
    }

    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** SIGKILL, which leaves it no time for anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int result = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (result != 0) {
            throw new IllegalStateException("kill -" + name + " failed");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
