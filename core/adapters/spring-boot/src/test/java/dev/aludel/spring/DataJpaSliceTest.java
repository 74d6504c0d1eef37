package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.spring.shop.Customer;
import dev.aludel.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test of repositories alone, on Spring Boot 3; its annotations are others in 4, where the example has such a test. */
@DataJpaTest(
        properties = {
            "spring.jpa.hibernate.ddl-auto=validate",
            "spring.flyway.enabled=false", // both are on the class path of these tests, and have nothing to run
            "spring.liquibase.enabled=false"
        })
@AutoConfigureTestDatabase(replace = Replace.NONE)
class DataJpaSliceTest {

    private static final TestDatabase DATABASE = Applications.database();

    @SpringBootConfiguration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Customer.class)
    static class Application {}

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::url);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void migratesAsTheApplicationDoes(@Autowired EntityManager entities) {
        entities.persist(new Customer(1, "Ada"));
        entities.flush();
        assertThat(entities.createQuery("select name from Customer", String.class)
                        .getResultList())
                .containsExactly("Ada");
    }
}
