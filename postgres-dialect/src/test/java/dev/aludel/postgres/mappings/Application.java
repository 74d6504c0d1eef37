package dev.aludel.postgres.mappings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** A running application whose Hibernate has created the schema, as applications do in their tests. */
record Application(Metadata metadata, SessionFactory factory, StandardServiceRegistry registry)
        implements AutoCloseable {

    /** Stops at the first statement that the server refuses. */
    static Application start(Mapping mapping, String url) {
        return start(
                mapping,
                url,
                Map.of(
                        "jakarta.persistence.schema-generation.database.action",
                        "create",
                        "hibernate.hbm2ddl.halt_on_error",
                        true));
    }

    /** It drops unique constraints before it makes them, and goes on when there is none. */
    static Application update(Mapping mapping, String url) {
        return start(mapping, url, Map.of("hibernate.hbm2ddl.auto", "update"));
    }

    private static Application start(Mapping mapping, String url, Map<String, Object> action) {
        var settings = new LinkedHashMap<String, Object>(mapping.settings);
        settings.putAll(action);
        settings.put("jakarta.persistence.jdbc.url", url);
        settings.put("hibernate.connection.pool_size", 2);
        settings.putIfAbsent("jakarta.persistence.create-database-schemas", true);
        var loaders = new BootstrapServiceRegistryBuilder();
        mapping.classes().stream()
                .map(Class::getClassLoader)
                .collect(Collectors.toSet())
                .forEach(loaders::applyClassLoader);
        var registry = new StandardServiceRegistryBuilder(loaders.build())
                .applySettings(settings)
                .build();
        try {
            var sources = new MetadataSources(registry);
            mapping.classes().forEach(sources::addAnnotatedClass);
            mapping.files.forEach(sources::addResource);
            Metadata metadata = sources.buildMetadata();
            return new Application(metadata, metadata.buildSessionFactory(), registry);
        } catch (RuntimeException | Error e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    @Override
    public void close() {
        factory.close();
        StandardServiceRegistryBuilder.destroy(registry);
    }
}
