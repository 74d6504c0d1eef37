package dev.aludel.postgres.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.backup.FullDump;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** W13: what of the dashboard stands beside the revisions. */
class DashboardTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    MIGRATION_WATCHER=false                              | off | off
                    MIGRATION_WATCHER=true                               | on (generate on, apply on, every 5 s) | only by the watcher → backups/
                    MIGRATION_WATCHER=true AUTO_APPLY=off                | on (generate on, apply off, every 5 s) | only by the watcher → backups/
                    MIGRATION_WATCHER=true AUTO_GENERATE=0 AUTO_APPLY=no | on (generate off, apply off, every 5 s) | only by the watcher → backups/
                    MIGRATION_WATCHER=true WATCH_INTERVAL=500ms          | on (generate on, apply on, every 500 ms) | only by the watcher → backups/
                    MIGRATION_WATCHER=true BACKUP_BEFORE_MIGRATE=no      | on (generate on, apply on, every 5 s) | off
                    BACKUP_BEFORE_MIGRATE=yes BACKUP_DIR=/var/kept       | off | on → /var/kept/
                    """)
    void theWatcherAndWhatItBacksUp(String environment, String watcher, String backups) {
        var starting = Starting.on(database);
        for (String variable : environment.split(" ")) {
            starting.set(variable.split("=")[0], variable.split("=")[1]);
        }
        assertThat(starting.with(Script.chain(1)).status().describe())
                .contains("\nPending           1\nWatcher           " + watcher + "\nBackups           " + backups
                        + "\n");
    }

    @Test
    void ofAWatcherNobodySpokeNothingIsSaid() {
        assertThat(database.migrator(Script.chain(1)).status().describe())
                .contains("\nPending           1\nBackups           off\n")
                .doesNotContain("Watcher", "Last backup");
    }

    @Test
    void theBackups(@TempDir Path folder) throws Exception {
        Path backups = folder.resolve("kept");
        var starting =
                Starting.on(database).set("BACKUP_BEFORE_MIGRATE", "true").set("BACKUP_DIR", backups.toString());
        var migrator = starting.builder(Script.chain(1))
                .backups(BackupSettings.in(backups).fullDump(FullDump.NONE))
                .build();
        migrator.onStartup();
        assertThat(migrator.status().describe())
                .containsPattern("\nBackups           on → " + backups + "/\nLast migration    [^\n]+\n"
                        + "Last backup       none\n");
        // another database's is none of ours
        try (Database other = new Database()) {
            Starting.on(other)
                    .builder(Script.chain(1))
                    .backups(BackupSettings.in(backups).fullDump(FullDump.NONE))
                    .build()
                    .backups()
                    .create(List.of());
        }
        assertThat(migrator.status().describe()).contains("\nLast backup       none\n");
        var made = migrator.backups().create(List.of("t_r00001"));
        assertThat(migrator.status().describe())
                .containsPattern(
                        "\nLast backup       \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC  \\([0-9.]+ (bytes|KB)\\)\n");
        var upkeep = migrator.status().upkeep().orElseThrow();
        assertThat(upkeep.last().orElseThrow().at()).isEqualTo(made.manifest().made());
        assertThat(upkeep.last().orElseThrow().size()).isEqualTo(made.size());

        // those that are there count where no more are made, too
        assertThat(Starting.on(database)
                        .set("BACKUP_DIR", backups.toString())
                        .with(Script.chain(1))
                        .status()
                        .describe())
                .contains("\nBackups           off\n", "\nLast backup       2");
        Path file = Files.writeString(folder.resolve("file"), "none");
        assertThat(Starting.on(database)
                        .set("BACKUP_BEFORE_MIGRATE", "true")
                        .set("BACKUP_DIR", file.toString())
                        .with(Script.chain(1))
                        .status()
                        .describe())
                .contains("\nBackups           on → " + file + "/\n", "\nLast backup       none\n");
    }

    @Test
    void aDatabaseThatIsNotThereHasSettingsAllTheSame() {
        var source = (org.postgresql.ds.PGSimpleDataSource) database.dataSource();
        source.setDatabaseName("nowhere");
        var status = dev.aludel.core.Migrator.builder()
                .dataSource(source)
                .revisions(() -> Script.chain(1))
                .settings(Starting.on(database).set("MIGRATION_WATCHER", "true").settings())
                .build()
                .status();
        assertThat(status.describe()).startsWith("Status            ● NO DATABASE\n");
        assertThat(status.upkeep().orElseThrow().watcher().orElseThrow().on()).isTrue();
    }
}
