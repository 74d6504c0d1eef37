package dev.aludel.spring;

import dev.aludel.spring.shop.Customer;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Applications to be started, on either Spring Boot: what was moved between them is looked up under both its names. */
final class Applications {

    static final boolean IS_BOOT_4 = isThere("org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

    private static final Class<?> DATA_SOURCE = either(
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
    private static final Class<?> JPA = either(
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration");
    private static final Class<?> SCRIPTS = either(
            "org.springframework.boot.autoconfigure.sql.init.SqlInitializationAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration");

    private Applications() {}

    /** Aludel, and no database. */
    static ApplicationContextRunner plain() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AludelAutoConfiguration.class, AludelActuatorAutoConfiguration.class, SCRIPTS));
    }

    /** With a pool of one connection: more than one is never needed. */
    static ApplicationContextRunner on(TestDatabase database) {
        return plain().withConfiguration(AutoConfigurations.of(DATA_SOURCE))
                .withPropertyValues(
                        "spring.datasource.url=" + database.url(), "spring.datasource.hikari.maximum-pool-size=1");
    }

    /** The same with entities. */
    static ApplicationContextRunner withJpa(TestDatabase database) {
        return on(database)
                .withConfiguration(AutoConfigurations.of(JPA))
                .withUserConfiguration(Entities.class)
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=validate", "spring.jpa.open-in-view=false");
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Customer.class)
    static class Entities {}

    static TestDatabase database() {
        return TestServer.shared().database();
    }

    /** The tables outside PostgreSQL's own schemas, but not Aludel's own. */
    static List<String> tables(DataSource dataSource) {
        return strings(dataSource, """
                SELECT table_schema || '.' || table_name FROM information_schema.tables
                WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name NOT LIKE 'aludel%' ORDER BY 1
                """);
    }

    static List<String> strings(DataSource dataSource, String query) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a health indicator says, whichever package it is from. */
    record Said(String status, Map<String, Object> details) {

        @SuppressWarnings("unchecked")
        static Said by(ApplicationContext application) {
            Object indicator = application.getBean("aludelHealthIndicator");
            try {
                Object health = indicator.getClass().getMethod("health").invoke(indicator);
                Object status = health.getClass().getMethod("getStatus").invoke(health);
                return new Said(status.toString(), (Map<String, Object>)
                        health.getClass().getMethod("getDetails").invoke(health));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static boolean isThere(String type) {
        return ClassUtils.isPresent(type, Applications.class.getClassLoader());
    }

    /** The class that is there. */
    static Class<?> either(String... names) {
        return Stream.of(names)
                .filter(Applications::isThere)
                .findFirst()
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, Applications.class.getClassLoader()))
                .orElseThrow();
    }
}
