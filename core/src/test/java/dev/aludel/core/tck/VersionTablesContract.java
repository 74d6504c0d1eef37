package dev.aludel.core.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Head;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dialect promises about version tables, locks and transactions, tried on a server. */
public abstract class VersionTablesContract {

    private Connection one;
    private Connection two;
    private ServerInfo server;
    private String schema;

    /** The dialect to be tried. */
    protected abstract Dialect dialect();

    /** A database of its own for every call, whose current schema is there and empty; it gives two connections at once. */
    protected abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        DataSource database = emptyDatabase();
        one = database.getConnection();
        two = database.getConnection();
        server = dialect().inspect(one);
        schema = server.currentSchema();
        one.setAutoCommit(false);
        two.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        for (Connection connection : new Connection[] {one, two}) {
            if (connection != null) {
                connection.rollback();
                connection.close();
            }
        }
    }

    private VersionTables tables() {
        return dialect().versionTables();
    }

    private static Entry entry(String revision, String state, List<String> parents, List<String> heads) {
        return new Entry(
                revision,
                "it's \"" + revision + "\"\n$$",
                "upgrade",
                state,
                "sum",
                parents,
                heads,
                Instant.parse("2026-01-02T03:04:05.123456Z"),
                Duration.ofMillis(1234),
                "role",
                "client",
                "0.1",
                state.equals("failed") ? "no such thing" : "");
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            for (String statement : statements) {
                assertThat(statement).isNotBlank().doesNotEndWith(";");
                jdbc.execute(statement);
            }
        }
    }

    private void create() throws SQLException {
        tables().create(one, schema, false);
        one.commit();
    }

    private Set<Head> heads() throws SQLException {
        return tables().heads(one, schema).orElseThrow();
    }

    @Test
    void thereAreNoHeadsBeforeThereAreTables() throws SQLException {
        assertThat(tables().heads(one, schema)).isEmpty();
        assertThat(tables().heads(one, schema)).as("the transaction goes on").isEmpty();
        create();
        assertThat(heads()).isEmpty();
        assertThat(tables().journal(one, schema)).isEmpty();
    }

    @Test
    void aSchemaIsMadeForThemWhenAskedFor() throws SQLException {
        tables().create(one, SchemaSamples.ODD, true);
        assertThat(tables().heads(one, SchemaSamples.ODD)).contains(Set.of());
        assertThat(tables().heads(one, schema)).isEmpty();
    }

    @Test
    void headsAdvanceTogetherWithTheJournal() throws SQLException {
        create();
        run(one, tables().advance(schema, Set.of(), Set.of("a"), entry("a", "done", List.of(), List.of("a"))));
        assertThat(heads()).extracting(Head::revision).containsExactly("a");
        run(
                one,
                tables().advance(
                                schema,
                                heads(),
                                Set.of("b", "c"),
                                entry("b", "done", List.of("a"), List.of("b", "c"))));
        assertThat(heads()).extracting(Head::revision).containsExactlyInAnyOrder("b", "c");
        run(one, tables().advance(schema, heads(), Set.of(), entry("b", "done", List.of("a"), List.of())));
        assertThat(heads()).isEmpty();
        one.commit();
        assertThat(tables().journal(two, schema)).extracting(Entry::revision).containsExactly("a", "b", "b");
    }

    @Test
    void theJournalGivesBackWhatWasWritten() throws SQLException {
        create();
        var done = entry("a", "done", List.of("x", "y"), List.of("a", "b"));
        var failed = entry("b", "failed", List.of(), List.of());
        run(one, tables().advance(schema, Set.of(), Set.of("a"), done));
        run(one, List.of(tables().append(schema, failed)));
        var journal = tables().journal(one, schema);
        assertThat(journal).hasSize(2);
        assertThat(journal.get(0).message()).isEqualTo(done.message());
        assertThat(journal.get(0).parents()).containsExactlyElementsOf(done.parents());
        assertThat(journal.get(0).headsAfter()).containsExactlyInAnyOrderElementsOf(done.headsAfter());
        assertThat(journal.get(0).checksum()).isEqualTo("sum");
        assertThat(journal.get(0).took()).isEqualTo(done.took());
        assertThat(journal.get(1).state()).isEqualTo("failed");
        assertThat(journal.get(1).error()).isEqualTo(failed.error());
    }

    @Test
    void aHeadThatIsNotThereInThatEpochStopsTheTransaction() throws SQLException {
        create();
        run(one, tables().advance(schema, Set.of(), Set.of("a"), entry("a", "done", List.of(), List.of("a"))));
        one.commit();
        Head head = heads().iterator().next();
        one.commit();
        for (Head stale : List.of(new Head("a", head.epoch() + 1), new Head("b", head.epoch()))) {
            var statements = tables().advance(
                            schema, Set.of(stale), Set.of("c"), entry("c", "done", List.of("a"), List.of("c")));
            assertThatThrownBy(() -> run(one, statements)).isInstanceOf(SQLException.class);
            one.rollback();
        }
        assertThat(heads()).containsExactly(head);
    }

    @Test
    void aWriterThatComesSecondIsFoundOut() throws SQLException {
        create();
        run(one, tables().advance(schema, Set.of(), Set.of("a"), entry("a", "done", List.of(), List.of("a"))));
        one.commit();
        var seen = heads();
        one.commit();
        var step = tables().advance(schema, seen, Set.of("b"), entry("b", "done", List.of("a"), List.of("b")));
        run(one, step);
        one.commit();
        assertThatThrownBy(() -> run(two, step)).isInstanceOf(SQLException.class);
        two.rollback();
        assertThat(heads()).extracting(Head::revision).containsExactly("b");
    }

    @Test
    void theyAreNoPartOfASchema() throws SQLException {
        create();
        var scope = new Scope(List.of(schema), server.majorVersion());
        assertThat(dialect().read(one, scope, tables().tables()).isEmpty()).isTrue();
    }

    @Test
    void onlyOneHoldsTheLockUntilItsTransactionEnds() throws SQLException {
        assertThat(tables().tryLock(one, schema)).isTrue();
        assertThat(tables().tryLock(two, schema)).isFalse();
        assertThat(tables().tryLock(two, "another_schema")).as("another schema").isTrue();
        one.rollback();
        assertThat(tables().tryLock(two, schema)).isTrue();
        assertThat(tables().tryLock(one, schema)).isFalse();
        two.commit();
        assertThat(tables().tryLock(one, schema)).isTrue();
    }

    @Test
    void aTransactionIsAsPatientAsItIsTold() throws SQLException {
        create();
        run(one, tables().advance(schema, Set.of(), Set.of("a"), entry("a", "done", List.of(), List.of("a"))));
        one.commit();
        var step = tables().advance(schema, heads(), Set.of("b"), entry("b", "done", List.of("a"), List.of("b")));
        run(one, step);
        var scope = new Scope(List.of(schema), server.majorVersion());
        var settings = new TransactionSettings(Duration.ofMillis(200), Duration.ofSeconds(20));
        run(two, dialect().sessionForTransaction(scope, settings));
        assertThatThrownBy(() -> run(two, step))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(dialect().classify(e)).isEqualTo(Dialect.Failure.RETRY));
    }
}
