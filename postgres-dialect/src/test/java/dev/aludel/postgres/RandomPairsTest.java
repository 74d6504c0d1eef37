package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.laws.RandomSchemas;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.op.Statements;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random schemas on a real server: what is created is read back as it was meant, the way to a changed one arrives there,
 * and the way back restores it. {@code mvn -Prandom -pl postgres-dialect -am verify}, with {@code -Daludel.pairs=1000} for
 * fewer and {@code -Daludel.seed=42} to begin at another seed.
 */
@Tag("random")
class RandomPairsTest {

    private static final int WORKERS = 2;

    /** Facts about the catalog are dear; every so often they are compared too. */
    private static final int FACTS_EVERY = 20;

    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Dialect dialect = new PostgresDialect();

    @Test
    void arriveAndComeBack() throws Exception {
        long first = Long.getLong("aludel.seed", 1);
        long count = Long.getLong("aludel.pairs", 10_000);
        var next = new AtomicLong(first);
        var failures = new ConcurrentLinkedQueue<String>();
        var workers = Executors.newFixedThreadPool(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            workers.submit(() -> work(next, first + count, failures));
        }
        workers.shutdown();
        long said = System.nanoTime();
        while (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
            if (System.nanoTime() - said > REPORT_NANOS) {
                said = System.nanoTime();
                System.out.println(next.get() - first + " of " + count + " pairs, " + failures.size() + " failed");
            }
        }
        System.out.println(count + " random pairs from seed " + first + " on PostgreSQL "
                + TestServer.shared().major() + ": " + failures.size() + " failed");
        assertThat(failures).isEmpty();
    }

    private void work(AtomicLong next, long end, ConcurrentLinkedQueue<String> failures) {
        long seed = next.getAndIncrement();
        while (seed < end) {
            try (TestDatabase database = TestServer.shared().database();
                    Connection connection = database.dataSource().getConnection()) {
                // a database for some pairs: an old one grows, a new one takes its time
                for (int i = 0; i < FACTS_EVERY && seed < end; i++) {
                    new Pair(connection, seed).check(i == 0);
                    seed = next.getAndIncrement();
                }
            } catch (SQLException | RuntimeException | AssertionError e) {
                failures.add("-Daludel.seed=" + seed + " -Daludel.pairs=1: " + e);
                System.out.println("seed " + seed + ": " + e);
                seed = next.getAndIncrement();
            }
        }
    }

    private final class Pair {

        private final Connection connection;
        private final SchemaModel from;
        private final SchemaModel to;
        private final Scope scope;

        Pair(Connection connection, long seed) {
            int major = TestServer.shared().major();
            var schemas = new RandomSchemas(seed, major);
            this.connection = connection;
            this.from = schemas.next();
            this.to = schemas.mutate(from);
            var managed = new LinkedHashSet<>(List.of("public"));
            managed.addAll(from.schemas());
            managed.addAll(to.schemas());
            this.scope = new Scope(List.copyOf(managed), major);
        }

        void check(boolean withFacts) throws SQLException {
            run(Differ.diff(SchemaModel.empty(), from));
            SchemaModel created = requireLive(from);
            var facts = withFacts ? facts() : List.<String>of();
            List<Operation> change = Differ.diff(from, to);
            run(change);
            requireLive(to);
            run(Operations.reverse(change));
            assertThat(live()).isEqualTo(created);
            if (withFacts) {
                assertThat(CatalogFacts.differences(facts, facts())).isEmpty();
            }
            run(Differ.diff(from, SchemaModel.empty()));
            assertThat(live()).isEqualTo(SchemaModel.empty());
        }

        private List<String> facts() throws SQLException {
            return CatalogFacts.read(connection, scope.schemas().toArray(String[]::new));
        }

        private SchemaModel live() throws SQLException {
            return dialect.read(connection, scope, Set.of());
        }

        private SchemaModel requireLive(SchemaModel wanted) throws SQLException {
            SchemaModel live = live();
            var normalized = dialect.normalize(connection, wanted, live, scope);
            assertThat(normalized.undecided()).isEmpty();
            assertThat(Differ.diff(live, normalized.model()))
                    .extracting(Operation::describe)
                    .isEmpty();
            return live;
        }

        /** In one transaction and one flight. */
        private void run(List<Operation> operations) throws SQLException {
            var texts = new ArrayList<String>();
            texts.add("SET LOCAL search_path = public");
            Statements.of(operations, dialect, scope).stream()
                    .flatMap(List::stream)
                    .map(Statement::sql)
                    .forEach(texts::add);
            String script = texts.stream().collect(Collectors.joining(";\n"));
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(script);
                connection.commit();
            } catch (SQLException e) {
                throw new SQLException(e.getMessage() + "\n" + script, e);
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
