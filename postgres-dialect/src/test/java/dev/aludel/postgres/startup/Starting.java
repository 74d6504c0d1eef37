package dev.aludel.postgres.startup;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.Settings;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** An application that is about to start on a database. */
final class Starting {

    private final Database database;
    private final Map<String, String> environment = new HashMap<>();

    private Starting(Database database) {
        this.database = database;
    }

    static Starting on(Database database) {
        return new Starting(database);
    }

    /** As in the environment of its process. */
    Starting set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Settings settings() {
        return Settings.load(Starting.class.getClassLoader(), Path.of("nowhere"), environment, new Properties());
    }

    MigratorBuilder builder(List<? extends RevisionScript> scripts) {
        return database.builder(scripts).settings(settings());
    }

    Migrator with(List<? extends RevisionScript> scripts) {
        return builder(scripts).build();
    }
}
