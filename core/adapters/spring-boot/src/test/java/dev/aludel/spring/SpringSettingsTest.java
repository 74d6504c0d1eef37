package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.SettingName;
import dev.aludel.core.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;

/** Aludel's settings in Spring's words. */
class SpringSettingsTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    private Settings settings() {
        return SpringSettings.of(environment);
    }

    private void yaml(String text) {
        try {
            new YamlPropertySourceLoader()
                    .load("application.yml", new ByteArrayResource(text.getBytes(), "application.yml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void variable(String name, String value) {
        environment
                .getPropertySources()
                .addAfter(
                        "systemEnvironment",
                        new SystemEnvironmentPropertySource(name + "-systemEnvironment", Map.of(name, value)));
    }

    private void commandLine(String name, String value) {
        environment.getPropertySources().addFirst(new MapPropertySource("commandLineArgs", Map.of(name, value)));
    }

    @Test
    void readsAFile() {
        yaml("aludel:\n  lock-wait: 30s\n  schemas: shop, billing\n  backup-keep: 3\n  auto-migrate: false\n");
        assertThat(settings().lockWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings().schemas()).containsExactly("shop", "billing");
        assertThat(settings().backupKeep()).isEqualTo(3);
        assertThat(settings().autoMigrate()).isFalse();
    }

    @Test
    void readsListsAndPlaceholders() {
        yaml(
                "mine: billing\naludel:\n  schemas:\n    - shop\n    - ${mine}\n  locations:\n    - classpath:db/${mine}\n");
        assertThat(settings().schemas()).containsExactly("shop", "billing");
        assertThat(settings().locations()).containsExactly("classpath:db/billing");
    }

    @Test
    void readsRelaxedNames() {
        yaml("aludel:\n  lockWait: 30s\n  version_schema: audit\n");
        variable("ALUDEL_LOCKTIMEOUT", "1s");
        assertThat(settings().lockWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings().lockTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings().versionSchema()).contains("audit");
    }

    @Test
    void aVariableWinsOverAFileWithAndWithoutThePrefix() {
        yaml("aludel:\n  auto-migrate: true\n  lock-wait: 30s\n");
        variable("AUTO_MIGRATE", "false");
        variable("ALUDEL_LOCK_WAIT", "1s");
        assertThat(settings().autoMigrate()).isFalse();
        assertThat(settings().lockWait()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theCommandLineWinsOverAVariable() {
        variable("AUTO_MIGRATE", "false");
        commandLine("aludel.auto-migrate", "true");
        assertThat(settings().autoMigrate()).isTrue();
    }

    @Test
    void theVariableThatEverybodyUsesForADatabaseDoesNotTakeTheMigratorElsewhere() {
        variable("DATABASE_URL", "postgresql://elsewhere/other");
        assertThat(SpringSettings.hasUrl(environment)).isFalse();
        variable("ALUDEL_DATABASE_URL", "postgresql://here/shop");
        assertThat(SpringSettings.hasUrl(environment)).isTrue();
        assertThat(settings().databaseUrl()).contains("postgresql://here/shop");
    }

    @Test
    void aWrongValueIsToldWithItsPlace() {
        yaml("aludel:\n  lock-wait: soon\n");
        assertThatThrownBy(() -> settings().lockWait())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("aludel.lock-wait", "application.yml", "2:14", "\"soon\"", "such as 200ms");
    }

    /** What the file for editors says of each property, as text; a list is one with commas. */
    private static List<Map<String, String>> metadata() throws IOException {
        String json = new ClassPathResource("META-INF/spring-configuration-metadata.json")
                .getContentAsString(StandardCharsets.UTF_8);
        var all = new ArrayList<Map<String, String>>();
        for (Object one : (List<?>) new Yaml().<Map<String, Object>>load(json).get("properties")) {
            var property = new LinkedHashMap<String, String>();
            ((Map<?, ?>) one)
                    .forEach((key, value) -> property.put(
                            key.toString(),
                            value instanceof List<?> values
                                    ? values.stream().map(Object::toString).collect(Collectors.joining(","))
                                    : value.toString()));
            all.add(property);
        }
        return all;
    }

    @Test
    void editorsKnowEverySettingAndNoOther() throws IOException {
        var expected =
                Stream.of(SettingName.values()).map(SettingName::property).collect(Collectors.toSet());
        expected.add("aludel.enabled");
        expected.add(ChosenDatabase.NAME);
        expected.add("management.health.aludel.enabled");
        expected.add("management.endpoint.aludel.access");
        expected.add("management.endpoint.aludel.cache.time-to-live");
        assertThat(metadata())
                .extracting(property -> property.get("name"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(metadata()).allSatisfy(property -> {
            assertThat(property.get("description")).endsWith(".");
            assertThat(Class.forName(property.get("type").replaceAll("<.*", "")))
                    .isNotNull();
        });
    }

    @Test
    void editorsKnowTheDefaults() throws IOException {
        var defaults = new TreeMap<String, String>();
        metadata().forEach(property -> defaults.put(property.get("name"), property.get("defaultValue")));
        for (SettingName name : SettingName.values()) {
            if (!name.otherwise().isEmpty()) {
                assertThat(defaults).containsEntry(name.property(), name.otherwise());
            }
        }
    }
}
