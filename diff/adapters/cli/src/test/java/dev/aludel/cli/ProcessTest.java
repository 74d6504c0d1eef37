package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as an operating system runs it. */
class ProcessTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void oneRevision() throws IOException {
        shell = new Shell(directory)
                .revision("aaaa1111", "", "create account", "CREATE TABLE account (id int)", "DROP TABLE account");
    }

    @AfterEach
    void drop() {
        shell.close();
    }

    @Test
    void answersStandAloneOnStandardOutput() throws Exception {
        var upgrade = java("upgrade", "--json");
        assertThat(upgrade.exit()).as(upgrade.toString()).isZero();
        assertThat(upgrade.out()).startsWith("{\n  \"database\": {").contains("\"heads\": [\n    \"aaaa1111\"\n  ]");
        assertThat(java("current")).isEqualTo(new Shell.Result(0, "aaaa1111 (head)\n", ""));
        assertThat(java("downgrade", "base").exit()).isEqualTo(Exit.REFUSED);
        assertThat(java("nonsense").exit()).isEqualTo(Exit.USAGE);
        shell.revision("bbbb2222", "aaaa1111", "more", "CREATE TABLE more (id int)", "DROP TABLE more");
        assertThat(java("current", "--check-heads").exit()).isEqualTo(Exit.DIFFERENT);
        assertThat(java("upgrade", "nowhere").exit()).isEqualTo(Exit.FAILED);
    }

    @Test
    void theLauncherRunsOnWhatMavenListed() throws Exception {
        assumeTrue(File.separatorChar == '/');
        assertThat(shell.run("init").exit()).isZero();
        Path script = directory.resolve("aludel");
        assertThat(script).isExecutable();
        assertThat(directory.resolve("aludel.properties"))
                .content()
                .contains("aludel.directory=src/main/java/db/revisions")
                .doesNotContain("DATABASE_URL=", "password");
        shell.file("pom.xml", "<project/>");
        shell.file("target/aludel.classpath", System.getProperty("java.class.path"));
        assertThat(process(List.of(script.toString(), "upgrade", "head")).exit())
                .isZero();
        assertThat(process(List.of(script.toString(), "current")).out()).isEqualTo("aaaa1111 (head)\n");
    }

    @Test
    void initLeavesWhatIsThere() throws Exception {
        shell.file("aludel.properties", "aludel.schemas=public\n").file("aludel", "mine");
        assertThat(shell.run("init", "--templates").out())
                .contains(
                        "Left aludel.properties as it is",
                        "Left aludel as it is",
                        "Created src/main/java/db/revisions/revision.java.template");
        assertThat(directory.resolve("aludel")).hasContent("mine");
        assertThat(Files.isExecutable(directory.resolve("aludel"))).isFalse();
    }

    private Shell.Result java(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                Aludel.class.getName()));
        command.addAll(List.of(arguments));
        return process(command);
    }

    private Shell.Result process(List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(shell.environment());
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
        File err = Files.createTempFile(directory, "err", ".txt").toFile();
        Process process = builder.redirectError(err).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Shell.Result(process.exitValue(), out, Files.readString(err.toPath()));
    }
}
