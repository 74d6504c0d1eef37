package dev.aludel.spring;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;

/**
 * Which of the application's databases the migrator is about that nobody configured: the one that has a URL of its own in
 * {@code aludel.database-url}, the {@code DataSource} that {@code aludel.data-source} names, or the only one or primary one.
 */
final class ChosenDatabase {

    static final String NAME = "aludel.data-source";

    private final ApplicationContext application;
    private final boolean hasUrl;
    private final Optional<DataSource> dataSource;

    private ChosenDatabase(ApplicationContext application, boolean hasUrl, Optional<DataSource> dataSource) {
        this.application = application;
        this.hasUrl = hasUrl;
        this.dataSource = dataSource;
    }

    /**
     * @throws MisconfiguredException if the bean that is named is none
     */
    static ChosenDatabase of(ApplicationContext application) {
        if (SpringSettings.hasUrl(application.getEnvironment())) {
            return new ChosenDatabase(application, true, Optional.empty());
        }
        String name = application.getEnvironment().getProperty(NAME, "").strip();
        if (name.isEmpty()) {
            var only = application.getBeanProvider(DataSource.class).getIfUnique();
            return new ChosenDatabase(application, false, Optional.ofNullable(only));
        }
        if (!names(application).contains(name)) {
            throw new MisconfiguredException(
                    NAME + " is \"" + name + "\", and there is no data source of that name",
                    "say one of " + String.join(", ", names(application)));
        }
        return new ChosenDatabase(application, false, Optional.of(application.getBean(name, DataSource.class)));
    }

    /** The pool to use; empty where a URL is, or where nobody can tell. */
    Optional<DataSource> dataSource() {
        return dataSource;
    }

    /**
     * @throws MisconfiguredException if there are several and nobody can tell which; starting with nothing migrated would be
     *                                found out too late
     */
    void requireOne() {
        if (!hasUrl && dataSource.isEmpty()) {
            throw new MisconfiguredException(
                    "there are several data sources (" + String.join(", ", names(application))
                            + ") and none of them is primary: it is not clear which one to migrate",
                    "say which with " + NAME
                            + "=NAME, declare a Migrator bean for each that is to be migrated, or turn Aludel"
                            + " off with aludel.enabled=false");
        }
    }

    static List<String> names(ApplicationContext application) {
        return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(application, DataSource.class, true, false));
    }
}
