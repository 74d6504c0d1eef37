package dev.aludel.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.revision.RevisionFormat;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    private static final String CANARY = "Ka9arie9vogel";

    @TempDir
    Path packaged;

    @TempDir
    Path directory;

    private final Properties system = new Properties();

    private Settings settings(Map<String, String> environment) throws IOException {
        try (var loader = new URLClassLoader(new URL[] {packaged.toUri().toURL()}, null)) {
            return Settings.load(loader, directory, environment, system);
        }
    }

    @Test
    void theLaterPlaceWins() throws IOException {
        assertThat(settings(Map.of()).watchInterval()).isEqualTo(Duration.ofSeconds(5));
        Files.writeString(packaged.resolve("aludel.properties"), "aludel.watch-interval=1");
        assertThat(settings(Map.of()).watchInterval()).isEqualTo(Duration.ofSeconds(1));
        Files.writeString(directory.resolve("aludel.properties"), "aludel.watch-interval=2 min");
        assertThat(settings(Map.of()).watchInterval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings(Map.of("WATCH_INTERVAL", "3")).watchInterval()).isEqualTo(Duration.ofSeconds(3));
        var both = Map.of("WATCH_INTERVAL", "3", "ALUDEL_WATCH_INTERVAL", "4");
        assertThat(settings(both).watchInterval()).isEqualTo(Duration.ofSeconds(4));
        system.setProperty("aludel.watch-interval", "5000 ms");
        assertThat(settings(both).watchInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings(both).with("aludel.watch-interval", "6", "a test").watchInterval())
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(settings(both).with("aludel.watch-interval", " ", "a test").watchInterval())
                .as("blank is as good as not there")
                .isEqualTo(Duration.ofSeconds(5));
    }

    /** A variable, its value, and what comes of it. */
    record Row(String variable, String value, Function<Settings, Object> read, Object expected) {
        @Override
        public String toString() {
            return variable + "=" + value;
        }
    }

    static Stream<Row> values() {
        return Stream.of(
                new Row("AUTO_MIGRATE", "off", Settings::autoMigrate, false),
                new Row("AUTO_MIGRATE", "", Settings::autoMigrate, true),
                new Row(
                        "BACKUP_BEFORE_MIGRATE",
                        "YES",
                        s -> s.backupBeforeMigrate().orElseThrow(),
                        true),
                new Row("BACKUP_DIR", "/var/backups", Settings::backupDirectory, Path.of("/var/backups")),
                new Row("BACKUP_KEEP", "3", Settings::backupKeep, 3),
                new Row("ROLLBACK_ON_FAIL", "true", Settings::rollbackOnFail, true),
                new Row(
                        "ALUDEL_LOCATIONS",
                        "classpath:a, file:b,",
                        s -> s.locations().toString(),
                        "[classpath:a, file:b]"),
                new Row("LOCATIONS", "classpath:a", s -> s.locations().toString(), "[]"),
                new Row("ALUDEL_SCHEMAS", "public,billing", s -> s.schemas().toString(), "[public, billing]"),
                new Row("ALUDEL_VERSION_SCHEMA", "ops", s -> s.versionSchema().orElseThrow(), "ops"),
                new Row("ALUDEL_PACKAGES", "shop", s -> s.packages().toString(), "[shop]"),
                new Row(
                        "ALUDEL_PERSISTENCE_UNIT",
                        "shop",
                        s -> s.persistenceUnit().orElseThrow(),
                        "shop"),
                new Row("ALUDEL_DIRECTORY", "db", s -> s.directory().orElseThrow(), Path.of("db")),
                new Row("ALUDEL_FORMAT", "Sql", Settings::format, RevisionFormat.SQL),
                new Row("ALUDEL_FILE_TEMPLATE", "%(rev)s", s -> s.fileTemplate().orElseThrow(), "%(rev)s"),
                new Row("ALUDEL_LOCK_WAIT", "10 min", Settings::lockWait, Duration.ofMinutes(10)),
                new Row("ALUDEL_LOCK_TIMEOUT", "1s", Settings::lockTimeout, Duration.ofSeconds(1)),
                new Row(
                        "ALUDEL_STATEMENT_TIMEOUT",
                        "2h",
                        s -> s.statementTimeout().orElseThrow(),
                        Duration.ofHours(2)),
                new Row("ALUDEL_UNKNOWN_REVISION", "tolerate", Settings::toleratesUnknownRevision, true),
                new Row("MIGRATION_WATCHER", "1", Settings::watcher, true),
                new Row("AUTO_GENERATE", "no", Settings::autoGenerate, false),
                new Row("AUTO_APPLY", "0", Settings::autoApply, false),
                new Row("ALUDEL_ENVIRONMENT", "staging", s -> s.environment().orElseThrow(), "staging"),
                new Row(
                        "ALUDEL_PROTECTED",
                        "live",
                        s -> s.protectedEnvironments().toString(),
                        "[live]"),
                new Row("SEED_DATA", "on", Settings::seedData, true),
                new Row("PGDATABASE", "shop", s -> s.databaseUrl().orElseThrow(), "postgresql://?dbname=shop"),
                new Row("PGPASSWORD", "x", s -> s.databaseUrl().isPresent(), false));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everySettingIsRead(Row row) throws IOException {
        assertThat(row.read().apply(settings(Map.of(row.variable(), row.value()))))
                .isEqualTo(row.expected());
    }

    @Test
    void libpqsVariablesMakeAUrlWhereThereIsNone() throws IOException {
        var libpq = Map.of("PGHOST", "db.acme.com", "PGPORT", "6432", "PGUSER", "a b", "PGPASSWORD", "p&w=%+@/?");
        assertThat(settings(libpq).databaseUrl())
                .contains("postgresql://?host=db.acme.com&port=6432&user=a%20b&password=p%26w%3D%25%2B%40%2F%3F");
        system.setProperty("aludel.database-url", "postgresql://localhost/shop");
        assertThat(settings(libpq).databaseUrl()).contains("postgresql://localhost/shop");
    }

    @Test
    void wrongValuesAreRefusedWithWhereTheyCameFrom() throws IOException {
        Files.writeString(directory.resolve("aludel.properties"), "aludel.format=xml");
        assertThatThrownBy(() -> settings(Map.of()).format())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("aludel.properties in the working directory is \"xml\"; it must be java or sql");
        assertThatThrownBy(() -> settings(Map.of("BACKUP_KEEP", "-1")).backupKeep())
                .hasMessage("environment variable BACKUP_KEEP is \"-1\"; it must be a number from 1 to 99999");
        assertThatThrownBy(() -> settings(Map.of("ALUDEL_LOCK_WAIT", "5")).lockWait())
                .hasMessageContaining("a time with a unit");
        system.setProperty("aludel.auto-migrate", "maybe");
        assertThatThrownBy(() -> settings(Map.of()).autoMigrate())
                .hasMessage("system property aludel.auto-migrate is \"maybe\"; it must be true or false");
    }

    @Test
    void namesThatAreNoneAreRefused() throws IOException {
        Files.writeString(directory.resolve("aludel.properties"), "aludel.watch-intervall=" + CANARY);
        assertThatThrownBy(() -> settings(Map.of()))
                .hasMessageContaining("there is no setting \"aludel.watch-intervall\"")
                .hasMessageEndingWith("aludel.watch-interval")
                .hasMessageNotContaining(CANARY);
        Files.writeString(directory.resolve("aludel.properties"), "aludel.database-url=\\u12" + CANARY);
        assertThatThrownBy(() -> settings(Map.of())).hasMessageNotContaining(CANARY);
    }

    @Test
    void passwordsAreInNoMessage() throws IOException {
        String url = "postgresql://app:" + CANARY + "@localhost/shop";
        var settings = settings(Map.of(
                "DATABASE_URL",
                url,
                "PGPASSWORD",
                CANARY,
                "BACKUP_KEEP",
                url,
                "ALUDEL_LOCK_WAIT",
                "password=" + CANARY));
        assertThat(settings.toString()).contains("aludel.database-url").doesNotContain(CANARY);
        assertThatThrownBy(settings::backupKeep).hasMessageNotContaining(CANARY);
        assertThatThrownBy(settings::lockWait).hasMessageNotContaining(CANARY);
    }

    /** What the page of settings promises. */
    @ParameterizedTest
    @EnumSource
    void sayingWhatCountsAnywayChangesNothing(SettingName name) throws Exception {
        Settings nothing = settings(Map.of());
        if (!name.otherwise().isEmpty()) {
            Settings said = nothing.with(name.property(), name.otherwise(), "a test");
            assertThat(values(said)).isEqualTo(values(nothing));
        }
        assertThat(name.variables()).last().isEqualTo("ALUDEL_" + name);
    }

    private static Map<String, Object> values(Settings settings) throws ReflectiveOperationException {
        var values = new TreeMap<String, Object>();
        for (var method : Settings.class.getMethods()) {
            if (method.getDeclaringClass() == Settings.class
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.getName().equals("toString")) {
                values.put(method.getName(), method.invoke(settings));
            }
        }
        return values;
    }
}
