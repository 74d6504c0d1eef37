package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups, restores and resets as somebody types them. */
class DbTest {

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
                        "CREATE TABLE account (id int PRIMARY KEY, fax text)",
                        "DROP TABLE account")
                .revision(
                        "bbbb2222",
                        "aaaa1111",
                        "drop fax",
                        "ALTER TABLE account DROP fax",
                        "ALTER TABLE account ADD fax text NOT NULL");
        done("upgrade", "aaaa1111");
        shell.database().execute("INSERT INTO account SELECT g, 'fax ' || g FROM generate_series(1, 3) g");
        shell.environment().put("BACKUP_BEFORE_MIGRATE", "true");
    }

    @AfterEach
    void drop() {
        shell.close();
    }

    private Shell.Result done(String... command) {
        return ends(Exit.DONE, command);
    }

    private Shell.Result ends(int exit, String... command) {
        var result = shell.run(command);
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return result;
    }

    private String name(String listed) {
        return listed.replaceAll("(?s).*(backup_\\w+bbbb2222).*", "$1");
    }

    @Test
    void keepsAndBringsBack() {
        assertThat(done("upgrade", "--yes").out())
                .contains("Backed up to backups/backup_")
                .contains("1 revision applied");
        String listed = done("db", "list-backups").out();
        assertThat(listed)
                .contains("3 rows before the upgrade of bbbb2222")
                .contains(shell.database().name());
        assertThat(done("db", "list-backups", "--json").out())
                .contains("\"kind\": \"STEP\"")
                .contains("\"rows\": 3");
        ends(Exit.REFUSED, "downgrade", "-1", "--restore-data");
        done("downgrade", "-1", "--restore-data", "--no-backup", "--yes");
        assertThat(shell.run("current").out()).isEqualTo("aaaa1111\n");
        ends(Exit.REFUSED, "db", "restore", name(listed));
        assertThat(done("db", "restore", name(listed), "--yes").out()).isEqualTo("Restored 3 rows, now at aaaa1111\n");
    }

    @Test
    void takesTheStepBackByItsBackup() {
        done("upgrade", "--yes");
        String backup = name(done("db", "list-backups").out());
        assertThat(done("db", "restore", "backups/" + backup, "--yes").out())
                .isEqualTo("Restored 3 rows, now at aaaa1111\n");
        assertThat(ends(Exit.REFUSED, "db", "restore", "backups/none", "--yes").err())
                .contains("there is no");
    }

    @Test
    void keepsNothingWhenToldSo() {
        assertThat(done("upgrade", "--yes", "--no-backup").out()).doesNotContain("Backed up");
        assertThat(done("db", "list-backups").out()).isEqualTo("No backups in backups\n");
        assertThat(ends(Exit.REFUSED, "downgrade", "-1", "--restore-data", "--no-backup", "--yes")
                        .err())
                .contains("there is no backup of what these revisions destroyed");
    }

    @Test
    void backsUpOnDemand() {
        assertThat(done("db", "backup", "--tables", "account").out())
                .startsWith("Backed up 3 rows of 1 table at aaaa1111 to backups/backup_");
        assertThat(ends(Exit.USAGE, "db", "backup", "--tables", "nothing").err())
                .contains("there is no table public.nothing");
        assertThat(done("db", "backup", "--json").out()).contains("\"path\": \"backups/backup_");
    }

    @Test
    void resetsOnlyWhatIsMeant() {
        assertThat(ends(Exit.REFUSED, "db", "reset").err())
                .contains("this reset is destructive")
                .contains("- table account");
        shell.environment().put("ALUDEL_ENVIRONMENT", "production");
        assertThat(ends(Exit.REFUSED, "db", "reset", "--yes").err()).contains("is protected");
        assertThat(done("db", "reset", "--yes-i-mean", shell.database().name()).out())
                .contains("1 dropped; 2 revisions applied")
                .contains("now at bbbb2222");
    }

    @Test
    void makesADatabase() {
        String url = shell.environment().get("DATABASE_URL");
        String fresh = shell.database().name() + "_fresh";
        shell.environment()
                .put("DATABASE_URL", url.replace("/" + shell.database().name(), "/" + fresh));
        try {
            assertThat(done("db", "create").out()).startsWith("Created " + fresh + " @ ");
            assertThat(done("db", "create").out()).endsWith("is there already\n");
        } finally {
            shell.database().execute("DROP DATABASE IF EXISTS " + fresh);
        }
    }

    @Test
    void aGroupAloneIsWrongUsage() {
        assertThat(ends(Exit.USAGE, "db").err())
                .contains("Missing required subcommand")
                .contains("see: aludel db --help");
    }
}
