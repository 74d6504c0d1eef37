package dev.aludel.postgres.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.LeftAlone;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.diff.hibernate.HibernateSource;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.junit.jupiter.api.DynamicTest;

/**
 * The law of entities. Hibernate itself creates the schema of a mapping in one database. Then: it differs from the
 * entities in nothing, whichever way one looks; what is to be done to an empty database makes the same catalog, and taking
 * it back leaves nothing; and the metamodel of the running application stands for the same schema as the entities alone.
 */
final class Mappings implements AutoCloseable {

    private static final String EMPTY = """
            DO $$
            DECLARE name text;
            BEGIN
              FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                EXECUTE format('DROP SCHEMA %I CASCADE', name);
              END LOOP;
              CREATE SCHEMA public;
            END $$""";

    /** Hibernate lets text pass for a named enum; no model holds that. */
    private static final String CAST = "cast from ";

    private static final int BENCHES = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final Dialect dialect = new PostgresDialect();
    private final int major = TestServer.shared().major();
    private final TestDatabase hibernates = TestServer.shared().database();
    private final TestDatabase ours = TestServer.shared().database();
    private final Connection toHibernates;
    private final Connection toOurs;

    private Mappings() throws SQLException {
        toHibernates = hibernates.dataSource().getConnection();
        toOurs = ours.dataSource().getConnection();
    }

    /** A test for each row. Rows are proved side by side: a row mostly waits for its server. */
    static Stream<DynamicTest> prove(Mapping... rows) throws SQLException {
        return prove(Mappings::prove, rows);
    }

    /** Only that nothing differs; the schema is made by {@code hbm2ddl.auto=update}. */
    static Stream<DynamicTest> proveUpdated(Mapping... rows) throws SQLException {
        return prove(Mappings::proveUpdated, rows);
    }

    private interface Law {
        void prove(Mappings bench, Mapping row) throws SQLException;
    }

    private static Stream<DynamicTest> prove(Law law, Mapping... rows) throws SQLException {
        var all = new ArrayList<Mappings>();
        for (int i = 0; i < BENCHES; i++) {
            all.add(new Mappings());
        }
        var free = new ArrayBlockingQueue<>(BENCHES, false, all);
        var workers = Executors.newFixedThreadPool(BENCHES);
        var tests = new ArrayList<DynamicTest>();
        for (Mapping row : rows) {
            var proof = workers.submit(() -> {
                Mappings bench = free.take();
                try {
                    law.prove(bench, row);
                } finally {
                    free.add(bench);
                }
                return row;
            });
            tests.add(DynamicTest.dynamicTest(row.claim, () -> await(proof)));
        }
        return tests.stream().onClose(() -> {
            workers.shutdownNow();
            all.forEach(Mappings::close);
        });
    }

    private static void await(Future<?> proof) throws Throwable {
        try {
            proof.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private void prove(Mapping mapping) throws SQLException {
        assumeTrue(mapping.versions.containThisOne(), "is about another Hibernate");
        assumeTrue(major >= mapping.serverSince, "needs PostgreSQL " + mapping.serverSince);
        var scope = new Scope(mapping.schemas, major);
        run(toHibernates, EMPTY + ";" + mapping.first);
        run(toOurs, EMPTY + ";" + mapping.first);
        List<String> nothing = facts(toOurs, mapping);
        HibernateSource entities = source(mapping);
        SchemaModel wanted = entities.read();
        assertThat(entities.notes()).as("notes").containsExactlyElementsOf(mapping.notes);

        try (var application = Application.start(mapping, hibernates.url())) {
            sameAs(application.metadata(), wanted, mapping);
        }
        silent("Hibernate's schema", toHibernates, wanted, scope);

        if (mapping.comparingOnly) {
            return;
        }
        SchemaModel before = live(toOurs, scope);
        var empty = normalized(toOurs, wanted, before, scope);
        assertThat(empty.undecided()).isEmpty();
        assertThat(empty.model().holes()).as("what the model lacks").isEmpty();
        List<Operation> create = Differ.diff(before, empty.model(), RenameHints.none());
        var migrator = Migrator.builder()
                .dataSource(ours.dataSource())
                .schemas(mapping.schemas.toArray(String[]::new))
                .versionSchema("aludel")
                .revisions()
                .build();
        migrator.apply(create);
        assertThat(CatalogFacts.differences(facts(toHibernates, mapping), facts(toOurs, mapping)))
                .as("made by Hibernate (-) and by operations (+)")
                .isEmpty();
        silent("the schema made by operations", toOurs, wanted, scope);

        migrator.apply(Operations.reverse(create));
        assertThat(CatalogFacts.differences(nothing, facts(toOurs, mapping)))
                .as("before (-) and after the downgrade (+)")
                .isEmpty();
    }

    private void proveUpdated(Mapping mapping) throws SQLException {
        assumeTrue(mapping.versions.containThisOne(), "is about another Hibernate");
        assumeTrue(major >= mapping.serverSince, "needs PostgreSQL " + mapping.serverSince);
        run(toHibernates, EMPTY + ";" + mapping.first);
        Application.update(mapping, hibernates.url()).close();
        var scope = new Scope(mapping.schemas, major);
        SchemaModel live = live(toHibernates, scope);
        Normalized normalized = normalized(toHibernates, source(mapping).read(), live, scope);
        assertThat(normalized.undecided()).isEmpty();
        assertThat(lines(live, normalized.model())).isEqualTo(mapping.lacking);
    }

    private HibernateSource source(Mapping mapping) {
        return HibernateSource.builder()
                .entities(mapping.classes().toArray(Class<?>[]::new))
                .mappingFiles(mapping.files.toArray(String[]::new))
                .settings(mapping.settings)
                .serverVersion(major, 0)
                .build();
    }

    private static void sameAs(Metadata running, SchemaModel wanted, Mapping mapping) {
        HibernateSource source = HibernateSource.of(running);
        assertThat(lines(wanted, source.read()))
                .as("of the running application")
                .isEmpty();
        assertThat(source.read()).as("of the running application").isEqualTo(wanted);
        assertThat(source.notes()).containsExactlyElementsOf(mapping.notes);
    }

    private void silent(String what, Connection connection, SchemaModel wanted, Scope scope) throws SQLException {
        SchemaModel live = live(connection, scope);
        Normalized normalized = normalized(connection, wanted, live, scope);
        assertThat(normalized.undecided()).as(what + ", undecided").isEmpty();
        assertThat(lines(live, normalized.model()))
                .as(what + " to the entities")
                .isEmpty();
        assertThat(lines(normalized.model(), live))
                .as("the entities to " + what)
                .isEmpty();
    }

    private static List<String> lines(SchemaModel from, SchemaModel to) {
        return Differ.diff(from, to, RenameHints.none()).stream()
                .map(Operation::describe)
                .toList();
    }

    /** With what is there and entities have no words for, as a comparison leaves it alone. */
    private Normalized normalized(Connection connection, SchemaModel wanted, SchemaModel live, Scope scope)
            throws SQLException {
        Normalized normalized = dialect.normalize(connection, wanted, live, scope);
        SchemaModel model = normalized.model();
        return new Normalized(
                LeftAlone.unwanted(model, live, LeftAlone.unsaid(model, live)).model(), normalized.undecided());
    }

    private SchemaModel live(Connection connection, Scope scope) throws SQLException {
        return dialect.read(connection, scope, Set.of());
    }

    private static List<String> facts(Connection connection, Mapping mapping) throws SQLException {
        return CatalogFacts.read(connection, mapping.schemas.toArray(String[]::new)).stream()
                .filter(fact ->
                        !fact.startsWith(CAST) && mapping.leftOut.stream().noneMatch(fact::contains))
                .toList();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            toHibernates.close();
            toOurs.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        hibernates.close();
        ours.close();
    }
}
