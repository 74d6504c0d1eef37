package dev.aludel.spring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Others that change tables when the application starts. Hibernate does it behind everybody's back and is refused; another tool
 * for migrations may be there for tables of its own, and is told.
 */
final class Conflicts {

    private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);

    /** What of Hibernate leaves tables alone. */
    private static final Set<String> HARMLESS = Set.of("", "none", "validate", "false");

    private static final String DDL_AUTO = "spring.jpa.hibernate.ddl-auto";
    private static final String JPA_PROPERTIES = "spring.jpa.properties";

    private final ApplicationContext application;

    Conflicts(ApplicationContext application) {
        this.application = application;
    }

    /**
     * @throws MisconfiguredException if Hibernate would change the tables that revisions make
     */
    void check() {
        if (!beans("jakarta.persistence.EntityManagerFactory").isEmpty()) {
            ddl().ifPresent(this::refuse);
        }
        tell("org.flywaydb.core.Flyway", "Flyway", "spring.flyway.enabled=false");
        tell("liquibase.integration.spring.SpringLiquibase", "Liquibase", "spring.liquibase.enabled=false");
    }

    private void refuse(String setting) {
        String problem =
                setting + ": Hibernate would change tables at every start, beside the revisions and with none of them"
                        + " knowing; nothing was touched";
        String remedy = "set " + DDL_AUTO + "=validate (or none), or turn Aludel off with aludel.enabled=false";
        if (ChosenDatabase.names(application).size() > 1) {
            // the tables may be those of the other database
            LOG.warn("{}; {}", problem.replace("; nothing was touched", ""), remedy);
        } else {
            throw new MisconfiguredException(problem, remedy);
        }
    }

    /** What makes Hibernate change tables, as {@code name=value}. */
    private Optional<String> ddl() {
        var binder = Binder.get(application.getEnvironment());
        Map<String, String> properties = binder.bind(JPA_PROPERTIES, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        String plain = binder.bind(DDL_AUTO, String.class).orElse("");
        for (String name : List.of("hibernate.hbm2ddl.auto", "jakarta.persistence.schema-generation.database.action")) {
            String value = properties.getOrDefault(name, "");
            if (!HARMLESS.contains(value)) {
                return Optional.of(JPA_PROPERTIES + "." + name + "=" + value);
            }
        }
        boolean overruled = properties.containsKey("hibernate.hbm2ddl.auto");
        return overruled || HARMLESS.contains(plain) ? Optional.empty() : Optional.of(DDL_AUTO + "=" + plain);
    }

    private void tell(String type, String tool, String off) {
        List<String> names = beans(type);
        if (!names.isEmpty()) {
            LOG.warn(
                    "{} migrates as well, before Aludel (bean {}): two tools must not be about the same tables; when the"
                            + " revisions have taken them over, turn it off with {}",
                    tool,
                    String.join(", ", names),
                    off);
        }
    }

    /** Names of the beans of a type that need not be there; makes none of them. */
    private List<String> beans(String type) {
        ClassLoader loader = application.getClassLoader();
        return ClassUtils.isPresent(type, loader)
                ? List.of(application.getBeanNamesForType(ClassUtils.resolveClassName(type, loader), true, false))
                : List.of();
    }
}
