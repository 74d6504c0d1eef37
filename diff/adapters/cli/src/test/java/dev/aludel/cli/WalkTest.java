package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up and down the chain, and looking at it. */
class WalkTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void threeRevisions() throws IOException {
        shell = new Shell(directory)
                .revision("aaaa1111", "", "create account", "CREATE TABLE account (id int)", "DROP TABLE account")
                .revision(
                        "bbbb2222",
                        "aaaa1111",
                        "add email",
                        "ALTER TABLE account ADD email text",
                        "ALTER TABLE account DROP email")
                .revision("cccc3333", "bbbb2222", "create order", "CREATE TABLE orders (id int)", "DROP TABLE orders");
    }

    @AfterEach
    void drop() {
        shell.close();
    }

    @Test
    void upgradesAndSaysWhereItIs() {
        var result = shell.run("upgrade");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.err().lines())
                .startsWith(shell.database().name() + " @ " + shell.host() + " (PostgreSQL "
                        + result.err().replaceAll("(?s).*\\(PostgreSQL ([^,]*),.*", "$1") + ", role postgres)")
                .containsSubsequence(
                        "Running upgrade  -> aaaa1111, create account",
                        "Running upgrade aaaa1111 -> bbbb2222, add email",
                        "Running upgrade bbbb2222 -> cccc3333, create order");
        assertThat(result.out()).matches("3 revisions applied in \\d+ ms, now at cccc3333\n");
        assertThat(shell.run("upgrade", "head").out()).isEqualTo("Nothing to do, at cccc3333\n");
        assertThat(shell.run("current").out()).isEqualTo("cccc3333 (head)\n");
    }

    @Test
    void walksOneStep() {
        assertThat(shell.run("upgrade", "+1").out()).contains("1 revision applied", "now at aaaa1111");
        assertThat(shell.run("current").out()).isEqualTo("aaaa1111\n");
        assertThat(shell.run("current", "--check-heads"))
                .isEqualTo(new Shell.Result(2, "aaaa1111\nDatabase is not on all head revisions\n", ""));
        shell.run("upgrade");
        assertThat(shell.run("downgrade", "-1", "--yes").out()).contains("1 revision undone", "now at bbbb2222");
        assertThat(shell.run("downgrade", "--steps", "2", "-y").out()).contains("2 revisions undone", "now at base");
        assertThat(shell.run("current")).isEqualTo(new Shell.Result(0, "", ""));
    }

    @Test
    void anEmptyRevisionNeedsNoEntityAndNoDatabase() throws IOException {
        shell.environment().remove("DATABASE_URL");
        var empty = shell.run(
                "generate",
                "by hand",
                "--empty",
                "--rev-id",
                "eeee4444",
                "--format",
                "sql",
                "--directory",
                "src/main/java/db/revisions");
        assertThat(empty.out()).as(empty.toString()).startsWith("Generated ").contains("eeee4444_by_hand.sql");
        assertThat(shell.run("heads").out()).isEqualTo("eeee4444 (head)\n");
        assertThat(shell.run("generate", "by hand", "--empty", "--apply").exit())
                .isNotZero();
    }

    @Test
    void manySchemasAreUpgradedAtOnce() {
        shell.database().execute("CREATE SCHEMA tenant_a; CREATE SCHEMA tenant_b; CREATE SCHEMA other");
        var result = shell.run("upgrade", "aaaa1111", "--all-schemas", "tenant\\_%", "--at-a-time", "2");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).matches("2 schemas: 2 upgraded, 0 up to date, 0 failed, 0 skipped, in \\d+ ms\n");
        assertThat(result.err()).contains("2/2 tenant_").doesNotContain("other");
        shell.database().execute("CREATE TABLE tenant_b.orders (id int)");
        var mixed = shell.run("upgrade", "--tenants", "tenant_a,tenant_b", "--json");
        assertThat(mixed.exit()).as(mixed.toString()).isEqualTo(Exit.FAILED);
        assertThat(mixed.out().replaceAll("\\s+", ""))
                .contains(
                        "\"schema\":\"tenant_a\",\"from\":[\"aaaa1111\"],\"to\":[\"cccc3333\"],\"outcome\":\"UPGRADED\"")
                .contains(
                        "\"schema\":\"tenant_b\",\"from\":[\"bbbb2222\"],\"to\":[\"bbbb2222\"],\"outcome\":\"FAILED\"");
        assertThat(shell.run("upgrade", "--all-schemas", "none%").err()).contains("no schema is LIKE 'none%'");
        assertThat(shell.run("upgrade", "--tenants", "tenant_a", "--dry-run").exit())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void aLossInAnyOfManySchemasIsAskedFor() throws IOException {
        shell.revision("dddd4444", "cccc3333", "drop account", "DROP TABLE account", "SELECT 1");
        shell.database().execute("CREATE SCHEMA tenant_a");
        assertThat(shell.run("upgrade", "cccc3333", "--tenants", "tenant_a").exit())
                .isZero();
        var refused = shell.run("upgrade", "--tenants", "tenant_a");
        assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
        assertThat(refused.err()).contains("dddd4444: DROP TABLE account");
        assertThat(shell.run("upgrade", "--tenants", "tenant_a", "--yes").exit())
                .isZero();
    }

    @Test
    void programsRunAfterAFileWasWritten() throws IOException {
        shell.environment().remove("DATABASE_URL");
        shell.environment().put("ALUDEL_POST_WRITE_HOOKS", "cp {file} '" + directory + "/a b.sql' ; rm {file}.none");
        var failed = shell.run("revision", "-m", "x;$(id)", "--rev-id", "eeee4444", "--format", "sql");
        assertThat(failed.exit()).isEqualTo(Exit.FAILED);
        assertThat(failed.err()).contains("eeee4444_x_id.sql was written and stays, but a hook failed after it: [rm, ");
        assertThat(failed.err()).contains("eeee4444_x_id.sql.none", "; correct the hook, or write without hooks");
        assertThat(directory.resolve("a b.sql")).content().contains("-- revision: eeee4444");

        shell.environment().put("ALUDEL_POST_WRITE_HOOKS", "no-such-program-here {file}");
        assertThat(shell.run("revision", "-m", "y", "--format", "sql").err()).contains("no-such-program-here");
        assertThat(shell.run("revision", "-m", "z", "--format", "sql", "--no-hooks")
                        .exit())
                .isZero();
        shell.environment().put("ALUDEL_POST_WRITE_HOOKS", "git add '{file}");
        assertThat(shell.run("revision", "-m", "w", "--format", "sql").err())
                .contains(
                        "environment variable ALUDEL_POST_WRITE_HOOKS is \"git add '{file}\"; it must be programs with ;"
                                + " between them and every quote closed");
    }

    @Test
    void aDatabaseIsImportedWithoutAnyEntity() throws IOException {
        shell.database()
                .execute(
                        "CREATE TABLE grown (id int PRIMARY KEY); "
                                + "CREATE TABLE flyway_schema_history (installed_rank int, version text, description text, success boolean)");
        assertThat(shell.run("import").exit()).as("there are revisions already").isEqualTo(Exit.REFUSED);
        var imported = shell.run("import", "--directory", "new", "--format", "sql");
        assertThat(imported.exit()).as(imported.toString()).isZero();
        assertThat(imported.out()).contains("Generated new", "Found a history of Flyway", "Next: aludel stamp head");
        assertThat(shell.run("stamp", "head", "--directory", "new", "--format", "sql")
                        .exit())
                .isZero();
    }

    @Test
    void revisionsThatFormNoChainAreAFinding() throws IOException {
        shell.revision("dddd4444", "ffff9999", "orphan", "SELECT 1", "SELECT 1");
        var result = shell.run("validate");
        assertThat(result.exit()).as(result.toString()).isEqualTo(Exit.DIFFERENT);
        assertThat(result.out()).startsWith("ERROR").contains("dddd4444 (orphan)", "ffff9999");
        assertThat(shell.run("heads").exit()).isEqualTo(Exit.FAILED);
    }
}
