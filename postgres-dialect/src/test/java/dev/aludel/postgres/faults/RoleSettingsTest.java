package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.error.RefusedException;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import dev.aludel.postgres.run.Script;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of the role or the database that would stop a run half-way, and settings that a run cannot have. */
class RoleSettingsTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private static Script slow() {
        return Script.of("aaaa", "slow", op -> {
            op.createTable("t", column("a", "int"));
            op.execute("SELECT pg_sleep(0.6)").reversedBy("");
            op.run("wait", 1, connection -> Thread.sleep(400));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement_timeout", "idle_in_transaction_session_timeout", "transaction_timeout"})
    void aLimitThatIsNotMeantForARunDoesNotEndOne(String setting) throws Exception {
        boolean there = database.ask("SELECT count(*) FROM pg_settings WHERE name = '" + setting + "'")
                .equals(List.of("1"));
        if (!there) {
            return;
        }
        database.run("ALTER DATABASE \"" + database.itself().name() + "\" SET " + setting + " = '300ms'");
        try (var one = new OneConnection(database.dataSource())) {
            var before = shown(one, setting);
            database.builder(List.of(slow())).dataSource(one).build().upgradeToHead();
            assertThat(shown(one, setting)).isEqualTo(before).isEqualTo("300ms");
        }
        assertThat(database.tables()).containsExactly("t");
    }

    private static String shown(OneConnection one, String setting) throws SQLException {
        try (var connection = one.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET LOCAL no_such_setting_at_all = 1",
                "SET LOCAL server_version = 1",
                "SET LOCAL client_connection_check_interval = -7"
            })
    void withoutKeepAliveSettingsARunGoesOn(String refused) throws SQLException {
        var dialect = Changed.dialect("keepingAlive", (arguments, usual) -> List.of(refused));
        database.builder(List.of(slow())).dialect(dialect).build().upgradeToHead();
        assertThat(database.tables()).containsExactly("t");
        assertThat(database.journal()).hasSize(1);
    }

    @Test
    void behindAPoolerWhatRunsOutsideATransactionNeedsAWayPastIt() throws Exception {
        var script = Script.of("aaaa", "index", op -> {
            op.createTable("t", column("a", "int"));
            op.execute("CREATE INDEX CONCURRENTLY i ON t (a)").reversedBy("DROP INDEX CONCURRENTLY i");
        });
        try (var pooler = PgBouncer.start(database.itself().url(), PgBouncer.Mode.TRANSACTION, 4)) {
            var through = database.builder(List.of(script)).dataSource(pooler.dataSource());
            long begin = System.nanoTime();
            var refusal = catchThrowableOfType(RefusedException.class, through.build()::upgradeToHead);
            assertThat(refusal).hasMessageContaining("between here and the server is a pooler");
            assertThat(refusal.reason()).isEqualTo(RefusedException.Reason.CONNECTION);
            System.out.println("refused behind a pooler after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            assertThat(database.ask("SELECT count(*) FROM pg_class WHERE relname IN ('t', 'aludel_head')"))
                    .as("nothing was touched")
                    .containsExactly("0");
            through.directDataSource(database.dataSource()).build().upgradeToHead();
            assertThat(database.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
                    .containsExactly("t");
        }
    }
}
