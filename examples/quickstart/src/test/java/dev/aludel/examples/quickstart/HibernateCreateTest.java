package dev.aludel.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import jakarta.persistence.Entity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Hibernate itself creates for the shop is the measure. The schema tool is used here only; Aludel never does. Runs on
 * whatever Hibernate and PostgreSQL the build has selected.
 */
class HibernateCreateTest {

    private final TestDatabase hibernates = TestServer.shared().database();
    private final TestDatabase aludels = TestServer.shared().database();
    private SessionFactory factory;

    @BeforeEach
    void hibernateCreates() throws Exception {
        var registry = new StandardServiceRegistryBuilder()
                .applySetting("jakarta.persistence.jdbc.url", hibernates.url())
                .applySetting(Quickstart.NAMING, Quickstart.SNAKE_CASE)
                .applySetting("jakarta.persistence.schema-generation.database.action", "create")
                .applySetting("jakarta.persistence.create-database-schemas", "true")
                .applySetting("hibernate.hbm2ddl.halt_on_error", "true")
                .build();
        var sources = new MetadataSources(registry);
        for (Class<?> entity : entities()) {
            sources.addAnnotatedClass(entity);
        }
        factory = sources.buildMetadata().buildSessionFactory();
    }

    @AfterEach
    void drop() {
        factory.close();
        hibernates.close();
        aludels.close();
    }

    @Test
    void theShopIsWhatHibernateMakesOfIt() {
        SchemaDiff diff = shop(hibernates);

        assertThat(diff.describe()).isEmpty();
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.notes()).isEmpty();
    }

    @Test
    void theOneLinerSaysSoToo() {
        SchemaDiff diff = Autogen.diff(factory, hibernates.dataSource());

        assertThat(diff.describe()).isEmpty();
        assertThat(diff.isEmpty()).isTrue();
    }

    @Test
    void firstRevisionMakesWhatHibernateMakes(@TempDir Path directory) throws SQLException {
        var revisions = Revisions.builder()
                .autogen(autogen(aludels))
                .directory(directory)
                .build();
        revisions.generate("Create the shop").orElseThrow();
        Migrator.builder()
                .dataSource(aludels.dataSource())
                .revisions(revisions.source())
                .schemas("public", "billing")
                .versionSchema("aludel")
                .build()
                .upgradeToHead();

        List<String> differences =
                CatalogFacts.differences(facts(hibernates, "public", "billing"), facts(aludels, "public", "billing"));

        assertThat(differences).isEmpty();
    }

    private static SchemaDiff shop(TestDatabase database) {
        return autogen(database).diff();
    }

    private static Autogen autogen(TestDatabase database) {
        return Autogen.builder()
                .packages(Quickstart.VERSION_1)
                .hibernateSetting(Quickstart.NAMING, Quickstart.SNAKE_CASE)
                .dataSource(database.dataSource())
                .schemas("public", "billing")
                .build();
    }

    private static List<String> facts(TestDatabase database, String... schemas) throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection, schemas);
        }
    }

    private static List<Class<?>> entities() throws Exception {
        var types = new ArrayList<Class<?>>();
        Path folder = Path.of(Quickstart.class.getResource("shop").toURI());
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(Quickstart.VERSION_1 + "." + name);
                if (type.isAnnotationPresent(Entity.class)) {
                    types.add(type);
                }
            }
        }
        return types;
    }
}
