package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Table;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entities of an application of Spring Boot, read without it, have the names that they have in it. */
class SpringNamingTest {

    @Entity(name = "SalesOrder")
    static class SalesOrder {
        @Id
        long id;

        boolean isDeleted;
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"org.springframework.boot.hibernate", "org.springframework.boot.orm.jpa.hibernate"})
    void namesAreSpringsUnlessOthersAreSaid(String home) throws Exception {
        Path source = Files.writeString(directory.resolve("SpringImplicitNamingStrategy.java"), """
                package %s;
                public class SpringImplicitNamingStrategy
                        extends org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl {}
                """.formatted(home));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", directory.toString(), source.toString());
        assertThat(failed).isZero();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var spring = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(spring);
            assertThat(names(Map.of())).containsExactlyInAnyOrder("sales_order", "id", "is_deleted");
            assertThat(names(Map.of(
                            "hibernate.physical_naming_strategy", PhysicalNamingStrategyStandardImpl.class.getName())))
                    .containsExactlyInAnyOrder("salesorder", "id", "isdeleted");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void withoutSpringNamesAreHibernates() {
        assertThat(names(Map.of())).containsExactlyInAnyOrder("salesorder", "id", "isdeleted");
    }

    private static List<String> names(Map<String, ?> settings) {
        Table table = HibernateSource.builder()
                .entities(SalesOrder.class)
                .settings(settings)
                .build()
                .read()
                .tables()
                .get(0);
        return Stream.concat(
                        Stream.of(table.name().toString()),
                        table.members(Column.class).stream().map(Column::name))
                .toList();
    }
}
