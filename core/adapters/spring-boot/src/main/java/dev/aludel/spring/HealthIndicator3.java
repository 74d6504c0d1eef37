package dev.aludel.spring;

import dev.aludel.core.Migrator;
import java.util.Map;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** The health indicator of Spring Boot 3. */
final class HealthIndicator3 extends AbstractHealthIndicator {

    private final Map<String, Migrator> migrators;

    HealthIndicator3(Map<String, Migrator> migrators) {
        super("the databases cannot be asked whether they are fit");
        this.migrators = migrators;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        var found = Fitness.of(migrators);
        (found.good() ? builder.up() : builder.down()).withDetails(found.details());
    }
}
