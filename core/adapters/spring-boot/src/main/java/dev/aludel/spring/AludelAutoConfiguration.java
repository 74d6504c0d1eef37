package dev.aludel.spring;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.Seed;
import dev.aludel.core.run.MigrationListener;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;

/**
 * Migrates when the application starts. There are three beans, and each gives way to one's own:
 *
 * <ul>
 *   <li>a {@link MigratorBuilder}, a new one for each who asks, that knows the properties, the database, the {@link Seed} beans
 *       and the {@link MigrationListener} beans;
 *   <li>a {@link Migrator} made of it, unless the application has one or several of its own;
 *   <li>what calls {@link Migrator#onStartup()} of all of them, in their order, before JPA and whatever else needs the tables.
 * </ul>
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnClass(DatabaseInitializationDependencyConfigurer.class)
@ConditionalOnProperty(name = "aludel.enabled", matchIfMissing = true)
@Import(DatabaseInitializationDependencyConfigurer.class)
public class AludelAutoConfiguration {

    AludelAutoConfiguration() {}

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    MigratorBuilder migratorBuilder(
            ConfigurableApplicationContext application,
            ObjectProvider<Seed> seeds,
            ObjectProvider<MigrationListener> listeners) {
        var builder = Migrator.builder().settings(SpringSettings.of(application.getEnvironment()));
        ClassLoader loader = application.getClassLoader();
        if (loader != null) {
            builder.classLoader(loader);
        }
        ChosenDatabase.of(application).dataSource().ifPresent(builder::dataSource);
        var inOrder = seeds.orderedStream().toList();
        return builder.listener(new Listeners(listeners.orderedStream().toList()))
                .seed(connection -> {
                    for (Seed seed : inOrder) {
                        seed.seed(connection);
                    }
                });
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(SomeDatabase.class)
    Migrator migrator(MigratorBuilder builder, ConfigurableApplicationContext application) {
        ChosenDatabase.of(application).requireOne();
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(String.valueOf(e.getMessage()), "correct the value", e);
        }
    }

    @Bean
    @ConditionalOnBean(Migrator.class)
    MigratorInitializer migratorInitializer(
            ObjectProvider<Migrator> migrators, ConfigurableApplicationContext application) {
        return new MigratorInitializer(migrators, new Conflicts(application));
    }

    /** Nothing else would ask for it in an application that makes its beans when they are needed. */
    @Bean
    static LazyInitializationExcludeFilter migratesWithoutBeingAsked() {
        return LazyInitializationExcludeFilter.forBeanTypes(MigratorInitializer.class);
    }

    /** A database is there, or its URL: an application without either has nothing to migrate. */
    static final class SomeDatabase extends AnyNestedCondition {

        SomeDatabase() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(DataSource.class)
        static final class Pool {}

        @ConditionalOnProperty(SpringSettings.URL)
        static final class Url {}
    }
}
