package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page about whatever there is. */
class ReportTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void revisions() throws IOException {
        shell = new Shell(directory)
                .revision("aaaa1111", "", "create account", "CREATE TABLE account (id int)", "DROP TABLE account")
                .revision(
                        "bbbb2222",
                        "aaaa1111",
                        "add email",
                        "ALTER TABLE account ADD email text",
                        "ALTER TABLE account DROP email");
    }

    @AfterEach
    void drop() {
        shell.close();
    }

    private String page(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @Test
    void showsWhatIsPending() throws IOException {
        shell.run("upgrade", "aaaa1111");
        var result = shell.run("report", "-o", "out/page.html");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).isEqualTo("Wrote out/page.html\n");
        assertThat(page("out/page.html"))
                .contains("\"state\":\"BEHIND\"", "\"name\":\"email\",\"details\":\"text\",\"mark\":\"added\"")
                .contains("\"sql\":\"ALTER TABLE account ADD email text\"", "\"wantedKnown\":true");
    }

    @Test
    void showsHowEntitiesDiffer() throws IOException {
        shell.run("upgrade");
        shell.environment().put("ALUDEL_CLASS_PATH", "target/classes");
        shell.environment().put("ALUDEL_PACKAGES", "shop");
        shell.entity("Account", "@Id Integer id; String email; String phone;");
        var result = shell.run("report");
        assertThat(result.out()).as(result.toString()).isEqualTo("Wrote report.html\n");
        assertThat(page("report.html"))
                .contains("+ column account.phone")
                .containsPattern("\"name\":\"phone\",\"details\":\"[^\"]+\",\"mark\":\"added\"");
    }

    @Test
    void saysWhatItCouldNotFindOut() throws IOException {
        shell.environment().remove("DATABASE_URL");
        var without = shell.run("report", "-o", "chain.html");
        assertThat(without.exit()).as(without.toString()).isZero();
        assertThat(without.out()).contains("  not in it: database: no database was said");
        assertThat(page("chain.html")).contains("\"id\":\"bbbb2222\"", "\"name\":\"account\"", "no database was said");
        shell.environment().put("DATABASE_URL", "postgresql://app:se-cret@localhost:1/nowhere?connectTimeout=2");
        var unreachable = shell.run("report", "-o", "nowhere.html", "--json");
        assertThat(unreachable.exit()).as(unreachable.toString()).isZero();
        assertThat(unreachable.out()).contains("\"file\": \"nowhere.html\"").doesNotContain("se-cret");
        assertThat(page("nowhere.html"))
                .contains("\"id\":\"bbbb2222\"", "\"missing\":[\"status: ")
                .doesNotContain("se-cret");
    }

    @Test
    void tellsOfABrokenChain() throws IOException {
        shell.revision("cccc3333", "gone", "lost its parent", "SELECT 1", "SELECT 1");
        var result = shell.run("report");
        assertThat(result.exit()).as(result.toString()).isEqualTo(Exit.FAILED);
        assertThat(result.err()).contains("gone");
    }
}
