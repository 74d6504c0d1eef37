package dev.aludel.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Catalog;
import dev.aludel.core.Migrator;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.AutogenBuilder;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.diff.hibernate.HibernateSource;
import dev.aludel.real.HibernateModel.Entities;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.hibernate.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for every model. The first diff of the JVM is timed before anything else of ours has run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealModelContract {

    private static final int WARM_RUNS = 11;

    private final TestServer server = TestServer.shared();
    private final TestDatabase empty = server.database();
    private final TestDatabase byHibernate = server.database();
    private List<String> hibernatesFacts = List.of();

    private HibernateModel model;
    private SchemaDiff first;
    private String figures = "";

    /** The mapped classes. */
    abstract List<Class<?>> classes();

    /** What the model is known to have. */
    abstract Counts known();

    /** Services of Hibernate's that the classes ask for, by the names of their classes. */
    List<String> services() {
        return List.of();
    }

    /** Resources that say what the classes do not. */
    List<String> mappingFiles() {
        return List.of();
    }

    /** The schemas that the model is in, the default one first. */
    String[] schemas() {
        return new String[] {"public"};
    }

    @BeforeAll
    void diffsOnceColdAndThenWarm() throws Exception {
        var entities = entities();
        long start = System.nanoTime();
        model = HibernateModel.offline(entities, server.major());
        long metadata = millisSince(start);
        HibernateModel.create(entities, byHibernate);
        hibernatesFacts = facts(byHibernate);
        Callable<SchemaDiff> diff = () -> Autogen.builder()
                .metadata(model.metadata())
                .dataSource(byHibernate.dataSource())
                .build()
                .diff();
        start = System.nanoTime();
        first = diff.call();
        long cold = millisSince(start);
        var warm = new long[WARM_RUNS];
        for (int i = 0; i < warm.length; i++) {
            start = System.nanoTime();
            diff.call();
            warm[i] = millisSince(start);
        }
        Arrays.sort(warm);
        figures = "metadata build " + metadata + " ms cold, read + catalog + diff " + cold + " ms cold, "
                + warm[warm.length / 2] + " ms warm";
    }

    @AfterAll
    void print() {
        System.out.println(getClass().getSimpleName() + " on Hibernate " + Version.getVersionString() + ", PostgreSQL "
                + server.major() + ": " + figures);
        if (model != null) {
            model.close();
        }
        byHibernate.close();
        empty.close();
    }

    @Test
    void everyClassIsRead() {
        SchemaModel read = HibernateSource.of(model.metadata()).read();
        figures += "\n  " + Counts.of(read) + ", " + Counts.others(read) + ", enum columns " + model.enumColumns();
        assertThat(Counts.of(read)).isEqualTo(known());
        assertThat(HibernateSource.of(model.metadata()).notes()).isEmpty();
    }

    @Test
    void hibernatesOwnSchemaNeedsNothing() {
        assertThat(first.undecided()).isEmpty();
        assertThat(first.describe()).isEmpty();
        assertThat(first.isEmpty()).isTrue();
        SchemaDiff fromClasses = autogen(byHibernate).build().diff();
        assertThat(fromClasses.describe()).isEmpty();
        assertThat(fromClasses.isEmpty()).isTrue();
    }

    @Test
    void roundTripsDoNotGrowWithTheModel() {
        try (var one = server.database();
                var oneModel = HibernateModel.offline(Entities.of(OneTable.class), server.major())) {
            HibernateModel.create(Entities.of(OneTable.class), one);
            int all = roundTrips(byHibernate, model);
            figures += "\n  round trips of a diff, connecting included: " + all;
            // fewer, if it has no expression to ask about
            assertThat(all).isLessThanOrEqualTo(roundTrips(one, oneModel));
        }
    }

    @ParameterizedTest
    @EnumSource(RevisionFormat.class)
    void aRevisionLeadsToHibernatesSchemaAndBack(RevisionFormat format, @TempDir Path directory) throws Exception {
        try (var database = server.database()) {
            var revisions = Revisions.builder()
                    .autogen(autogen(database).build())
                    .directory(directory)
                    .format(format)
                    .build();
            var file = revisions.generate("Create everything").orElseThrow();
            var migrator = Migrator.builder()
                    .dataSource(database.dataSource())
                    .revisions(revisions.source())
                    .build();

            long start = System.nanoTime();
            assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
            figures += "\n  " + format + " revision of " + file.text().lines().count() + " lines, applied in "
                    + millisSince(start) + " ms";
            assertThat(CatalogFacts.differences(hibernatesFacts, facts(database)))
                    .isEmpty();
            assertThat(autogen(database).build().diff().toString()).isEqualTo("no difference\n");
            assertThat(revisions.generate("Nothing")).isEmpty();

            migrator.downgradeTo("base");
            assertThat(CatalogFacts.differences(facts(empty), facts(database))).isEmpty();
        }
    }

    @Test
    void operationsNeedNoRevision() throws Exception {
        try (var database = server.database()) {
            SchemaDiff diff = autogen(database).build().diff();
            figures += "\n  operations to create it: " + diff.upgrade().size();
            var migrator = Migrator.builder().dataSource(database.dataSource()).build();

            migrator.apply(diff.upgrade());
            assertThat(CatalogFacts.differences(hibernatesFacts, facts(database)))
                    .isEmpty();

            migrator.apply(diff.downgrade());
            assertThat(CatalogFacts.differences(facts(empty), facts(database))).isEmpty();
        }
    }

    @Test
    void theCatalogAsReadIsTheWholeCatalog() throws Exception {
        try (var database = server.database()) {
            HibernateModel.create(entities(), database);
            var dropAll = SchemaDiff.between(Catalog.read(database.dataSource(), schemas()), SchemaModel.empty());
            var migrator = Migrator.builder().dataSource(database.dataSource()).build();

            migrator.apply(dropAll.upgrade());
            assertThat(CatalogFacts.differences(facts(empty), facts(database))).isEmpty();

            migrator.apply(dropAll.downgrade());
            assertThat(CatalogFacts.differences(hibernatesFacts, facts(database)))
                    .isEmpty();
        }
    }

    private Entities entities() {
        return new Entities(classes(), services(), mappingFiles());
    }

    /** Entities and database. Metadata are given only where classes alone are not enough. */
    private AutogenBuilder autogen(TestDatabase database) {
        var builder = Autogen.builder().dataSource(database.dataSource());
        return entities().areClassesOnly()
                ? builder.entities(classes().toArray(Class<?>[]::new))
                : builder.metadata(model.metadata());
    }

    private static int roundTrips(TestDatabase database, HibernateModel model) {
        try (var proxy = new CountingProxy(database.url())) {
            SchemaDiff diff = Autogen.builder()
                    .metadata(model.metadata())
                    .dataSource(proxy.dataSource())
                    .build()
                    .diff();
            assertThat(diff.isEmpty()).isTrue();
            return proxy.roundTrips();
        }
    }

    /** All facts but those about our own version tables. */
    private static List<String> facts(TestDatabase database) throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection).stream()
                    .filter(fact -> !fact.contains("public.aludel_"))
                    .toList();
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
