package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} says of the settings, the backups and the entities. */
class DashboardTest {

    @Test
    void watcherBackupsAndEntitiesAreSpokenOf(@TempDir Path directory) throws IOException {
        try (Shell shell = new Shell(directory)) {
            var environment = shell.environment();
            environment.put("ALUDEL_FORMAT", "sql");
            environment.put("ALUDEL_DIRECTORY", "src/main/java/db/revisions");
            shell.revision("aaaa1111", "", "", "CREATE TABLE invoice (id bigint PRIMARY KEY)", "DROP TABLE invoice");
            assertThat(status(shell)).contains("\nWatcher           off\nBackups           off\n");
            shell.run("upgrade");
            environment.put("MIGRATION_WATCHER", "true");
            assertThat(status(shell)).contains("\nBackups           only by the watcher → backups/\n");
            environment.put("BACKUP_BEFORE_MIGRATE", "true");
            assertThat(status(shell))
                    .contains(
                            "\nWatcher           on (generate on, apply on, every 5 s)\nBackups           on → backups/\n")
                    .contains("\nLast backup       none\n", "model – not checked");
            shell.run("db", "backup", "--tables", "invoice");
            assertThat(status(shell))
                    .containsPattern("\nLast backup       20[0-9: -]+ UTC  \\([0-9.]+ (bytes|KB)\\)\n");
            assertThat(shell.run("status", "--json").out())
                    .contains("\"everyMillis\": 5000", "\"directory\": \"backups\"", "\"check\": \"tables\"");

            shell.entity("Invoice", "@Id Long id;");
            environment.put("ALUDEL_CLASS_PATH", "target/classes");
            environment.put("ALUDEL_PACKAGES", "shop");
            assertThat(status(shell)).contains("● UP TO DATE", "model ✓ in sync");
            shell.entity("Invoice", "@Id Long id; Long amount;");
            assertThat(status(shell)).contains("● DRIFTED", "model ✗ 1 difference");
            environment.put("ALUDEL_PACKAGES", "nowhere");
            var result = shell.run("status");
            assertThat(result.exit()).isEqualTo(Exit.DONE);
            assertThat(result.out()).contains("● UP TO DATE", "model – not checked");
            assertThat(result.err()).contains("Note: the model was not checked: ", "nowhere");
        }
    }

    private static String status(Shell shell) {
        var result = shell.run("status");
        assertThat(result.exit()).as(result.toString()).isEqualTo(Exit.DONE);
        return result.out();
    }
}
