package dev.aludel.diff.hibernate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy;
import org.hibernate.cfg.Environment;

/**
 * How Spring Boot has Hibernate make names: {@code dueOn} is {@code due_on}. It says so in code, so that entities which are read
 * outside of the application would have other names than in it. What settings or {@code hibernate.properties} say counts more.
 */
final class SpringNaming {

    private static final String IMPLICIT = "hibernate.implicit_naming_strategy";
    private static final String PHYSICAL = "hibernate.physical_naming_strategy";

    /** Of Spring Boot 4, and of 3. */
    private static final List<String> STRATEGIES = List.of(
            "org.springframework.boot.hibernate.SpringImplicitNamingStrategy",
            "org.springframework.boot.orm.jpa.hibernate.SpringImplicitNamingStrategy");

    private SpringNaming() {}

    /** The settings, with Spring's where one of these loaders has Spring Boot and nothing is said. */
    static Map<String, Object> added(Map<String, Object> settings, Collection<ClassLoader> loaders) {
        var all = new LinkedHashMap<>(settings);
        STRATEGIES.stream()
                .filter(strategy -> loaders.stream()
                        .anyMatch(loader -> loader.getResource(strategy.replace('.', '/') + ".class") != null))
                .findFirst()
                .ifPresent(implicit -> {
                    add(all, IMPLICIT, implicit);
                    add(all, PHYSICAL, CamelCaseToUnderscoresNamingStrategy.class.getName());
                });
        return all;
    }

    private static void add(Map<String, Object> settings, String name, String strategy) {
        if (!Environment.getProperties().containsKey(name)) {
            settings.putIfAbsent(name, strategy);
        }
    }
}
