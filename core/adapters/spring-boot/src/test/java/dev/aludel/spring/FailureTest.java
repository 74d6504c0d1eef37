package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.testing.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A start that fails says why and what to do, in a few lines. */
class FailureTest {

    private final TestDatabase database = Applications.database();

    @AfterEach
    void drop() {
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(AludelAutoConfiguration.class)
    static class Application {

        @Bean
        DriverManagerDataSource dataSource(Environment environment) {
            return new DriverManagerDataSource(environment.getRequiredProperty("the.url"));
        }
    }

    private String started(Class<? extends Throwable> failure, String... properties) {
        return ConflictsTest.logged(() -> assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .properties("the.url=" + database.url())
                        .properties(properties)
                        .run())
                .hasRootCauseInstanceOf(Throwable.class)
                .satisfies(thrown -> assertThat(causes(thrown)).hasAtLeastOneElementOfType(failure)));
    }

    private static List<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
    }

    @Test
    void aStatementThatFailsIsToldInFull() {
        String log = started(StatementFailedException.class, "aludel.locations=classpath:db/broken");
        assertThat(log)
                .containsSubsequence(
                        "APPLICATION FAILED TO START",
                        "Description:",
                        "revision cccc1111 (Create the same twice): statement 2 of its upgrade failed (42P07)",
                        "nothing of this revision was applied")
                .doesNotContain("\tat dev.aludel.core");
    }

    @Test
    void whatToDoStandsByItself() {
        String log = started(MigrationException.class, "aludel.locations=classpath:db/nowhere");
        assertThat(log)
                .containsSubsequence(
                        "Description:",
                        "classpath:db/nowhere: there is no such folder or package on the class path",
                        "Action:",
                        "correct the location");
    }

    @Test
    void aWrongValueIsToldWithItsName() {
        String log = started(MisconfiguredException.class, "aludel.lock-wait=soon");
        assertThat(log)
                .containsSubsequence("Description:", "aludel.lock-wait", "\"soon\"", "Action:", "correct the value");
    }

    @Test
    void noPasswordIsTold() {
        String log = started(
                MigrationException.class, "aludel.database-url=postgresql://someone:s3cr3t-word@localhost:1/nothing");
        assertThat(log).contains("Description:").doesNotContain("s3cr3t-word");
    }
}
