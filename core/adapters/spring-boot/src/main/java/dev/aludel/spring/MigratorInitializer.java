package dev.aludel.spring;

import dev.aludel.core.Migrator;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/** Runs every migrator of the application once, when it is made; {@link MigratorInitializerDetector} says before what. */
final class MigratorInitializer implements InitializingBean {

    private final ObjectProvider<Migrator> migrators;
    private final Conflicts conflicts;

    MigratorInitializer(ObjectProvider<Migrator> migrators, Conflicts conflicts) {
        this.migrators = migrators;
        this.conflicts = conflicts;
    }

    @Override
    public void afterPropertiesSet() {
        conflicts.check();
        migrators.orderedStream().forEach(Migrator::onStartup);
    }
}
