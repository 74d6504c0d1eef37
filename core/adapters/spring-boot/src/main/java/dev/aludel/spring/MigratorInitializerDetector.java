package dev.aludel.spring;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.Ordered;

/**
 * Makes Spring Boot have {@link MigratorInitializer} done before beans that need the tables: entity managers, {@code
 * JdbcTemplate}, jOOQ, Quartz, and whatever says {@code @DependsOnDatabaseInitialization}. Found through {@code spring.factories}.
 */
final class MigratorInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(MigratorInitializer.class);
    }

    /** After Flyway and Liquibase, whose tables revisions may build on; before {@code data.sql}, which fills tables. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1000;
    }
}
