package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The version tables on a live server. */
class PostgresVersionTablesTest {

    /** A schema that has to be quoted everywhere. */
    private static final String SCHEMA = "select \"x\" ; $aludel$ '\\";

    private final PostgresVersionTables tables = new PostgresVersionTables();
    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        database = TestServer.shared().database();
        connection = database.dataSource().getConnection();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    private static Entry entry(String revision, String state, List<String> headsAfter) {
        return new Entry(
                revision,
                "it's \"a\" message\\ with \n lines $aludel$ \u0000 \ud800 \ud83d\ude00",
                "upgrade",
                state,
                "sha256:abc",
                List.of("p1", "p,2\"{}"),
                headsAfter,
                Instant.parse("2026-11-21T10:15:30.123456Z"),
                Duration.ofNanos(1_234_567_000),
                "role",
                "host 1",
                "0.1.0",
                "");
    }

    private void run(List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void advance(Set<Head> from, String... to) throws SQLException {
        run(tables.advance(SCHEMA, from, Set.of(to), entry("r", "done", List.of(to))));
    }

    private Set<Head> heads() throws SQLException {
        return tables.heads(connection, SCHEMA).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTablesThereAreNoHeadsAndNoHarmIsDone(boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        run(List.of("CREATE TEMP TABLE canary ()"));
        for (String schema : List.of("public", "not there")) {
            assertThat(tables.heads(connection, schema)).isEmpty();
        }
        run(List.of("SELECT FROM canary"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readingHeadsIsOneFlight(boolean autoCommit) throws Exception {
        tables.create(connection, SCHEMA, true);
        advance(Set.of(), "a");
        try (var counted = new CountedConnection(database)) {
            counted.connection.setAutoCommit(autoCommit);
            // the driver's own BEGIN would be answered by itself, though it is sent in the same flight
            tables.heads(counted.connection, SCHEMA);
            counted.taken();
            assertThat(tables.heads(counted.connection, SCHEMA)).isEqualTo(Optional.of(Set.of(new Head("a", 1))));
            assertThat(counted.taken()).isEqualTo(1);
        }
    }

    @Test
    void headsMoveOnOneEpochAtATime() throws SQLException {
        tables.create(connection, SCHEMA, true);
        assertThat(heads()).isEmpty();
        advance(Set.of(), "a");
        assertThat(heads()).containsExactly(new Head("a", 1));
        advance(Set.of(new Head("a", 1)), "b", "it's $aludel$");
        assertThat(heads()).containsExactlyInAnyOrder(new Head("b", 2), new Head("it's $aludel$", 2));
        advance(Set.of(new Head("b", 2), new Head("it's $aludel$", 2)), "it's $aludel$", "c");
        assertThat(heads()).containsExactlyInAnyOrder(new Head("c", 3), new Head("it's $aludel$", 2));
        advance(Set.of(new Head("c", 3), new Head("it's $aludel$", 2)), "merged");
        assertThat(heads()).containsExactly(new Head("merged", 4));
        advance(Set.of(new Head("merged", -1)));
        assertThat(heads()).isEmpty();
        assertThat(tables.journal(connection, SCHEMA)).hasSize(5);
    }

    @Test
    void whoLostItsPlaceIsFoundOut() throws SQLException {
        tables.create(connection, SCHEMA, true);
        advance(Set.of(), "a");
        for (Head stale : List.of(new Head("a", 2), new Head("b", 1), new Head("b", -1))) {
            for (String to : List.of("c", stale.revision())) {
                assertThatThrownBy(() -> advance(Set.of(stale), to))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("AL001"))
                        .hasMessageContaining("head " + stale.revision() + " is not in aludel_head")
                        .hasMessageContaining("run again");
            }
        }
        assertThat(heads()).containsExactly(new Head("a", 1));
        assertThat(tables.journal(connection, SCHEMA)).hasSize(1);
    }

    @Test
    void oneOfTwoRacersIsFoundOut() throws Exception {
        tables.create(connection, SCHEMA, true);
        advance(Set.of(), "a");
        connection.setAutoCommit(false);
        advance(Set.of(new Head("a", 1)), "b");
        try (var other = database.dataSource().getConnection();
                var statement = other.createStatement()) {
            var failure = CompletableFuture.supplyAsync(() -> {
                try {
                    statement.execute(tables.advance(
                                    SCHEMA, Set.of(new Head("a", 1)), Set.of("c"), entry("c", "done", List.of("c")))
                            .get(0));
                    return "none";
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });
            Thread.sleep(200);
            connection.commit();
            assertThat(failure.get()).isEqualTo("AL001");
        }
        assertThat(heads()).containsExactly(new Head("b", 2));
    }

    @Test
    void theJournalComesBackAsItWasWritten() throws SQLException {
        tables.create(connection, SCHEMA, true);
        run(List.of(
                tables.append(SCHEMA, entry("a", "failed", List.of())),
                tables.append(SCHEMA, entry("b", "done", List.of("b", "c")))));
        var journal = tables.journal(connection, SCHEMA);
        assertThat(journal).extracting(Entry::revision).containsExactly("a", "b");
        var written = entry("b", "done", List.of("b", "c"));
        assertThat(journal.get(1))
                .usingRecursiveComparison()
                .ignoringFields("message")
                .isEqualTo(written);
        assertThat(journal.get(1).message())
                .isEqualTo("it's \"a\" message\\ with \n lines $aludel$ \ufffd \ufffd \ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE %s SET message = ''", "DELETE FROM %s", "TRUNCATE %s"})
    void thePastCannotBeChanged(String sql) throws SQLException {
        tables.create(connection, SCHEMA, true);
        run(List.of(tables.append(SCHEMA, entry("a", "done", List.of("a")))));
        assertThatThrownBy(() -> run(List.of(sql.formatted(Sql.ident(SCHEMA) + ".aludel_journal"))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("AL002"))
                .hasMessageContaining("append-only");
    }

    @Test
    void makingThemTwiceDoesNothingMore() throws SQLException {
        tables.create(connection, SCHEMA, true);
        advance(Set.of(), "a");
        tables.create(connection, SCHEMA, true);
        tables.create(connection, SCHEMA, false);
        assertThat(heads()).containsExactly(new Head("a", 1));
    }

    @Test
    void anOrdinaryRoleCanMakeAndUseThemInASchemaOfItsOwn() throws SQLException {
        var role = TestServer.shared().role();
        run(List.of("CREATE SCHEMA own AUTHORIZATION " + role.name()));
        try (var poor = database.asRole(role).getConnection();
                var statement = poor.createStatement()) {
            tables.create(poor, "own", true);
            for (String sql : tables.advance("own", Set.of(), Set.of("a"), entry("a", "done", List.of("a")))) {
                statement.execute(sql);
            }
            assertThat(tables.heads(poor, "own")).contains(Set.of(new Head("a", 1)));
        }
    }

    @Test
    void aHostileSearchPathChangesNothing() throws SQLException {
        tables.create(connection, SCHEMA, true);
        run(List.of(
                "CREATE SCHEMA evil",
                "CREATE TABLE evil.aludel_head (revision text, epoch bigint)",
                "CREATE TABLE evil.aludel_journal (seq int)",
                "CREATE FUNCTION evil.yes(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
                "CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.yes)",
                "CREATE FUNCTION evil.pg_try_advisory_xact_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
                "CREATE TYPE evil.text AS ENUM ('evil')",
                "CREATE TYPE evil.timestamptz AS ENUM ('evil')",
                "SET search_path = evil, pg_catalog"));
        advance(Set.of(), "a", "b");
        assertThatThrownBy(() -> advance(Set.of(new Head("c", 1)), "d")).hasMessageContaining("head c is not");
        assertThat(heads()).hasSize(2);
        assertThat(tables.journal(connection, SCHEMA)).hasSize(1);
        assertThat(tables.tryLock(connection, SCHEMA)).isTrue();
    }

    @Test
    void onlyOneHoldsTheLockAndItEndsWithTheTransaction() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(tables.tryLock(connection, "a")).isTrue();
        try (var other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            assertThat(tables.tryLock(other, "a")).isFalse();
            assertThat(tables.tryLock(other, "b")).isTrue();
            connection.rollback();
            assertThat(tables.tryLock(other, "a")).isTrue();
            other.rollback();
        }
        assertThat(PostgresVersionTables.key("a")).isNotEqualTo(PostgresVersionTables.key("b"));
    }

    @Test
    void theFormatIsWrittenDown() throws SQLException {
        tables.create(connection, "public", false);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT obj_description('public.aludel_head'::regclass), count(*) FROM pg_class"
                                + " WHERE relname IN ('aludel_head', 'aludel_journal')")) {
            row.next();
            assertThat(row.getString(1)).endsWith("format 2");
            assertThat(row.getInt(2)).isEqualTo(2);
            // the third is there only while rows are filled in batches
            assertThat(tables.tables()).containsExactlyInAnyOrder("aludel_head", "aludel_journal", "aludel_filled");
        }
    }
}
