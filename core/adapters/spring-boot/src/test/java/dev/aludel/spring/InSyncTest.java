package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.diff.Autogen;
import dev.aludel.diff.AutogenBuilder;
import dev.aludel.spring.shop.Customer;
import dev.aludel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entities and database are compared as the application names them, running or not. */
class InSyncTest {

    private final TestDatabase database = Applications.database();

    @AfterEach
    void drop() {
        database.close();
    }

    private AutogenBuilder customer() {
        return Autogen.builder().entities(Customer.class).dataSource(database.dataSource());
    }

    @Test
    void oneLineTellsWhetherARunningApplicationIsInSync() {
        Applications.withJpa(database).run(application -> {
            var diff = Autogen.diff(
                    application.getBean(EntityManagerFactory.class), application.getBean(DataSource.class));
            assertThat(diff.isEmpty()).as(diff.describe()).isTrue();
        });
    }

    @Test
    void classesAloneAreNamedAsSpringBootNamesThem() {
        Applications.on(database).run(application -> {
            var diff = customer().build().diff();
            assertThat(diff.isEmpty()).as(diff.describe()).isTrue();
        });
    }

    @Test
    void whoSaysOtherwiseIsHeard() {
        Applications.on(database).run(application -> {
            var diff = customer()
                    .hibernateSetting(
                            "hibernate.physical_naming_strategy",
                            "org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl")
                    .build()
                    .diff();
            assertThat(diff.describe()).contains("shortname");
        });
    }
}
