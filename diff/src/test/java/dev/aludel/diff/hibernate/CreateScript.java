package dev.aludel.diff.hibernate;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** The statements that Hibernate itself creates a schema with. A real session factory writes them; no database is there. */
final class CreateScript {

    private CreateScript() {}

    static List<String> of(Map<String, ?> settings, Class<?>... entities) {
        var script = new StringWriter();
        var all = new LinkedHashMap<String, Object>(settings);
        all.put("hibernate.boot.allow_jdbc_metadata_access", false);
        all.put("jakarta.persistence.database-product-name", "PostgreSQL");
        all.putIfAbsent("jakarta.persistence.database-major-version", "18");
        all.put("jakarta.persistence.schema-generation.scripts.action", "create");
        all.put("jakarta.persistence.schema-generation.scripts.create-target", script);
        all.put("hibernate.hbm2ddl.delimiter", "\u0001");
        StandardServiceRegistry registry =
                new StandardServiceRegistryBuilder().applySettings(all).build();
        try {
            var sources = new MetadataSources(registry);
            for (Class<?> entity : entities) {
                sources.addAnnotatedClass(entity);
            }
            SessionFactory factory = sources.buildMetadata().buildSessionFactory();
            factory.close();
            return script.toString()
                    .lines()
                    .map(line -> line.replace("\u0001", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }
}
