package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.spring.shop.Customer;
import dev.aludel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** When an application starts, its tables are there before anybody needs them. */
class StartupTest {

    private final TestDatabase database = Applications.database();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void migratesBeforeHibernateValidates() {
        Applications.withJpa(database).run(application -> {
            assertThat(application).hasNotFailed();
            var entities = application.getBean(EntityManagerFactory.class).createEntityManager();
            assertThat(entities.createQuery("from Customer", Customer.class).getResultList())
                    .isEmpty();
            entities.close();
            assertThat(application.getBeanFactory().getDependenciesForBean("entityManagerFactory"))
                    .contains("migratorInitializer");
        });
    }

    @Test
    void failsWithoutMigratingSoThatTheTestAboveMeansSomething() {
        Applications.withJpa(database)
                .withPropertyValues("aludel.enabled=false")
                .run(application -> {
                    assertThat(application).hasFailed();
                    assertThat(application.getStartupFailure()).hasStackTraceContaining("missing table [customer]");
                });
    }

    @Test
    void migratesBeforeBeansThatUseJdbcTemplate() {
        Applications.on(database).withUserConfiguration(Reader.class).run(application -> {
            assertThat(application).hasNotFailed();
            assertThat(application.getBean("a customer count")).isEqualTo(0L);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Reader {

        @Bean
        JdbcTemplate jdbcTemplate(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean("a customer count")
        Long count(JdbcTemplate jdbc) {
            return jdbc.queryForObject("SELECT count(*) FROM customer", Long.class);
        }
    }

    @Test
    void migratesBeforeScriptsFillTables() {
        Applications.withJpa(database)
                .withPropertyValues(
                        "spring.sql.init.mode=always", "spring.sql.init.data-locations=classpath:customers.sql")
                .run(application -> {
                    assertThat(application).hasNotFailed();
                    assertThat(Applications.strings(database.dataSource(), "SELECT name FROM customer"))
                            .containsExactly("from data.sql");
                });
    }

    @Test
    void migratesAlsoWhereBeansAreMadeWhenTheyAreNeeded() {
        Applications.on(database)
                .withInitializer(application ->
                        application.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(application -> {
                    assertThat(application).hasNotFailed();
                    assertThat(Applications.tables(database.dataSource())).containsExactly("public.customer");
                });
    }

    @Test
    void startsAgainWhenNothingIsPending() {
        Applications.withJpa(database)
                .run(application -> assertThat(application).hasNotFailed());
        Applications.withJpa(database).run(application -> {
            assertThat(application).hasNotFailed();
            assertThat(application.getBean(Migrator.class).pending()).isEmpty();
        });
    }

    @Test
    void doesNotStartOnARevisionThatFails() {
        Applications.on(database)
                .withPropertyValues("aludel.locations=classpath:db/broken")
                .run(application -> {
                    assertThat(application).getFailure().isInstanceOf(BeanCreationException.class);
                    assertThat(Applications.tables(database.dataSource())).isEmpty();
                });
    }

    @Test
    void onlyLooksWhereItIsNotToMigrate() {
        Applications.on(database)
                .withPropertyValues("aludel.auto-migrate=false")
                .run(application -> {
                    assertThat(application).getFailure().hasMessageContaining("1 revision behind this application");
                    assertThat(Applications.tables(database.dataSource())).isEmpty();
                });
    }

    @Test
    void doesNothingWhereItIsTurnedOff() {
        Applications.on(database).withPropertyValues("aludel.enabled=false").run(application -> {
            assertThat(application).hasNotFailed().doesNotHaveBean(Migrator.class);
            assertThat(application).doesNotHaveBean("aludelHealthIndicator");
            assertThat(Applications.tables(database.dataSource())).isEmpty();
        });
    }

    @Test
    void doesNothingWhereThereIsNoDatabase() {
        Applications.plain()
                .run(application -> assertThat(application).hasNotFailed().doesNotHaveBean(Migrator.class));
    }

    @Test
    void migratesByAUrlOfItsOwnWhereThereIsNoPool() {
        Applications.plain()
                .withPropertyValues("aludel.database-url=" + database.url())
                .run(application -> {
                    assertThat(application).hasNotFailed();
                    assertThat(Applications.tables(database.dataSource())).containsExactly("public.customer");
                });
    }
}
