package dev.aludel.diff.hibernate;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Remembers the metamodel of every session factory that is built while this library is on the class path, because a
 * factory does not keep it. Hibernate finds this class as a service; nobody else needs it. The factory itself holds the
 * metamodel (an observer of it does), so that it goes when the factory goes.
 */
public final class Capture implements Integrator {

    private static final Map<SessionFactory, WeakReference<Held>> METAMODELS =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** For {@link java.util.ServiceLoader}. */
    public Capture() {}

    private record Held(Metadata metadata) implements SessionFactoryObserver {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        var held = new Held(metadata);
        sessionFactory.addObserver(held);
        METAMODELS.put(sessionFactory, new WeakReference<>(held));
    }

    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
        METAMODELS.remove(sessionFactory);
    }

    /** Empty for a factory that was built before this class was there to see it, or that is closed. */
    static Optional<Metadata> of(SessionFactory factory) {
        WeakReference<Held> held = METAMODELS.get(factory);
        return Optional.ofNullable(held == null ? null : held.get()).map(Held::metadata);
    }
}
