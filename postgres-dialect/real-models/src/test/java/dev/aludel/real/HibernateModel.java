package dev.aludel.real;

import dev.aludel.testing.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.mapping.BasicValue;
import org.hibernate.service.Service;
import org.hibernate.tool.schema.spi.DelayedDropRegistryNotAvailableImpl;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;

/** Hibernate's metamodel of some classes, as an application would build it. */
final class HibernateModel implements AutoCloseable {

    /**
     * What an application tells Hibernate.
     *
     * @param services     of Hibernate's, that the classes ask for, by the names of their classes
     * @param mappingFiles resources that say what the classes do not
     */
    record Entities(List<Class<?>> classes, List<String> services, List<String> mappingFiles) {

        static Entities of(Class<?>... classes) {
            return new Entities(List.of(classes), List.of(), List.of());
        }

        boolean areClassesOnly() {
            return services.isEmpty() && mappingFiles.isEmpty();
        }
    }

    private final StandardServiceRegistry registry;
    private final Map<String, Object> settings;
    private final MetadataImplementor metadata;

    private HibernateModel(Entities entities, Map<String, Object> settings) {
        var loaders = new BootstrapServiceRegistryBuilder();
        entities.classes().stream().map(Class::getClassLoader).distinct().forEach(loaders::applyClassLoader);
        var builder = new StandardServiceRegistryBuilder(loaders.build());
        settings.forEach(builder::applySetting);
        entities.services().forEach(name -> add(builder, name));
        this.settings = settings;
        this.registry = builder.build();
        var sources = new MetadataSources(registry);
        entities.classes().forEach(sources::addAnnotatedClass);
        entities.mappingFiles().forEach(sources::addResource);
        this.metadata = (MetadataImplementor) sources.buildMetadata();
    }

    /** Without a database. */
    static HibernateModel offline(Entities entities, int serverVersion) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("hibernate.boot.allow_jdbc_metadata_access", false);
        settings.put("jakarta.persistence.database-product-name", "PostgreSQL");
        settings.put("jakarta.persistence.database-major-version", Integer.toString(serverVersion));
        settings.put("jakarta.persistence.database-minor-version", "0");
        settings.put("jakarta.persistence.validation.mode", "none");
        settings.put("hibernate.hbm2ddl.auto", "none");
        return new HibernateModel(entities, settings);
    }

    /** Lets Hibernate create the schema, as {@code hibernate.hbm2ddl.auto=create-only} does, and stop at the first error. */
    static void create(Entities entities, TestDatabase database) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("jakarta.persistence.jdbc.url", database.url());
        settings.put("jakarta.persistence.validation.mode", "none");
        settings.put("hibernate.hbm2ddl.auto", "create-only");
        settings.put("hibernate.hbm2ddl.create_namespaces", true);
        settings.put("hibernate.hbm2ddl.halt_on_error", true);
        try (var model = new HibernateModel(entities, settings)) {
            // as a session factory does before it calls the schema tool
            model.metadata.orderColumns(false);
            SchemaManagementToolCoordinator.process(
                    model.metadata, model.registry, model.settings, DelayedDropRegistryNotAvailableImpl.INSTANCE);
        }
    }

    MetadataImplementor metadata() {
        return metadata;
    }

    /** How many columns hold an enum, in whatever type. */
    long enumColumns() {
        return metadata.collectTableMappings().stream()
                .flatMap(table -> table.getColumns().stream())
                .filter(column -> column.getValue() instanceof BasicValue value
                        && value.getResolution() != null
                        && value.getResolution()
                                .getDomainJavaType()
                                .getJavaTypeClass()
                                .isEnum())
                .count();
    }

    private static void add(StandardServiceRegistryBuilder builder, String name) {
        try {
            add(builder, Class.forName(name).asSubclass(Service.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make the service " + name, e);
        }
    }

    private static <S extends Service> void add(StandardServiceRegistryBuilder builder, Class<S> type)
            throws ReflectiveOperationException {
        builder.addService(type, type.getDeclaredConstructor().newInstance());
    }

    @Override
    public void close() {
        StandardServiceRegistryBuilder.destroy(registry);
    }
}
