package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Table;
import dev.aludel.diff.hibernate.Shop.Account;
import dev.aludel.diff.hibernate.Shop.Person;
import dev.aludel.diff.hibernate.scanned.Depot;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of input gives the model of the same entities, and none connects to anything. */
class InputsTest {

    /** Nobody listens there. */
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/nowhere";

    @TempDir
    Path directory;

    @Test
    void takesExactlyOneKindOfInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HibernateSource.builder().build())
                .withMessageContaining("exactly one of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HibernateSource.builder()
                        .entities(Account.class)
                        .packages("dev.aludel")
                        .build());
    }

    @Test
    void opensNoConnectionWhateverTheSettingsSay() {
        var model = HibernateSource.builder()
                .entities(Account.class)
                .settings(Map.of(
                        "jakarta.persistence.jdbc.url",
                        NOWHERE,
                        "hibernate.connection.url",
                        NOWHERE,
                        "hibernate.hbm2ddl.auto",
                        "create-drop",
                        "hibernate.boot.allow_jdbc_metadata_access",
                        true))
                .build()
                .read();

        assertThat(tables(model)).containsExactly("account");
    }

    @Test
    void findsMappedClassesOfPackagesInDirectories() {
        var model = HibernateSource.builder()
                .packages(Depot.class.getPackageName())
                .build()
                .read();

        assertThat(tables(model)).containsExactly("parcel", "van");
        assertThat(columns(model, "parcel"))
                .as("the converter that applies itself, the mapped superclass and the embeddable are found too")
                .containsExactlyInAnyOrder("id bigint", "weight varchar(255)", "street varchar(255)");
    }

    @Test
    void findsMappedClassesOfPackagesInJars() throws Exception {
        var model = withLoader(
                List.of(jar().toUri().toURL()),
                () -> HibernateSource.builder().packages("jarred").build().read());

        assertThat(tables(model)).containsExactly("boxed");
    }

    @Test
    void readsAPersistenceUnitWithItsSettingsButNotItsConnection() throws Exception {
        writeUnits();
        var source = withLoader(
                List.of(directory.toUri().toURL()),
                () -> HibernateSource.builder().persistenceUnit("shop").build());

        var model = withLoader(List.of(directory.toUri().toURL()), source::read);

        assertThat(model.tables()).extracting(Table::name).containsExactly(Name.of("acme", "account"));
        assertThat(source.notes()).isEmpty();
    }

    @Test
    void readsAUnitOfAnotherDatabaseAsIfItWereForPostgres() throws Exception {
        writeUnits();
        var source = HibernateSource.builder().persistenceUnit("jta").build();

        var model = withLoader(List.of(directory.toUri().toURL()), source::read);

        assertThat(columns(model, "account")).contains("token uuid", "letter oid");
        assertThat(source.notes()).singleElement().asString().contains("H2Dialect", "not one for PostgreSQL");
    }

    @Test
    void readsTheCapturedMetamodelOfARunningFactory() {
        try (SessionFactory factory = factory(Map.of("hibernate.default_schema", "acme"))) {
            var source = HibernateSource.builder().entityManagerFactory(factory).build();

            assertThat(source.read())
                    .isEqualTo(HibernateSource.builder()
                            .entities(Account.class, Person.class)
                            .setting("hibernate.default_schema", "acme")
                            .build()
                            .read());
            assertThat(source.notes()).isEmpty();
        }
    }

    @Test
    void buildsTheMetamodelAgainWhenNobodySawTheFactory() {
        try (SessionFactory factory = factory(Map.of("hibernate.default_schema", "acme"))) {
            var implementor = factory.unwrap(SessionFactoryImplementor.class);
            new Capture().disintegrate(implementor, null);
            var source = HibernateSource.builder().entityManagerFactory(factory).build();

            assertThat(source.read())
                    .isEqualTo(HibernateSource.builder()
                            .entities(Account.class, Person.class)
                            .setting("hibernate.default_schema", "acme")
                            .build()
                            .read());
            assertThat(source.notes()).singleElement().asString().contains("read again from their classes");
        }
    }

    @Test
    void readsTheEntitiesOfAFactoryForAnotherDatabaseAgain() {
        try (SessionFactory factory = factory(Map.of("hibernate.dialect", "org.hibernate.dialect.H2Dialect"))) {
            EntityManagerFactory wrapped = factory;
            var source = HibernateSource.builder().entityManagerFactory(wrapped).build();

            assertThat(columns(source.read(), "account")).contains("letter oid");
            assertThat(source.notes()).singleElement().asString().contains("H2Dialect");
        }
    }

    @Test
    void leavesAHostsMetamodelAsItIs() {
        Metadata untouched = metadata();
        Metadata read = metadata();

        HibernateSource.of(read).read();

        assertThat(state(read)).isEqualTo(state(untouched));
        assertThat(state(read)).contains("type=null").doesNotContain("size=Size");
    }

    @Test
    void readsOnce() {
        var source = HibernateSource.builder().entities(Account.class).build();

        assertThat(source.read()).isSameAs(source.read());
    }

    /** What reading might change: the order of columns, and what a column remembers of having been asked. */
    private static String state(Metadata metadata) {
        var state = new StringBuilder();
        for (var table : metadata.collectTableMappings()) {
            state.append(table.getName()).append(table.getUniqueKeys().keySet());
            table.getColumns()
                    .forEach(column -> state.append(' ')
                            .append(column.getName())
                            .append(" type=")
                            .append(column.getSqlType()));
            if (table.getPrimaryKey() != null) {
                state.append(table.getPrimaryKey().getColumns());
            }
            Versions.foreignKeys(table).forEach(key -> state.append(key.getColumns()));
            state.append('\n');
        }
        return state.toString();
    }

    private static Metadata metadata() {
        var settings = new OfflineSettings(Map.of(), 18, 0).all();
        var sources = new MetadataSources(
                new StandardServiceRegistryBuilder().applySettings(settings).build());
        Stream.of(Shop.Line.class, Shop.Refers.class, Account.class, Person.class)
                .forEach(sources::addAnnotatedClass);
        return sources.buildMetadata();
    }

    private static SessionFactory factory(Map<String, ?> settings) {
        var all = new HashMap<>(new OfflineSettings(Map.of(), 18, 0).all());
        all.putAll(settings);
        return new MetadataSources(
                        new StandardServiceRegistryBuilder().applySettings(all).build())
                .addAnnotatedClass(Account.class)
                .addAnnotatedClass(Person.class)
                .buildMetadata()
                .buildSessionFactory();
    }

    private static List<String> tables(SchemaModel model) {
        return model.tables().stream().map(table -> table.name().toString()).toList();
    }

    private static List<String> columns(SchemaModel model, String table) {
        return model.table(Name.of(table)).orElseThrow().columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    private void writeUnits() throws IOException {
        Files.createDirectories(directory.resolve("META-INF"));
        Files.writeString(directory.resolve("META-INF/persistence.xml"), """
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                  <persistence-unit name="shop">
                    <class>dev.aludel.diff.hibernate.Shop$Account</class>
                    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                    <properties>
                      <property name="hibernate.default_schema" value="acme"/>
                      <property name="jakarta.persistence.jdbc.url" value="%s"/>
                      <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                    </properties>
                  </persistence-unit>
                  <persistence-unit name="jta" transaction-type="JTA">
                    <jta-data-source>java:/nowhere</jta-data-source>
                    <class>dev.aludel.diff.hibernate.Shop$Account</class>
                    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                    <properties>
                      <property name="hibernate.dialect" value="org.hibernate.dialect.H2Dialect"/>
                    </properties>
                  </persistence-unit>
                </persistence>
                """.formatted(NOWHERE));
    }

    /** A jar with one entity, which is nowhere else. */
    private Path jar() throws Exception {
        Path source =
                Files.createDirectories(directory.resolve("jarred/deeper")).resolve("Boxed.java");
        Files.writeString(source, """
                package jarred.deeper;
                @jakarta.persistence.Entity public class Boxed { @jakarta.persistence.Id Long id; }
                """);
        String path = Path.of(Entity.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", path, source.toString()))
                .isZero();
        Path jar = directory.resolve("boxed.jar");
        try (var target = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String folder : List.of("jarred/", "jarred/deeper/")) {
                target.putNextEntry(new JarEntry(folder));
            }
            target.putNextEntry(new JarEntry("jarred/deeper/Boxed.class"));
            Files.copy(source.resolveSibling("Boxed.class"), target);
        }
        return jar;
    }

    private static <T> T withLoader(List<URL> urls, Supplier<T> work) throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(urls.toArray(new URL[0]), before)) {
            Thread.currentThread().setContextClassLoader(loader);
            return work.get();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
