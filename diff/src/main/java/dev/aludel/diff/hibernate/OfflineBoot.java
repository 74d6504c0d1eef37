package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Builds a metamodel from classes without any database.
 *
 * @param files mappings in XML, as resources
 */
record OfflineBoot(List<Class<?>> classes, List<String> packages, List<String> files) implements Input {

    OfflineBoot {
        classes = List.copyOf(classes);
        packages = List.copyOf(packages);
        files = List.copyOf(files);
    }

    /**
     * @throws ModelException if one of the classes is not mapped
     */
    static OfflineBoot of(Collection<Class<?>> classes) {
        for (Class<?> type : classes) {
            if (!PackageScan.isMapped(type)) {
                throw new ModelException(
                        type.getName() + " is no @Entity, @MappedSuperclass, @Embeddable or @Converter;"
                                + " annotate it, or leave it out",
                        null);
            }
        }
        return new OfflineBoot(List.copyOf(classes), List.of(), List.of());
    }

    static OfflineBoot of(PackageScan scan) {
        return new OfflineBoot(scan.classes(), scan.packages(), List.of());
    }

    OfflineBoot with(Collection<String> resources) {
        return new OfflineBoot(classes, packages, List.copyOf(resources));
    }

    @Override
    public Boot open(OfflineSettings settings) {
        try {
            return build(settings, classes);
        } catch (RuntimeException | LinkageError e) {
            throw MappingProblem.of(e, classes, culprit(settings, e));
        }
    }

    private Boot build(OfflineSettings settings, List<Class<?>> mapped) {
        var loaders = new BootstrapServiceRegistryBuilder();
        List<ClassLoader> known = ClassLoaders.all(mapped);
        known.forEach(loaders::applyClassLoader);
        BootstrapServiceRegistry bootstrap = loaders.build();
        StandardServiceRegistry registry = null;
        try {
            registry = registry(bootstrap, SpringNaming.added(settings.all(), known));
            StandardServiceRegistry opened = registry;
            var sources = new MetadataSources(registry);
            mapped.forEach(sources::addAnnotatedClass);
            packages.forEach(sources::addPackage);
            files.forEach(sources::addResource);
            Metadata metadata = sources.buildMetadata();
            BeanValidation.apply(metadata);
            return new Boot(metadata, List.of(), () -> close(bootstrap, opened));
        } catch (RuntimeException | Error e) {
            close(bootstrap, registry);
            throw e;
        }
    }

    /** The entity that fails in the same way all alone; looked for when the failure names no class. */
    private Optional<Class<?>> culprit(OfflineSettings settings, Throwable failure) {
        if (classes.stream().anyMatch(type -> MappingProblem.say(failure).contains(type.getSimpleName()))) {
            return Optional.empty();
        }
        List<Class<?>> others = classes.stream()
                .filter(type -> !type.isAnnotationPresent(Entity.class))
                .toList();
        for (Class<?> entity : classes) {
            var alone = new ArrayList<>(others);
            if (!alone.contains(entity)) {
                alone.add(entity);
                try {
                    build(settings, alone).close();
                } catch (RuntimeException | LinkageError e) {
                    if (MappingProblem.say(e).equals(MappingProblem.say(failure))) {
                        return Optional.of(entity);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static StandardServiceRegistry registry(BootstrapServiceRegistry bootstrap, Map<String, Object> settings) {
        return new StandardServiceRegistryBuilder(bootstrap)
                .applySettings(settings)
                .build();
    }

    private static void close(BootstrapServiceRegistry bootstrap, @Nullable StandardServiceRegistry registry) {
        if (registry != null) {
            StandardServiceRegistryBuilder.destroy(registry);
        }
        BootstrapServiceRegistryBuilder.destroy(bootstrap);
    }
}
