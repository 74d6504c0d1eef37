package dev.aludel.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals as Maven runs them, but for finding out what is on the class path. */
class CommandMojoTest {

    private static final Pattern GOAL = Pattern.compile("<mojo>\\s*<goal>([a-z-]+)</goal>");
    private static final Pattern COMMAND = Pattern.compile("^  ([a-z-]+)(, [a-z]+)? {2,}.*");

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();
    private TestDatabase database;

    @BeforeEach
    void oneRevision() throws IOException {
        database = TestServer.shared().database();
        Path revisions = Files.createDirectories(directory.resolve("src/main/resources/db/revisions"));
        Files.writeString(revisions.resolve("aaaa1111_create_invoice.sql"), """
                -- revision: aaaa1111
                -- message: create invoice

                -- upgrade
                CREATE TABLE invoice (id bigint NOT NULL PRIMARY KEY);

                -- downgrade
                DROP TABLE invoice;
                """);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void printsTheDifferencesAndFails() throws Exception {
        goal("upgrade", new UpgradeMojo()).execute();
        assertThat(said).anyMatch(line -> line.matches("1 revision applied in \\d+ ms, now at aaaa1111"));
        assertThatThrownBy(() -> goal("check", new CheckMojo()).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("New upgrade operations detected: + column invoice.paid boolean not null");
    }

    @Test
    void writesWhatDiffersIntoTheModule() throws Exception {
        goal("upgrade", new UpgradeMojo()).execute();
        var generate = goal("generate", new GenerateMojo());
        generate.message = "Add paid, at last";
        generate.execute();
        assertThat(directory.resolve("src/main/resources/db/revisions"))
                .isDirectoryContaining(file -> file.getFileName().toString().endsWith("_add_paid_at_last.sql"));
        goal("upgrade", new UpgradeMojo()).execute();
        goal("check", new CheckMojo()).execute();
        assertThat(said).endsWith("No new upgrade operations detected.");
    }

    @Test
    void takesTargetsThatLookLikeOptions() throws Exception {
        goal("upgrade", new UpgradeMojo()).execute();
        var downgrade = goal("downgrade", new DowngradeMojo());
        downgrade.target = "-1";
        assertThatThrownBy(downgrade::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("refused: ");
        downgrade.args = "--yes";
        downgrade.execute();
        assertThat(said).last().asString().matches("1 revision undone in \\d+ ms, now at base");
    }

    @Test
    void saysWhatWentWrong() {
        var upgrade = goal("upgrade", new UpgradeMojo());
        upgrade.target = "nowhere";
        assertThatThrownBy(upgrade::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("failed: ")
                .hasMessageContaining("nowhere");
        var status = goal("status", new StatusMojo());
        status.args = "--nonsense";
        assertThatThrownBy(status::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("wrong usage: ");
    }

    @Test
    void doesNothingWhereThereIsNothingToDo() throws Exception {
        var skipped = goal("check", new CheckMojo());
        skipped.skip = true;
        skipped.execute();
        var parent = goal("check", new CheckMojo());
        parent.packaging = "pom";
        parent.execute();
        assertThat(said)
                .containsExactly(
                        "skipped, because aludel.skip says so",
                        "nothing to do: there are no classes in a project of packaging pom");
    }

    @Test
    void propertiesOfTheProjectAreSettings() throws Exception {
        var check = goal("check", new CheckMojo());
        check.url = null;
        check.properties.setProperty("aludel.database-url", database.url());
        assertThatThrownBy(check::execute).hasMessageStartingWith("Target database is not up to date: it is at base");
    }

    @Test
    void wordsStandBetweenBlanksOrInQuotes() {
        assertThat(CommandMojo.words(" -m \"two words\" 'and three more' x "))
                .containsExactly("-m", "two words", "and three more", "x");
        assertThat(CommandMojo.words(null)).isEmpty();
    }

    @Test
    void everyCommandIsAGoal() throws Exception {
        var help = goal("run", new RunMojo());
        help.args = "--help";
        help.execute();
        var commands = new ArrayList<>(commands());
        commands.remove("db");
        said.clear();
        help.args = "db --help";
        help.execute();
        commands().stream().map(command -> "db-" + command).forEach(commands::add);
        assertThat(commands).hasSizeGreaterThan(20);
        var goals = GOAL.matcher(Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml")))
                .results()
                .map(goal -> goal.group(1))
                .toList();
        // a shell completes nothing in Maven
        commands.remove("completion");
        commands.add("run");
        assertThat(goals).containsExactlyInAnyOrderElementsOf(commands);
    }

    private List<String> commands() {
        return said.stream()
                .map(COMMAND::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group(1))
                .toList();
    }

    private <T extends CommandMojo> T goal(String name, T mojo) {
        mojo.execution = new MojoExecution(new Plugin(), name, "test");
        mojo.basedir = directory.toFile();
        mojo.classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        mojo.properties = new Properties();
        mojo.url = database.url();
        mojo.packages = List.of("dev.aludel.maven.shop");
        mojo.format = "sql";
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                said.add(line.toString());
            }
        });
        return mojo;
    }
}
