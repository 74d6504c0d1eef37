package dev.aludel.postgres.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.Seed;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application's own data: once for what was applied, in a transaction of its own. */
class SeedTest {

    private final Database database = new Database();

    @BeforeEach
    void table() {
        database.run("CREATE TABLE seeded (who text)");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private static Seed says(String who) {
        return connection -> insert(connection, who);
    }

    private static void insert(Connection connection, String who) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO seeded VALUES ('" + who + "')");
        }
    }

    private Migrator migrator(int revisions, Seed seed) {
        return Starting.on(database)
                .set("SEED_DATA", "true")
                .builder(Script.chain(revisions))
                .seed(seed)
                .build();
    }

    private List<String> seeded() throws SQLException {
        return database.ask("SELECT who FROM seeded ORDER BY ctid");
    }

    @Test
    void itRunsOnceForEachUpgradeWhoeverAppliedIt() throws Exception {
        migrator(2, says("first")).onStartup();
        migrator(2, says("again")).onStartup();
        assertThat(seeded()).containsExactly("first");
        migrator(3, says("next")).onStartup();
        assertThat(seeded()).containsExactly("first", "next");
        // as after a process that died between the two, or from the command line
        database.migrator(Script.chain(4)).upgradeToHead();
        migrator(4, says("late")).onStartup();
        assertThat(seeded()).containsExactly("first", "next", "late");
        database.migrator(Script.chain(4)).downgradeTo("-1");
        migrator(4, says("anew")).onStartup();
        assertThat(seeded()).containsExactly("first", "next", "late", "anew");
    }

    @Test
    void oneThatFailsIsUndoneRefusesTheStartAndRunsAgain() throws Exception {
        assertThatThrownBy(() -> migrator(2, connection -> {
                            insert(connection, "half");
                            throw new IllegalStateException("no such country");
                        })
                        .onStartup())
                .isInstanceOf(StatementFailedException.class)
                .hasMessageContaining(
                        "seed data: code \"seed\" failed: java.lang.IllegalStateException: no such country;"
                                + " nothing of it was applied");
        assertThat(database.heads()).containsExactly(Script.id(2));
        assertThat(seeded()).isEmpty();
        migrator(2, says("whole")).onStartup();
        assertThat(seeded()).containsExactly("whole");
    }

    @Test
    void itsTransactionIsNotItsOwnToEnd() throws Exception {
        assertThatThrownBy(() -> migrator(1, connection -> {
                            insert(connection, "half");
                            connection.commit();
                        })
                        .onStartup())
                .hasMessageContaining("must not call commit()");
        assertThat(seeded()).isEmpty();
    }

    @Test
    void itRunsOnlyWhereTheSettingsSaySoAndWhereSomethingWasApplied() throws Exception {
        Starting.on(database)
                .builder(Script.chain(1))
                .seed(says("unasked"))
                .build()
                .onStartup();
        Starting.on(database)
                .set("SEED_DATA", "true")
                .set("AUTO_MIGRATE", "false")
                .builder(Script.chain(1))
                .seed(says("checking"))
                .build()
                .onStartup();
        migrator(1, says("asked for later")).onStartup();
        assertThat(seeded()).containsExactly("asked for later");
        try (Database virgin = new Database()) {
            Starting.on(virgin)
                    .set("SEED_DATA", "true")
                    .builder(List.of())
                    .seed(says("nothing"))
                    .build()
                    .onStartup();
            assertThat(virgin.tables()).isEmpty();
        }
    }

    @Test
    void whatItNeedsIsFoundInTheManagedSchema() throws Exception {
        database.run("CREATE SCHEMA shop; CREATE TABLE shop.seeded (who text)");
        Starting.on(database)
                .set("SEED_DATA", "true")
                .set("ALUDEL_SCHEMAS", "shop")
                .builder(Script.chain(1))
                .seed(says("here"))
                .build()
                .onStartup();
        assertThat(database.ask("SELECT who FROM shop.seeded")).containsExactly("here");
        assertThat(seeded()).isEmpty();
    }
}
