package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Protection;
import dev.aludel.core.dialect.ServerInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may destroy what, where. */
class SafetyTest {

    /**
     * @param answer  what is typed at a terminal; empty for nobody at one
     * @param command with DATABASE in place of the name
     */
    record Row(String environment, String answer, String command, int exit, String says) {
        @Override
        public String toString() {
            return (environment.isEmpty() ? "nowhere" : environment) + (answer.isEmpty() ? "" : ", answering " + answer)
                    + ": " + command;
        }
    }

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void twoRevisions() throws IOException {
        shell = new Shell(directory)
                .revision(
                        "aaaa1111",
                        "",
                        "create account",
                        "CREATE TABLE account (id int, fax text)",
                        "DROP TABLE account")
                .revision(
                        "bbbb2222",
                        "aaaa1111",
                        "drop fax",
                        "ALTER TABLE account DROP fax",
                        "ALTER TABLE account ADD fax text");
        assertThat(shell.run("upgrade", "aaaa1111").exit()).isZero();
    }

    @AfterEach
    void drop() {
        shell.close();
    }

    static Stream<Row> rows() {
        return Stream.of(
                        destructive("downgrade base", "this downgrade is destructive"),
                        destructive("upgrade", "ALTER TABLE account DROP fax"),
                        destructive("stamp base --purge --no-verify", "forgets aaaa1111"))
                .flatMap(rows -> rows);
    }

    private static Stream<Row> destructive(String command, String says) {
        return Stream.of(
                new Row("", "", command, 3, says),
                new Row("", "", command, 3, "If you mean it, add --yes"),
                new Row("", "n", command, 3, "Go on? [y/N]"),
                new Row("", "y", command, 0, "Go on? [y/N]"),
                new Row("", "", command + " --yes", 0, ""),
                new Row("development", "", command + " -y", 0, "environment development"),
                new Row("production", "", command + " --yes", 3, "add --yes-i-mean DATABASE"),
                new Row("Staging", "y", command, 3, "is protected"),
                new Row(
                        "production",
                        "",
                        command + " --yes-i-mean shop",
                        3,
                        "--yes-i-mean names \"shop\", but this is DATABASE"),
                new Row("production", "", "--yes-i-mean DATABASE " + command, 0, "environment production"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void destroysOnlyWhatIsMeant(Row row) {
        if (!row.environment().isEmpty()) {
            shell.environment().put("ALUDEL_ENVIRONMENT", row.environment());
        }
        String name = shell.database().name();
        String[] command = row.command().replace("DATABASE", name).split(" ");
        var result = row.answer().isEmpty() ? shell.run(command) : shell.answering(row.answer() + "\n", command);
        assertThat(result.exit()).as(result.toString()).isEqualTo(row.exit());
        assertThat(result.err()).startsWith(name + " @ ").contains(row.says().replace("DATABASE", name));
        if (row.exit() != 0) {
            assertThat(shell.run("current").out()).isEqualTo("aaaa1111\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:5432,true",
        "127.0.0.1:5432,true",
        "127.9.8.7,true",
        "[::1]:5432,true",
        "LOCALHOST,true",
        "db.acme.com:5432,false",
        "localhost.acme.com:5432,false",
        "'localhost:5432,db.acme.com:5432',false",
        "10.0.0.1,false",
        "'',false"
    })
    void knowsWhatIsOnThisMachine(String host, boolean loopback) {
        var server = new ServerInfo("PostgreSQL", "18.1", 18, "shop", host, "app", "public", false, "", false, 0);
        assertThat(Protection.isLoopback(server)).isEqualTo(loopback);
    }
}
