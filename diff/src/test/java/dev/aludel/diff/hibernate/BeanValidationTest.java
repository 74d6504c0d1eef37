package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.SchemaObject;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bean Validation says about columns is in the model when Hibernate would put it into the schema. */
class BeanValidationTest {

    @Entity(name = "Valid")
    static class Valid {
        @Id
        Long id;

        @NotNull
        Integer count;

        @NotBlank
        @Size(max = 17)
        String name;

        @Digits(integer = 5, fraction = 2)
        BigDecimal total;

        @Min(3)
        @Max(9)
        Integer range;
    }

    private static final String[] CONSTRAINED = {
        "column valid.count integer not null",
        "column valid.name varchar(17) not null",
        "column valid.range integer",
        "column valid.total numeric(7,2)"
    };

    private static final String[] PLAIN = {
        "column valid.count integer",
        "column valid.name varchar(255)",
        "column valid.range integer",
        "column valid.total numeric(38,2)"
    };

    private static List<String> described(Map<String, ?> settings) {
        return HibernateSource.builder()
                .entities(Valid.class)
                .settings(settings)
                .build()
                .read()
                .everything()
                .values()
                .stream()
                .filter(object -> object instanceof Column || object instanceof CheckConstraint)
                .map(SchemaObject::describe)
                .toList();
    }

    @Test
    void appliesConstraintsByItself() {
        assertThat(described(Map.of()))
                .contains(CONSTRAINED)
                .anyMatch(line -> line.startsWith("check valid.valid_range_check")
                        && line.contains("range>=3")
                        && line.contains("range<=9"));
    }

    @Test
    void agreesWithHibernate() {
        var source = HibernateSource.builder().entities(Valid.class).build();

        assertThat(Facts.of(source.read())).containsExactlyElementsOf(Facts.of(CreateScript.of(Map.of(), Valid.class)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ddl", "callback, DDL"})
    void appliesConstraintsInMode(String mode) {
        assertThat(described(Map.of("jakarta.persistence.validation.mode", mode)))
                .contains(CONSTRAINED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "callback"})
    void appliesNoneInMode(String mode) {
        assertThat(described(Map.of("jakarta.persistence.validation.mode", mode)))
                .contains(PLAIN);
    }

    @Test
    void appliesNoneWhenHibernateIsToldNotTo() {
        assertThat(described(Map.of("hibernate.validator.apply_to_ddl", "false")))
                .contains(PLAIN);
    }

    /** As Hibernate does: a provider that fails is left alone up to 6.6, and stops everything later. */
    @Test
    void failsWithAProviderThatFails(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("META-INF"));
        Files.writeString(directory.resolve("META-INF/validation.xml"), """
                <validation-config xmlns="https://jakarta.ee/xml/ns/validation/configuration" version="3.0">
                  <default-provider>com.example.Nowhere</default-provider>
                </validation-config>
                """);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            if (Versions.isAtLeast(7, 0)) {
                assertThatExceptionOfType(ModelException.class).isThrownBy(() -> described(Map.of()));
            } else {
                assertThat(described(Map.of())).contains(PLAIN);
            }
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> described(Map.of("jakarta.persistence.validation.mode", "ddl")))
                    .withMessageContaining("no provider of Bean Validation works")
                    .withMessageContaining("com.example.Nowhere");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
