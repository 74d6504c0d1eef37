package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The column of {@code docs/commands-beside.md} that is ours cannot lie, and leaves nothing out. */
class CommandsBesideTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final List<String> ALEMBIC = List.of(
            "init",
            "list_templates",
            "revision",
            "check",
            "merge",
            "upgrade",
            "downgrade",
            "stamp",
            "show",
            "history",
            "heads",
            "branches",
            "current",
            "edit",
            "ensure_version");

    private static final CommandLine PROGRAM = Aludel.commandLine(new Surroundings(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            Map.of(),
            new Properties(),
            Path.of(""),
            false));

    private static List<String> column(int number) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("../../../docs/commands-beside.md"))) {
            return lines.filter(line -> line.startsWith("|") && !line.startsWith("|--"))
                    .skip(1)
                    .map(line -> line.split(" *\\| *")[number])
                    .filter(cell -> number == 1 || !cell.startsWith("–"))
                    .flatMap(cell -> CODE.matcher(cell).results())
                    .map((MatchResult code) -> code.group(1))
                    .toList();
        }
    }

    /** Each by its name, those of a group after the group's. */
    private static Map<String, CommandLine> commands() {
        var all = new LinkedHashMap<String, CommandLine>();
        PROGRAM.getSubcommands().forEach((name, command) -> {
            if (command.getSubcommands().isEmpty()) {
                all.put(name, command);
            }
            command.getSubcommands().forEach((below, one) -> all.put(name + " " + below, one));
        });
        return all;
    }

    /** {@code upgrade --sql} for each command and its own options, {@code --json} for those of all. */
    private static Set<String> ours() {
        var all = new TreeSet<String>();
        commands().forEach((name, command) -> {
            all.add(name);
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.inherited())
                    .forEach(option -> all.add(name + " " + option.longestName()));
        });
        PROGRAM.getCommandSpec().options().stream().map(OptionSpec::longestName).forEach(all::add);
        return all;
    }

    @Test
    void whatIsOursExists() throws IOException {
        for (String said : column(2)) {
            String[] words = said.split(" ");
            boolean ofAll = words[0].startsWith("--");
            boolean ofGroup = words.length > 1 && commands().containsKey(words[0] + " " + words[1]);
            CommandLine command = ofAll ? PROGRAM : commands().get(ofGroup ? words[0] + " " + words[1] : words[0]);
            assertThat(command).as(said).isNotNull();
            for (String word : words) {
                if (word.startsWith("-")) {
                    assertThat(command.getCommandSpec().findOption(word))
                            .as(said)
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void nothingOfOursIsLeftOut() throws IOException {
        var missing = new TreeSet<>(ours());
        column(2).forEach(missing::remove);
        // a second name of --directory
        missing.remove("--version-path");
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingOfAlembicsIsLeftOut() throws IOException {
        assertThat(column(1).stream().map(said -> said.split(" ")[0])).containsAll(ALEMBIC);
    }

    @Test
    void everyHelpEndsWithAnExampleThatParses() {
        commands().forEach((name, command) -> {
            var footer = List.of(command.getCommandSpec().usageMessage().footer());
            assertThat(footer).as(name).hasSizeGreaterThan(2).startsWith("", "Example:");
            assertThat(footer.subList(2, footer.size())).as(name).allMatch(line -> line.startsWith("  "));
            footer.stream()
                    .filter(line -> line.startsWith("  aludel "))
                    .forEach(line -> PROGRAM.parseArgs(words(line.strip().substring("aludel ".length()))));
        });
    }

    private static String[] words(String line) {
        return Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }
}
