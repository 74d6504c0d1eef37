package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.Seed;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.spring.Applications.Said;
import dev.aludel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an application says in beans of its own wins. */
class OwnBeansTest {

    private final TestDatabase database = Applications.database();
    private final TestDatabase second = Applications.database();

    @AfterEach
    void drop() {
        database.close();
        second.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnMigrator {

        @Bean
        Migrator mine(MigratorBuilder builder) {
            return builder.locations("classpath:db/billing").build();
        }
    }

    @Test
    void aMigratorOfItsOwnRunsInsteadMadeOfTheBuilderThatKnowsTheDatabase() {
        Applications.on(database).withUserConfiguration(OwnMigrator.class).run(application -> {
            assertThat(application).hasNotFailed().hasSingleBean(Migrator.class).hasBean("mine");
            assertThat(Applications.tables(database.dataSource())).containsExactly("public.invoice");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Seeds {

        @Bean
        @Order(2)
        Seed second() {
            return connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("UPDATE customer SET name = name || ' and second'");
                }
            };
        }

        @Bean
        @Order(1)
        Seed first() {
            return connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("INSERT INTO customer (id, name) VALUES (1, 'first')");
                }
            };
        }
    }

    @Test
    void seedsRunInTheirOrderWhereTheyAreAskedFor() {
        Applications.on(database)
                .withUserConfiguration(Seeds.class)
                .withPropertyValues("aludel.seed-data=true")
                .run(application -> {
                    assertThat(application).hasNotFailed();
                    assertThat(Applications.strings(database.dataSource(), "SELECT name FROM customer"))
                            .containsExactly("first and second");
                });
    }

    @Test
    void seedsDoNotRunWhereNobodyAsks() {
        Applications.on(database).withUserConfiguration(Seeds.class).run(application -> {
            assertThat(application).hasNotFailed();
            assertThat(Applications.strings(database.dataSource(), "SELECT name FROM customer"))
                    .isEmpty();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoListeners {

        @Bean
        List<String> heard() {
            return new ArrayList<>();
        }

        @Bean
        @Order(1)
        MigrationListener choking() {
            return new MigrationListener() {
                @Override
                public void done(Applied applied) {
                    throw new IllegalStateException("choked");
                }
            };
        }

        @Bean
        @Order(2)
        MigrationListener hearing(List<String> heard) {
            return new MigrationListener() {
                @Override
                public void done(Applied applied) {
                    heard.add(applied.revision().id());
                }
            };
        }
    }

    @Test
    void allListenersHear() {
        Applications.on(database).withUserConfiguration(TwoListeners.class).run(application -> {
            assertThat(application).hasNotFailed();
            assertThat(application.getBean("heard")).isEqualTo(List.of("aaaa1111"));
        });
    }

    @Test
    void everyEventReachesListeners() {
        assertThat(Listeners.class.getDeclaredMethods())
                .extracting(method -> method.getName())
                .containsAll(Stream.of(MigrationListener.class.getMethods())
                        .map(method -> method.getName())
                        .toList());
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDatabases {

        @Bean
        DataSource shop(@Qualifier("urls") String[] urls) {
            return new DriverManagerDataSource(urls[0]);
        }

        @Bean
        DataSource billing(@Qualifier("urls") String[] urls) {
            return new DriverManagerDataSource(urls[1]);
        }
    }

    private ApplicationContextRunner withTwoDatabases() {
        return Applications.plain()
                .withBean("urls", String[].class, () -> new String[] {database.url(), second.url()})
                .withUserConfiguration(TwoDatabases.class);
    }

    @Test
    void severalDatabasesAndNoneNamedAreRefused() {
        withTwoDatabases().run(application -> {
            assertThat(application).hasFailed();
            assertThat(application.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("(shop, billing)", "aludel.data-source=NAME", "aludel.enabled=false");
            assertThat(Applications.tables(database.dataSource())).isEmpty();
        });
    }

    @Test
    void aPropertyNamesTheOne() {
        withTwoDatabases().withPropertyValues("aludel.data-source=billing").run(application -> {
            assertThat(application).hasNotFailed();
            assertThat(Applications.tables(database.dataSource())).isEmpty();
            assertThat(Applications.tables(second.dataSource())).containsExactly("public.customer");
        });
    }

    @Test
    void aPropertyThatNamesNoneIsRefused() {
        withTwoDatabases()
                .withPropertyValues("aludel.data-source=biling")
                .run(application -> assertThat(application)
                        .getFailure()
                        .hasStackTraceContaining("aludel.data-source is \"biling\"")
                        .hasStackTraceContaining("say one of shop, billing"));
    }

    @Configuration(proxyBeanMethods = false)
    static class MigratorForEach {

        @Bean
        @Order(1)
        Migrator shopMigrator(MigratorBuilder builder, @Qualifier("shop") DataSource shop) {
            return builder.dataSource(shop).build();
        }

        @Bean
        @Order(2)
        Migrator billingMigrator(MigratorBuilder builder, @Qualifier("billing") DataSource billing) {
            return builder.dataSource(billing).locations("classpath:db/billing").build();
        }
    }

    @Test
    void aMigratorForEachDatabaseMigratesEach() {
        withTwoDatabases().withUserConfiguration(MigratorForEach.class).run(application -> {
            assertThat(application).hasNotFailed();
            assertThat(Applications.tables(database.dataSource())).containsExactly("public.customer");
            assertThat(Applications.tables(second.dataSource())).containsExactly("public.invoice");
            assertThat(Said.by(application).details().toString())
                    .contains("shopMigrator=", "connected to " + database.name())
                    .contains("billingMigrator=", "connected to " + second.name());
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryAndAnother {

        @Bean
        @Primary
        DataSource shop(@Qualifier("urls") String[] urls) {
            return new DriverManagerDataSource(urls[0]);
        }

        @Bean
        DataSource billing(@Qualifier("urls") String[] urls) {
            return new DriverManagerDataSource(urls[1]);
        }
    }

    @Test
    void thePrimaryOneIsMigratedWhereNobodySaysOtherwise() {
        Applications.plain()
                .withBean("urls", String[].class, () -> new String[] {database.url(), second.url()})
                .withUserConfiguration(PrimaryAndAnother.class)
                .run(application -> {
                    assertThat(application).hasNotFailed();
                    assertThat(Applications.tables(database.dataSource())).containsExactly("public.customer");
                    assertThat(Applications.tables(second.dataSource())).isEmpty();
                });
    }
}
