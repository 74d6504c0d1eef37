package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.testing.TestServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes {@code docs/how-to/watch.md} from a watcher that ran beside a developer, as a process, and guards it. */
class WatchTest {

    private static final Page PAGE = new Page("how-to/watch.md", WatchTest.class);

    private static final String INVOICE = "@Id public Long id; @Column(length = 40) public String number;";
    private static final String NOTE = " @Column(length = 200) public String note;";

    @TempDir
    Path directory;

    @Test
    void theSessionIsWhatThePageShows() throws Exception {
        assumeTrue(TestServer.shared().major() == 18, "the page is about PostgreSQL 18");
        assumeTrue(File.separatorChar == '/');
        try (Shell shell = new Shell(directory)) {
            shell.environment().putAll(Map.of("ALUDEL_CLASS_PATH", "target/classes", "NO_COLOR", "1"));
            shell.entity("Invoice", INVOICE);
            var story = new Story(shell);
            assertThat(shell.run("init", "--package=shop", "--format", "sql").exit())
                    .isZero();
            shell.file(
                    "aludel.properties",
                    "aludel.packages=shop\naludel.format=sql\n"
                            + "aludel.directory=src/main/resources/db/revisions\naludel.watch-interval=1s\n");
            story.says(
                    "## A day\n\n`WATCH_INTERVAL` is one second here. There is an entity `Invoice`, compiled, and an empty database.");
            try (var watch = new Watching(shell)) {
                story.shows("aludel watch").hears(watch.until("✓ Migration applied"));
                edit(story, shell, watch);
                long begin = System.nanoTime();
                watch.interrupt();
                assertThat(watch.ended(2)).as("ended within two seconds").isTrue();
                System.out.println("Ctrl-C -> ended: " + (System.nanoTime() - begin) / 1_000_000 + " ms");
                story.says("Ctrl-C ends it.").hears(watch.until("○ Stopped"));
            }
            assertThat(Files.readString(directory.resolve("aludel-watch.log")))
                    .contains("✓ Migration applied  ", "! Held back  ", "○ Stopped");
            consolidate(story, shell);
            refuse(story);
            PAGE.is(INTRO.formatted(PAGE.command()) + story + OUTRO);
        }
    }

    private static void edit(Story story, Shell shell, Watching watch) throws Exception {
        story.says("The entity gets a note, and is compiled:");
        shell.entity("Invoice", INVOICE + NOTE);
        story.hears(watch.until("✓ Migration applied"));
        story.says("The number goes. That destroys, so it is written and not applied:");
        shell.entity("Invoice", "@Id public Long id;" + NOTE);
        story.hears(watch.until("unless somebody has edited it"));
        story.says("It was a mistake. With the number back in the entity the file is gone again:");
        shell.entity("Invoice", INVOICE + NOTE);
        story.hears(watch.until("taken back: "));
        story.says("`note` becomes `remark`. Nobody can tell from the classes whether that is the same column:");
        shell.entity("Invoice", INVOICE + NOTE.replace("note", "remark"));
        story.hears(watch.until("to answer in the code"));
        story.says("It is answered in another terminal, and the watcher goes on:");
        done(story.answering("1\n", "generate", "Rename note", "--apply"));
        story.hears(watch.until("✓ Entities"));
    }

    private static void consolidate(Story story, Shell shell) {
        story.says("## In the evening\n\nThe drafts of the day become one revision, of which the same comes:");
        done(story.run("watch", "--consolidate", "-m", "Create invoices", "--yes"));
        done(story.run("check"));
    }

    private static void refuse(Story story) {
        story.says("## Nowhere else\n\nIn a protected environment it does not work, whatever is said to it:");
        story.environment("ALUDEL_ENVIRONMENT", "production");
        assertThat(story.run("watch").exit()).isEqualTo(Exit.REFUSED);
        story.environment("ALUDEL_ENVIRONMENT", "development");
        story.says(
                "`--once` looks once, which is of use in scripts; the exit code tells whether something is left to do. With `--json` each line"
                        + " is a document:");
        done(story.run("watch", "--once", "--json"));
    }

    private static void done(Shell.Result result) {
        assertThat(result.exit()).as(result.toString()).isZero();
    }

    /** The program in a process of its own. */
    private static final class Watching implements AutoCloseable {

        private final Process process;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        Watching(Shell shell) throws IOException {
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Dfile.encoding=UTF-8",
                    "-Dstdout.encoding=UTF-8",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                    Aludel.class.getName(),
                    "watch");
            builder.directory(shell.directory().toFile());
            builder.environment().putAll(shell.environment());
            builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
            process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            var reader = new Thread(this::read, "watch-output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (var out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                out.lines().forEach(lines::add);
            } catch (IOException e) {
                lines.add(e.toString());
            }
        }

        /** All that it says up to a line; what a machine has of pg_dump is of no interest. */
        String until(String part) throws InterruptedException {
            var said = new ArrayList<String>();
            String line;
            do {
                line = lines.poll(60, TimeUnit.SECONDS);
                assertThat(line)
                        .as("not said: " + part + "\n" + String.join("\n", said))
                        .isNotNull();
                said.add(line);
            } while (!line.contains(part));
            while ((line = lines.poll(100, TimeUnit.MILLISECONDS)) != null) {
                said.add(line);
            }
            said.removeIf(one -> one.contains("no full dump was made") || one.contains("backed up to"));
            return String.join("\n", said) + "\n";
        }

        /** What a terminal does on Ctrl-C; a process that began in the background of a shell is deaf to that, and so are its children. */
        void interrupt() throws Exception {
            String signal = isDeafToInterrupts(process.pid()) ? "-TERM" : "-INT";
            assertThat(new ProcessBuilder(List.of("kill", signal, Long.toString(process.pid())))
                            .start()
                            .waitFor())
                    .isZero();
        }

        private static boolean isDeafToInterrupts(long pid) throws IOException {
            Path status = Path.of("/proc", Long.toString(pid), "status");
            if (!Files.exists(status)) {
                return false;
            }
            String ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .findFirst()
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .orElse("0");
            // SIGINT is the second
            return (Long.parseUnsignedLong(ignored, 16) & 2) != 0;
        }

        boolean ended(long seconds) throws InterruptedException {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static final String INTRO = """
            # Let the database follow the entities

            While you work on entities, `aludel watch` looks at the compiled classes. When they have changed and say something else about
            tables, it writes a revision, backs up, and applies it; you need not stop, nor type anything. It is for development alone.

            What is shown here was said by a watcher that `WatchTest` ran in a process of its own; only ids, times and the address are made to
            read the same every time. To write the page anew:

            ```
            %s
            ```
            """;

    private static final String OUTRO = """

            ## What it does, and when

            - **It looks every `WATCH_INTERVAL`** (5 s when nothing is said) at what is in the class files, not at their times: a build that
              changes nothing makes nothing. What it sees counts when two looks, half a second apart, agree and every class file is whole.
            - **Your IDE or build compiles**, or the watcher does: `aludel watch --sources src/main/java` compiles what changed into a folder
              of its own, which nobody else sees, with the annotation processors that are on the class path.
            - **What may destroy is held back**: dropped tables and columns, types that become narrower, values that an enum loses, rows that
              are overwritten. The revision is written; it says why and what to run. As long as nobody has edited or applied it, the next
              change of the entities takes it back and writes one for both: drafts do not pile up. An edited one is yours; the watcher
              waits until it is applied or gone (`Target database is not up to date`).
            - **What may be a rename is asked**, and nothing is written until somebody answers, in a terminal as above or by
              `@RenamedFrom` on the entity. A property that only gets another `@Column(name = …)` is known to be the same.
            - **What fails is said once**, and the next change is the next try: a revision that the rows do not fit into is taken back when
              the entity is mended. A database that is away is waited for.
            - **It applies what it has written itself**, and nothing else. Revisions that come by `git pull` are applied by `aludel upgrade`.
            - **It backs up** as every upgrade does with `BACKUP_BEFORE_MIGRATE=true`, which is what it takes that setting for when nothing
              is said. Where there is a `pg_dump` as new as the server, that is a full dump before each revision: on a large database
              say `false`.
            - **`aludel-watch.log`** (`--log FILE`) has all that was said. One watcher writes it at a time; a second one is refused.

            | setting | when nothing is said | |
            |---|---|---|
            | `WATCH_INTERVAL` | 5 (s) | how often it looks |
            | `AUTO_GENERATE` | true | false: it only says what differs |
            | `AUTO_APPLY` | true | false: it writes revisions and applies none |
            | `BACKUP_BEFORE_MIGRATE` | true, for the watcher | back up before it applies |
            | `ALUDEL_ENVIRONMENT`, `ALUDEL_PROTECTED` | – ; production, staging | a protected name, or no name and a server on another machine, refuses it |

            ## Inside of the application

            The same on a thread of the application itself, for instance beside the reloading of a framework. It does nothing unless
            `MIGRATION_WATCHER=true`, and keeps no program alive:

            ```java
            Watcher watcher = Watcher.builder()
                    .dataSource(dataSource)
                    .packages("com.acme.shop")
                    .build();
            watcher.start();
            ```

            It reads entities in a class loader of its own, so that it sees what the application has not loaded yet. `close()` ends it.
            """;
}
