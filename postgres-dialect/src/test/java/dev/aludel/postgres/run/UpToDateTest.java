package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.op.Definitions;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing to do costs next to nothing. */
class UpToDateTest {

    private final Database database = new Database();
    private Wire wire;
    private OneConnection pool;

    @BeforeEach
    void connect() throws Exception {
        wire = new Wire(database.itself().url());
        pool = new OneConnection(wire.dataSource());
    }

    @AfterEach
    void disconnect() throws Exception {
        pool.close();
        wire.close();
        database.close();
    }

    /** How schemas are configured. */
    record Row(String name, Consumer<MigratorBuilder> setting) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> settings() {
        return Stream.of(
                new Row("schemas are named", builder -> builder.schemas("public")),
                new Row("the connection's current schema", builder -> {}),
                new Row("the version tables stand elsewhere", builder -> builder.versionSchema("ops")));
    }

    private Migrator migrator(int revisions, Consumer<MigratorBuilder> setting) {
        var builder = Migrator.builder()
                .dataSource(pool)
                .revisions(() -> Script.idle(revisions))
                .singleTransaction();
        setting.accept(builder);
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void upToDateIsOneRoundTripWithNoLockAndNoWriteAndOneLine(Row row) throws Exception {
        for (int revisions : List.of(10, 1_000)) {
            Migrator migrator = migrator(revisions, row.setting);
            migrator.upgradeToHead();
            tell("SET default_transaction_read_only = on");
            try (var logged = new Logged()) {
                wire.forget();
                var result = migrator.upgradeToHead();

                assertThat(wire.flights()).isEqualTo(1);
                assertThat(result.revisions()).isEmpty();
                assertThat(result.heads()).isEqualTo(Set.of(Script.id(revisions)));
                assertThat(String.join("\n", wire.statements())).doesNotContainIgnoringCase("lock");
                assertThat(logged.lines())
                        .singleElement()
                        .asString()
                        .contains("INFO", "up to date at " + Script.id(revisions) + ": nothing to do");
            }
            System.out.println("up to date, " + revisions + " revisions, " + row + ": " + best(migrator) + " µs");
            tell("RESET default_transaction_read_only");
        }
    }

    private static long best(Migrator migrator) {
        long best = Long.MAX_VALUE;
        try (var silent = new Logged(false)) {
            for (int i = 0; i < 200; i++) {
                long begin = System.nanoTime();
                migrator.upgradeToHead();
                best = Math.min(best, (System.nanoTime() - begin) / 1_000);
            }
            assertThat(silent.lines()).hasSize(200);
        }
        return best;
    }

    private void tell(String sql) throws SQLException {
        try (var statement = pool.inside().createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void upToDateDoesNotWaitForWhoIsMigrating() throws Exception {
        Migrator migrator = migrator(3, builder -> {});
        migrator.upgradeToHead();
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            assertThat(new PostgresDialect().versionTables().tryLock(other, "public"))
                    .isTrue();
            try (var statement = other.createStatement()) {
                statement.execute("UPDATE aludel_head SET revision = 'zzzz'");
            }
            long begin = System.nanoTime();
            assertThat(migrator.upgradeToHead().revisions()).isEmpty();
            assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(1_000);
            other.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMP TABLE aludel_head (revision text, epoch int8)",
                "CREATE TEMP TABLE aludel_head (revision text, epoch int8); INSERT INTO aludel_head VALUES ('evil', 1)",
                "CREATE TEMP VIEW aludel_head AS SELECT 'evil'::text AS revision, 1::int8 AS epoch",
                "CREATE FUNCTION pg_temp.to_regclass(text) RETURNS regclass LANGUAGE sql AS 'SELECT NULL::regclass'",
                "SET search_path = pg_catalog, app, evil",
                "SET search_path = app, evil",
            })
    void onlyATableInTheCurrentSchemaCounts(String attack) throws Exception {
        database.run("CREATE SCHEMA app; CREATE SCHEMA evil");
        database.run("CREATE FUNCTION evil.spring() RETURNS int8 LANGUAGE plpgsql IMMUTABLE AS"
                + " 'BEGIN RAISE EXCEPTION ''the trap has sprung''; END'");
        database.run("CREATE VIEW evil.aludel_head AS SELECT 'evil'::text AS revision, evil.spring() AS epoch");
        database.run(
                "CREATE FUNCTION evil.format(text, name) RETURNS text LANGUAGE sql AS 'SELECT evil.spring()::text'");
        tell("SET search_path = app, evil");
        tell(attack);
        if (attack.contains("pg_catalog, app")) {
            // what is current there takes no tables of ours
            assertThat(migrator(2, builder -> {}).pending()).hasSize(2);
            return;
        }
        Migrator migrator = migrator(2, builder -> {});
        assertThat(migrator.pending()).hasSize(2);
        assertThat(migrator.upgradeToHead().revisions()).hasSize(2);
        wire.forget();
        assertThat(migrator.upgradeToHead().revisions()).isEmpty();
        assertThat(wire.flights()).isEqualTo(1);
        assertThat(database.ask("SELECT revision FROM app.aludel_head")).containsExactly(Script.id(2));
        assertThat(database.ask("SELECT count(*) FROM pg_class WHERE relname = 'aludel_journal'"))
                .containsExactly("1");
    }

    @Test
    void aVirginDatabaseIsSeenToBeOneInOneRoundTripWithNoError() throws Exception {
        Migrator migrator = migrator(2, builder -> {});
        wire.forget();
        assertThat(migrator.pending()).hasSize(2);
        assertThat(wire.flights()).isEqualTo(1);
        assertThat(database.facts()).noneMatch(fact -> fact.contains("aludel"));
    }

    /** The figures that the guide tells. */
    @Test
    void eachRevisionAfterTheFirstCostsOneRoundTrip() throws Exception {
        for (int revisions : List.of(1, 5, 10)) {
            try (Database other = new Database();
                    Wire otherWire = new Wire(other.itself().url());
                    OneConnection one = new OneConnection(otherWire.dataSource())) {
                var scripts = Script.chain(revisions);
                var migrator = Migrator.builder()
                        .dataSource(one)
                        .schemas("public")
                        .revisions(() -> scripts.stream()
                                .map(script -> (RevisionScript) new Script(
                                        script.info(),
                                        op -> op.createSequence(
                                                "s_" + script.info().id(), Definitions.sequence()),
                                        null))
                                .toList())
                        .build();
                otherWire.forget();
                long begin = System.nanoTime();
                migrator.upgradeToHead();
                long millis = (System.nanoTime() - begin) / 1_000_000;
                System.out.println(
                        revisions + " revision(s): " + otherWire.flights() + " round trips, " + millis + " ms");
                // 3 to look, 2 to make the version tables, 3 for the first: lock, heads, statements
                assertThat(otherWire.flights()).isLessThanOrEqualTo(8 + (revisions - 1));
            }
        }
    }

    @Test
    void theHeadsAreReadInsideATransactionToo() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            var tables = new PostgresDialect().versionTables();
            assertThat(tables.heads(connection, "")).isEmpty();
            migrator(1, builder -> {}).upgradeToHead();
            assertThat(tables.heads(connection, "").orElseThrow()).hasSize(1);
            assertThat(tables.heads(connection, "public").orElseThrow()).hasSize(1);
            connection.rollback();
        }
    }
}
