package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/** Applications that lack something that Aludel adapts to: the jar is not on their class path. */
class WithoutTest {

    /** Run in a class loader of its own. Jackson's part reads every class of the package, those that need more than is there too. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
                "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
            })
    public static class Application {

        public static List<String> beans(String url) {
            try (var application = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .run(
                            "--spring.datasource.url=" + url,
                            "--aludel.database-url=" + url,
                            "--management.endpoints.web.exposure.include=*")) {
                return List.of(application.getBeanDefinitionNames());
            }
        }
    }

    private static URL[] classPathWithout(String... jars) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(place -> Stream.concat(Stream.of("flyway", "liquibase"), Stream.of(jars))
                        .noneMatch(jar -> place.getFileName().toString().startsWith(jar)))
                .map(place -> {
                    try {
                        return place.toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(URL[]::new);
    }

    @SuppressWarnings("unchecked")
    private static List<String> beansOfApplicationWithout(String... jars)
            throws IOException, ReflectiveOperationException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var database = Applications.database();
                var loader = new URLClassLoader(classPathWithout(jars), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            var beans = (List<String>) loader.loadClass(Application.class.getName())
                    .getMethod("beans", String.class)
                    .invoke(null, database.url());
            assertThat(Applications.tables(database.dataSource())).contains("public.customer");
            return beans;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void anApplicationWithoutActuatorMigrates() throws Exception {
        assertThat(beansOfApplicationWithout("spring-boot-actuator", "spring-boot-health", "spring-data", "hibernate"))
                .contains("migrator", "migratorInitializer")
                .doesNotContain("aludelEndpoint", "aludelHealthIndicator");
    }

    @Test
    void anApplicationWithoutJpaAndJdbcMigrates() throws Exception {
        assertThat(beansOfApplicationWithout(
                        "spring-orm", "spring-jdbc", "spring-tx", "spring-data", "hibernate", "jakarta", "Hikari"))
                .contains("migrator", "migratorInitializer", "aludelHealthIndicator");
    }
}
