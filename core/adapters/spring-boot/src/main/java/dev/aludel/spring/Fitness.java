package dev.aludel.spring;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.run.Health;
import dev.aludel.core.run.Health.Check;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the health indicators of either Spring Boot tell.
 *
 * @param details the checks by name, and of several migrators below the names of these
 */
record Fitness(boolean good, Map<String, Object> details) {

    static Fitness of(Map<String, Migrator> migrators) {
        boolean good = true;
        var details = new LinkedHashMap<String, Object>();
        for (var migrator : migrators.entrySet()) {
            var health = health(migrator.getValue());
            good &= health.isGood();
            Map<String, Object> checks = health.checks().stream()
                    .collect(Collectors.toMap(Check::name, Check::detail, (a, b) -> a + "; " + b, LinkedHashMap::new));
            if (migrators.size() == 1) {
                details.putAll(checks);
            } else {
                details.put(migrator.getKey(), checks);
            }
        }
        return new Fitness(good, details);
    }

    /**
     * A newer version of the application that is being rolled out has been at the database, maybe: that is no reason to send
     * nobody to this one any more.
     */
    private static Health health(Migrator migrator) {
        try {
            return Health.of(migrator.status(), true);
        } catch (DatabaseException e) {
            return Health.unreachable(e);
        }
    }
}
