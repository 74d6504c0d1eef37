package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import dev.aludel.postgres.run.Script;
import dev.aludel.postgres.run.Wire;
import dev.aludel.testing.Standby;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Rows 35 and 37: a server or a session that accepts no writes gets none, is told of, and is never overridden. */
class ReadOnlyTest {

    private static final List<RevisionScript> CHAIN = Script.chain(2);

    @Test
    void aStandbyAtHeadIsLeftAloneAndOneBehindIsRefused() throws Exception {
        assumeThat(Standby.isPossible()).isTrue();
        try (Standby servers = Standby.start()) {
            migrator(servers.primary(), CHAIN).upgradeToHead();
            servers.awaitStandby();
            try (Wire wire = new Wire(servers.standbyUrl());
                    var pool = new OneConnection(wire.dataSource())) {
                var atHead = migrator(pool, CHAIN);
                wire.forget();
                assertThat(atHead.upgradeToHead().revisions()).isEmpty();
                assertThat(wire.flights()).isEqualTo(1);
                assertThat(atHead.status().pending()).isEmpty();
                assertThat(atHead.validate().isValid()).isTrue();
                wire.forget();
                var failure = catchThrowableOfType(
                        RefusedException.class,
                        () -> migrator(pool, Script.chain(3)).upgradeToHead());
                assertThat(failure.reason()).isEqualTo(RefusedException.Reason.READ_ONLY);
                assertThat(failure)
                        .hasMessageContaining("the server is a hot standby", "nothing was changed", "primary");
                assertThat(String.join("\n", wire.statements()))
                        .doesNotContainIgnoringCase("insert")
                        .doesNotContainIgnoringCase("create ")
                        .doesNotContainIgnoringCase("advisory");
                System.out.println("row 35: at head 1 round trip; behind, READ_ONLY after " + wire.flights()
                        + " round trips with no write");
            }
        }
    }

    private static Migrator migrator(javax.sql.DataSource source, List<RevisionScript> chain) {
        return Migrator.builder()
                .dataSource(source)
                .schemas("public")
                .revisions(() -> chain)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROLE", "DATABASE", "ROLE IN DATABASE", "OPTIONS", "SESSION", "DRIVER"})
    void whoeverForbidsWritesIsObeyed(String where) throws Exception {
        TestRole role = TestServer.shared().role();
        try (Database database = new Database()) {
            String name = "\"" + database.itself().name() + "\"";
            database.run("GRANT ALL ON SCHEMA public TO " + role.name());
            var source = (PGSimpleDataSource) database.itself().asRole(role);
            migrator(source, CHAIN).upgradeToHead();
            String set = " SET default_transaction_read_only = on";
            switch (where) {
                case "ROLE" -> database.run("ALTER ROLE " + role.name() + set);
                case "DATABASE" -> database.run("ALTER DATABASE " + name + set);
                case "ROLE IN DATABASE" -> database.run("ALTER ROLE " + role.name() + " IN DATABASE " + name + set);
                case "OPTIONS" -> source.setOptions("-c default_transaction_read_only=on");
                case "DRIVER" -> source.setReadOnly(true);
                default -> {}
            }
            try (var pool = new OneConnection(source)) {
                if (where.equals("SESSION")) {
                    try (var statement = pool.inside().createStatement()) {
                        statement.execute("SET default_transaction_read_only = on");
                    }
                }
                assertThat(migrator(pool, CHAIN).upgradeToHead().revisions()).isEmpty();
                var failure = catchThrowableOfType(
                        RefusedException.class,
                        () -> migrator(pool, Script.chain(3)).upgradeToHead());
                assertThat(failure.reason()).isEqualTo(RefusedException.Reason.READ_ONLY);
                assertThat(failure).hasMessageContaining("accepts no writes", "make the session writable");
                try (var statement = pool.inside().createStatement();
                        var row = statement.executeQuery("SHOW transaction_read_only")) {
                    row.next();
                    assertThat(row.getString(1))
                            .as("never overridden")
                            .isEqualTo(where.equals("DRIVER") ? "off" : "on");
                }
            }
        }
    }
}
