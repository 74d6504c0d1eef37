package dev.aludel.docs.snippets;

import dev.aludel.core.Migrator;
import dev.aludel.core.Settings;
import dev.aludel.core.run.UpgradeResult;
import javax.sql.DataSource;

/** What {@code how-to/start-up.md} shows. */
final class StartUp {

    private StartUp() {}

    static UpgradeResult start(DataSource dataSource) {
        return Migrator.builder()
                .dataSource(dataSource)
                .settings(Settings.load())
                .seed(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("INSERT INTO country VALUES ('NO', 'Norway') ON CONFLICT DO NOTHING");
                    }
                })
                .build()
                .onStartup();
    }
}
