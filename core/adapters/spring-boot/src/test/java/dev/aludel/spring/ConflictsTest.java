package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two that change the same tables are seen before either does. */
class ConflictsTest {

    private final TestDatabase database = Applications.database();

    /** Nobody makes them: it is known before. */
    private ApplicationContextRunner withEntityManagersToCome() {
        return Applications.on(database)
                .withBean(EntityManagerFactory.class, () -> null, definition -> definition.setLazyInit(true));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.jpa.hibernate.ddl-auto=update",
                "spring.jpa.hibernate.ddl-auto=create",
                "spring.jpa.hibernate.ddl-auto=create-drop",
                "spring.jpa.properties.hibernate.hbm2ddl.auto=update",
                "spring.jpa.properties.jakarta.persistence.schema-generation.database.action=drop-and-create"
            })
    void hibernateThatWouldChangeTablesIsRefused(String setting) {
        withEntityManagersToCome().withPropertyValues(setting).run(application -> {
            assertThat(application).hasFailed();
            assertThat(application.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageStartingWith(setting + ": Hibernate would change tables")
                    .hasMessageContainingAll("spring.jpa.hibernate.ddl-auto=validate", "aludel.enabled=false");
        });
    }

    @Test
    void itIsRefusedBeforeHibernateTouchesAnything() {
        Applications.withJpa(database)
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=update")
                .run(application -> {
                    assertThat(application).hasFailed();
                    assertThat(application.getStartupFailure()).rootCause().isInstanceOf(MisconfiguredException.class);
                    assertThat(Applications.tables(database.dataSource())).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.jpa.hibernate.ddl-auto=none",
                "spring.jpa.hibernate.ddl-auto=",
                "spring.jpa.properties.hibernate.hbm2ddl.auto=validate"
            })
    void hibernateThatLeavesTablesAloneIsNot(String setting) {
        withEntityManagersToCome()
                .withPropertyValues(setting)
                .run(application -> assertThat(application).hasNotFailed());
    }

    @Test
    void aSettingForHibernateThatIsNotThereIsNobodysBusiness() {
        Applications.on(database)
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=update")
                .run(application -> assertThat(application).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class WithFlyway {

        @Bean
        Flyway flyway(DataSource dataSource) {
            return Flyway.configure().dataSource(dataSource).load();
        }
    }

    @Test
    void flywayBesideItIsTold() {
        String log = logged(() -> Applications.on(database)
                .withUserConfiguration(WithFlyway.class)
                .run(application -> assertThat(application).hasNotFailed()));
        assertThat(log)
                .containsOnlyOnce("Flyway migrates as well, before Aludel (bean flyway)")
                .contains("spring.flyway.enabled=false");
    }

    @Configuration(proxyBeanMethods = false)
    static class WithLiquibase {

        @Bean
        SpringLiquibase liquibase(DataSource dataSource) {
            var liquibase = new SpringLiquibase();
            liquibase.setDataSource(dataSource);
            liquibase.setShouldRun(false);
            return liquibase;
        }
    }

    @Test
    void liquibaseBesideItIsTold() {
        String log = logged(() -> Applications.on(database)
                .withUserConfiguration(WithLiquibase.class)
                .run(application -> assertThat(application).hasNotFailed()));
        assertThat(log)
                .containsOnlyOnce("Liquibase migrates as well, before Aludel (bean liquibase)")
                .contains("spring.liquibase.enabled=false");
    }

    @Test
    void nobodyIsToldWhereNobodyElseMigrates() {
        String log = logged(() -> Applications.on(database)
                .run(application -> assertThat(application).hasNotFailed()));
        assertThat(log).doesNotContain("as well");
    }

    static String logged(Runnable work) {
        var log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
