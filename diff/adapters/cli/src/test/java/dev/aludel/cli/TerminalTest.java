package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see at a terminal, however narrow it is, and what a file gets in its place. */
class TerminalTest {

    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void twoRevisions() throws IOException {
        shell = new Shell(directory)
                .revision(
                        "1a2b3c4d5e6f",
                        "",
                        "create the accounts that people have with us",
                        "CREATE TABLE account (id int, email text)",
                        "DROP TABLE account")
                .revision(
                        "2e2c946f2c92",
                        "1a2b3c4d5e6f",
                        "no e-mail addresses of anybody any more, whatever they were used for",
                        "ALTER TABLE account ALTER COLUMN email SET NOT NULL; ALTER TABLE account DROP COLUMN email",
                        "ALTER TABLE account ADD email text");
        shell.run("upgrade", "1a2b3c4d5e6f");
    }

    @AfterEach
    void drop() {
        shell.close();
    }

    private String at(int columns, String... command) {
        shell.environment().put("COLUMNS", Integer.toString(columns));
        var result = shell.answering("", command);
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.out();
    }

    private static String plain(String text) {
        return text.replaceAll("\u001b\\[[0-9]*m", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80})
    void noLineIsLongerThanTheTerminal(int columns) {
        for (String command : List.of("status", "history", "plan", "current")) {
            assertThat(plain(at(columns, command)).lines()).as(command).allMatch(line -> line.length() <= columns);
        }
        assertThat(plain(at(columns, "history", "--journal", "-v")).lines()).allMatch(line -> line.length() <= columns);
    }

    @Test
    void valuesStayBelowEachOther() {
        var lines = plain(at(60, "status")).lines().toList();
        int head = lines.stream()
                .filter(line -> line.startsWith("Head revision"))
                .map(lines::indexOf)
                .findFirst()
                .orElseThrow();
        assertThat(lines.get(head)).isEqualTo("Head revision     2e2c946f2c92  no e-mail addresses of");
        assertThat(lines.get(head + 1)).isEqualTo("                  anybody any more, whatever they were used");
        assertThat(plain(at(40, "status")).lines())
                .anyMatch(line -> line.matches(" {18}\\S.*"))
                .noneMatch(line -> line.matches(" {1,17}\\S.*"));
    }

    @Test
    void arrowsStayBelowEachOther() {
        assertThat(plain(at(200, "history")).lines())
                .extracting(line -> line.indexOf("->"))
                .containsOnly(13);
        assertThat(shell.run("history").out()).contains("\n<base> -> 1a2b3c4d5e6f, create");
    }

    @Test
    void whatMattersHasAColour() {
        assertThat(at(80, "status")).contains(ESCAPE + "33m● BEHIND" + ESCAPE + "0m", ESCAPE + "32m✓" + ESCAPE + "0m");
        assertThat(at(80, "history")).contains(ESCAPE + "36m(head)" + ESCAPE + "0m");
        assertThat(at(120, "plan"))
                .contains(
                        ESCAPE + "1mupgrade 2e2c946f2c92",
                        ": " + ESCAPE + "31maccess exclusive" + ESCAPE + "0m",
                        ESCAPE + "31m      ERROR LOSES_DATA:" + ESCAPE + "0m",
                        ESCAPE + "33m      WARN MAY_FAIL_ON_DATA:" + ESCAPE + "0m");
        for (String command : List.of("status", "history", "plan")) {
            assertThat(shell.run(command).out()).as(command).doesNotContain(ESCAPE);
            assertThat(at(80, command, "--no-color")).as(command).doesNotContain(ESCAPE);
            assertThat(at(80, command, "--json")).as(command).doesNotContain(ESCAPE);
        }
    }

    @Test
    void elsewhereALineIsALine() {
        shell.environment().put("COLUMNS", "40");
        assertThat(shell.run("status").out()).contains("whatever they were used for\n");
    }

    @Test
    void aFileGivesNoCommandsToTheTerminal() throws IOException {
        shell.revision("3f4a5b6c7d8e", "2e2c946f2c92", "hm", "SELECT '\u001b]0;owned\u0007\u001b[2J'", "SELECT 1");
        assertThat(plain(at(80, "plan"))).contains("\ufffd]0;owned\ufffd").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void foldsBetweenWords() {
        assertThat(Fold.of("short", 20)).containsExactly("short");
        assertThat(Fold.of("a line of words that go on", 12))
                .containsExactly("a line of", "    words", "    that go", "    on");
        assertThat(Fold.of("Name   what it is, in words", 16))
                .containsExactly("Name   what it", "       is, in", "       words");
        assertThat(Fold.of("0123456789abcdefghij", 8)).containsExactly("01234567", "    89ab", "    cdef", "    ghij");
        assertThat(Fold.of("anything at all", 0)).containsExactly("anything at all");
        assertThat(Fold.of("                    deep words go on", 16)).allMatch(line -> line.length() <= 16);
        assertThat(Terminal.columns(Map.of("COLUMNS", "72"))).isEqualTo(72);
        assertThat(Terminal.columns(Map.of("COLUMNS", "7"))).isZero();
        assertThat(Terminal.columns(Map.of("COLUMNS", "wide"))).isZero();
    }
}
