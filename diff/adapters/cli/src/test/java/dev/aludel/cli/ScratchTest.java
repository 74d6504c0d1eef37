package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions are rehearsed, in the database that is migrated, in an empty one, or in none. */
class ScratchTest {

    private static final String ENTITY = "@Id public Long id; public Long amount;";

    @TempDir
    Path directory;

    private final TestDatabase empty = TestServer.shared().database();
    private Shell shell;

    @BeforeEach
    void aRevisionThatNamesASchema() throws IOException {
        shell = new Shell(directory)
                .entity("Invoice", ENTITY)
                .revision(
                        "aaaa1111",
                        "",
                        "create invoice",
                        "CREATE TABLE public.invoice (id bigint PRIMARY KEY, amount bigint)",
                        "DROP TABLE public.invoice");
        shell.environment().put("ALUDEL_PACKAGES", "shop");
        shell.environment()
                .put("ALUDEL_CLASS_PATH", directory.resolve("target/classes").toString());
        shell.environment().put("ALUDEL_FORMAT", "sql");
        shell.environment().put("ALUDEL_DIRECTORY", "src/main/java/db/revisions");
    }

    @AfterEach
    void drop() {
        shell.close();
        empty.close();
    }

    @Test
    void whatNamesSchemasIsTriedInAnEmptyDatabase() {
        assertThat(shell.run("upgrade").exit()).isZero();
        assertThat(shell.run("validate").out()).contains("aaaa1111", "already exists");
        var validated = shell.run("validate", "--scratch-url", empty.url());
        assertThat(validated.exit()).as(validated.toString()).isZero();
        assertThat(validated.out()).isEqualTo("valid\n");

        assertThat(shell.run("check", "--scratch").err()).contains("already exists");
        for (String[] command : List.of(
                new String[] {"check", "--scratch", "--scratch-url", empty.url()},
                new String[] {"check", "--scratch-url", empty.url()})) {
            var checked = shell.run(command);
            assertThat(checked.exit()).as(checked.toString()).isZero();
        }
        var nothing = shell.run("revision", "--autogenerate", "--scratch-url", empty.url());
        assertThat(nothing.out())
                .as(nothing.toString())
                .isEqualTo("No changes in schema detected; no file was written.\n");
    }

    @Test
    void noOtherDatabaseIsNeeded() throws IOException {
        shell.environment().remove("DATABASE_URL");
        shell.environment().put("ALUDEL_SCRATCH_URL", empty.url());
        assertThat(shell.run("check", "--scratch").exit()).isZero();
        assertThat(shell.run("validate").out()).isEqualTo("valid\n");
        shell.entity("Invoice", ENTITY + " public String note;");
        var generated = shell.run("generate", "Add note", "--scratch");
        assertThat(generated.out()).as(generated.toString()).contains("+ column invoice.note varchar(255)");
        assertThat(shell.run("validate").out()).isEqualTo("valid\n");
        shell.revision("bbbb2222", "aaaa1111", "one way", "DROP TABLE public.invoice", "SELECT 1");
        assertThat(shell.run("validate", "--revision", "bbbb2222").out()).contains("does not lead back");
    }

    @Test
    void aDatabaseThatIsNotEmptyIsRefused() {
        shell.run("upgrade");
        String url = shell.environment().get("DATABASE_URL");
        assertThat(shell.run("check", "--scratch-url", url).err())
                .contains("the scratch database \"" + shell.database().name() + "\" is not empty: it has the table");
    }

    @Test
    void questionsAreAnsweredWithOptionsWhereverTheChainIsReplayed() throws IOException {
        shell.entity("Invoice", "@Id public Long id; public Long total;");
        for (List<String> way : List.of(List.of("--offline=18"), List.of("--scratch-url", empty.url()))) {
            var args = new ArrayList<>(List.of("generate", "Total"));
            args.addAll(way);
            var asked = shell.run(args.toArray(String[]::new));
            assertThat(asked.exit()).as(asked.toString()).isEqualTo(Exit.REFUSED);
            assertThat(asked.err())
                    .contains("if it was renamed, --rename invoice.amount=total; if it is dropped, --different")
                    .doesNotContain("renames(");
        }
        var answered = shell.run("generate", "Total", "--offline=18", "--rename", "invoice.amount=total");
        assertThat(answered.out()).as(answered.toString()).contains("> column invoice.amount");
    }
}
