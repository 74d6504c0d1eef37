package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.metamodel.ManagedType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * A running entity manager factory: its own metamodel when that was captured, else one that is built again from its
 * classes and settings.
 *
 * @param versionGiven did the caller name the server's version? Else the factory's counts
 */
record RunningFactory(EntityManagerFactory factory, boolean versionGiven) implements Input {

    @Override
    public Boot open(OfflineSettings settings) {
        SessionFactoryImplementor sessions = sessions();
        boolean postgres = sessions.getJdbcServices().getDialect() instanceof PostgreSQLDialect;
        Optional<Metadata> captured = Capture.of(sessions);
        if (postgres && captured.isPresent()) {
            return Boot.host(captured.get());
        }
        Boot boot = again(sessions, settings, postgres);
        return postgres
                ? boot.withNote(
                        "the entity manager factory was built before Aludel was there to see it, so its entities"
                                + " were read again from their classes: orm.xml mappings, converters that apply themselves and"
                                + " what extensions such as Envers add are missing")
                : boot.withNote("the entity manager factory runs on "
                        + sessions.getJdbcServices().getDialect().getClass().getSimpleName()
                        + ", so its entities were read again from their classes, for PostgreSQL");
    }

    private SessionFactoryImplementor sessions() {
        try {
            return factory.unwrap(SessionFactoryImplementor.class);
        } catch (PersistenceException e) {
            throw new ModelException(
                    "the entity manager factory, a " + factory.getClass().getName()
                            + ", is not Hibernate's, and only Hibernate's entities can be read; name the entities instead",
                    e);
        }
    }

    private Boot again(SessionFactoryImplementor sessions, OfflineSettings settings, boolean postgres) {
        Map<String, Object> host = factory.getProperties();
        OfflineSettings inherited = settings.withInherited(host);
        if (!postgres) {
            inherited = inherited.withOwnDialect();
        } else if (!versionGiven) {
            DatabaseVersion version = sessions.getJdbcServices().getDialect().getVersion();
            inherited = inherited.withVersion(version.getMajor(), version.getMinor());
        }
        var classes = factory.getMetamodel().getManagedTypes().stream()
                .map(ManagedType::getJavaType)
                .filter(Objects::nonNull)
                .filter(PackageScan::isMapped)
                .distinct()
                .<Class<?>>map(type -> type)
                .toList();
        return OfflineBoot.of(classes).open(inherited);
    }
}
