package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each command says with {@code --json}, key for key: the page {@code docs/json.md} is the contract, and each section of it
 * is proved by running the command.
 */
class JsonTest {

    private static final Page PAGE = new Page("json.md", JsonTest.class);

    @TempDir
    Path directory;

    private final Map<String, String> said = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> everyCommandSaysWhatThePageSays() throws IOException {
        try (Shell shell = new Shell(directory)) {
            shell.environment().put("ALUDEL_CLASS_PATH", "target/classes");
            shell.environment().put("ALUDEL_PACKAGES", "shop");
            shell.environment().put("ALUDEL_ENVIRONMENT", "development");
            shell.environment().put("ALUDEL_FORMAT", "sql");
            shell.environment().put("ALUDEL_DIRECTORY", "src/main/java/db/revisions");
            run(shell);
        }
        String text = INTRO.formatted(PAGE.command())
                + said.entrySet().stream()
                        .map(one -> "\n## aludel " + one.getKey() + "\n\n```\n" + one.getValue() + "\n```\n")
                        .collect(Collectors.joining());
        var tests = new ArrayList<DynamicTest>();
        tests.add(DynamicTest.dynamicTest("the page", () -> PAGE.is(text)));
        said.forEach((command, shape) -> tests.add(DynamicTest.dynamicTest(
                command,
                () -> assertThat("\n" + shape).isEqualTo("\n" + sections().getOrDefault(command, "")))));
        tests.add(DynamicTest.dynamicTest("no command is left out", () -> {
            var missing = new TreeSet<>(commands());
            said.keySet().forEach(command -> missing.remove(command.split(" ")[0]));
            assertThat(missing).isEmpty();
        }));
        return tests.stream();
    }

    private void run(Shell shell) throws IOException {
        shell.entity("Invoice", "@Id Long id; Long amount;");
        says(shell, Exit.DONE, "init");
        says(shell, Exit.DONE, "revision", "-m", "nothing", "--rev-id", "aaaa1111");
        says(shell, Exit.DONE, "upgrade");
        says(shell, Exit.DONE, "generate", "Create invoices", "--rev-id", "bbbb2222");
        shell.revision("bbbb9999", "bbbb2222", "no amount", "ALTER TABLE invoice DROP amount", "SELECT 1");
        says(shell, Exit.DONE, "plan");
        Files.delete(directory.resolve("src/main/java/db/revisions/bbbb9999.sql"));
        shell.entity("Invoice", "@Id Long id; Long amount; Long tax;");
        shell.run("upgrade");
        says(shell, Exit.DIFFERENT, "check");
        says(shell, Exit.DONE, "quick", "Add tax", "--rev-id", "cccc3333");
        shell.run(
                "revision",
                "-m",
                "x",
                "--rev-id",
                "dddd4444",
                "--splice",
                "--head",
                "bbbb2222",
                "--branch-label",
                "other");
        says(shell, Exit.DONE, "heads");
        says(shell, Exit.DONE, "branches");
        says(shell, Exit.DONE, "merge", "heads", "--rev-id", "eeee5555");
        shell.run("upgrade");
        says(shell, Exit.DONE, "current");
        says(shell, Exit.DONE, "history");
        says(shell, Exit.DONE, "history", "--journal");
        says(shell, Exit.DONE, "show", "head");
        says(shell, Exit.DONE, "status");
        says(shell, Exit.DONE, "report");
        says(shell, Exit.DONE, "watch", "--once");
        says(shell, Exit.DONE, "downgrade", "cccc3333", "--yes");
        says(shell, Exit.DONE, "stamp", "heads");
        shell.run("revision", "-m", "one", "--rev-id", "ffff6666", "--head", "eeee5555");
        shell.run("revision", "-m", "two", "--rev-id", "ffff7777");
        says(shell, Exit.DONE, "squash", "ffff6666:ffff7777", "--rev-id", "abcd8888");
        Path file;
        try (Stream<Path> files = Files.list(directory.resolve("src/main/java/db/revisions"))) {
            file = files.filter(path -> path.toString().contains("bbbb2222"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(file, Files.readString(file).replace("amount bigint", "amount  bigint DEFAULT 1"));
        says(shell, Exit.DIFFERENT, "validate");
        says(shell, Exit.DONE, "repair", "--yes");
        says(shell, Exit.DONE, "db", "create");
        says(shell, Exit.DONE, "db", "backup", "--tables", "invoice");
        says(shell, Exit.DONE, "db", "list-backups");
        says(shell, Exit.DONE, "db", "reset", "--yes");
        says(shell, Exit.DONE, "upgrade", "--tenants", "one,two");
        says(shell, Exit.DONE, "upgrade", "--sql", "--offline");
        says(shell, Exit.DONE, "completion");
        says(shell, Exit.FAILED, "upgrade", "nowhere");
        says(shell, Exit.REFUSED, "downgrade", "base");
        shell.database().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE grown (id int)");
        says(shell, Exit.DONE, "import", "--directory", "new");
    }

    private void says(Shell shell, int exit, String... args) {
        String[] all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = "--json";
        var result = shell.run(all);
        assertThat(result.exit()).as(String.join(" ", args) + "\n" + result).isEqualTo(exit);
        said.put(
                Arrays.stream(args)
                        .map(arg -> arg.contains(" ") ? '"' + arg + '"' : arg)
                        .collect(Collectors.joining(" ")),
                Shape.of(document(result.out())));
    }

    /** The watcher gives a document for each thing that it says, in a line of its own. */
    private static String document(String out) {
        var lines = out.lines().filter(line -> line.startsWith("{")).toList();
        return lines.size() > 1 ? "[" + String.join(",", lines) + "]" : out;
    }

    /** Shapes by commands, as the page has them. */
    private static Map<String, String> sections() throws IOException {
        var sections = new LinkedHashMap<String, String>();
        Path path = Path.of("../../../docs", PAGE.file());
        if (Files.exists(path)) {
            for (String section : Files.readString(path).split("\n## aludel ")) {
                String[] parts = section.split("\n*```\n?");
                if (parts.length > 1) {
                    sections.put(parts[0].strip(), parts[1]);
                }
            }
        }
        return sections;
    }

    private static List<String> commands() {
        var none = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                Map.of(),
                new Properties(),
                Path.of(""),
                false);
        return List.copyOf(Aludel.commandLine(none).getSubcommands().keySet());
    }

    private static final String INTRO = """
            # JSON

            What commands say with `--json`: one document on standard output, errors too; of `watch` one in a line for each thing that it
            says. `JsonTest` runs each of them and fails when a key goes, comes or holds something else. Keys are never renamed; new ones may be added. `?` is a key that not every element has;
            locks are by table; times are ISO 8601, durations milliseconds. To write the page anew:

            ```
            %s
            ```
            """;
}
