package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.run.Validation;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows 54 and 55: version tables that were changed by hand are found out; a revision that nobody knows stops everything. */
class TamperingTest {

    private static final int CHAIN = 8;

    private static final int TRIES = Integer.getInteger("aludel.tampering", 100);

    /** The journal's own guard is switched off, as whoever owns the table can. */
    private static final String UNGUARDED = "SET session_replication_role = replica; ";

    @Test
    void whatWasChangedByHandIsFound() throws Exception {
        System.out.println("-Daludel.seed=" + HostileText.SEED);
        var random = new Random(HostileText.SEED);
        try (Database database = new Database()) {
            var migrator = database.migrator(Script.chain(CHAIN));
            migrator.upgradeToHead();
            database.run("CREATE TABLE was_head AS SELECT * FROM aludel_head");
            database.run("CREATE TABLE was_journal AS SELECT * FROM aludel_journal");
            assertThat(errors(migrator)).isEmpty();
            var missed = new ArrayList<String>();
            for (int i = 0; i < TRIES; i++) {
                String id = Script.id(1 + random.nextInt(CHAIN - 1));
                String sql = switch (i % 5) {
                    case 0 -> "UPDATE aludel_head SET revision = '" + id + "'";
                    case 1 -> "DELETE FROM aludel_head";
                    case 2 -> "INSERT INTO aludel_head (revision, epoch) VALUES ('" + id + "', 99)";
                    case 3 -> "UPDATE aludel_head SET revision = 'x" + random.nextInt(1_000) + "'";
                    default ->
                        "DELETE FROM aludel_journal WHERE revision = '" + Script.id(1 + random.nextInt(CHAIN)) + "'";
                };
                database.run(UNGUARDED + sql);
                if (errors(migrator).isEmpty()) {
                    missed.add(sql);
                }
                database.run(UNGUARDED + "DELETE FROM aludel_head; INSERT INTO aludel_head SELECT * FROM was_head;"
                        + " DELETE FROM aludel_journal; INSERT INTO aludel_journal OVERRIDING SYSTEM VALUE SELECT * FROM"
                        + " was_journal ORDER BY seq");
            }
            assertThat(errors(migrator)).isEmpty();
            System.out.printf("row 54: %d changes by hand, %d found%n", TRIES, TRIES - missed.size());
            assertThat(missed).isEmpty();
        }
    }

    private static List<Validation.Finding> errors(Migrator migrator) {
        return migrator.status().findings().stream()
                .filter(finding -> finding.level() == Validation.Level.ERROR)
                .toList();
    }

    /** No transaction of a run that is refused so much as asks for a number, so that nothing at all was written. */
    @Test
    void anUnknownRevisionStopsEverythingAndWritesNothing() throws Exception {
        int cases = 0;
        for (String unknown : List.of("zzzz", "r00009", "r0000", "0", "x".repeat(64), "r00003x", "a_b")) {
            try (Database database = new Database()) {
                database.migrator(Script.chain(3)).upgradeToHead();
                database.run("UPDATE aludel_head SET revision = '" + unknown + "'");
                var migrator = database.migrator(Script.chain(5));
                long before = transaction(database);
                var rows = rows(database);
                for (Runnable run : List.<Runnable>of(
                        migrator::upgradeToHead,
                        () -> migrator.upgradeTo("+1"),
                        () -> migrator.upgradeTo("heads"),
                        () -> migrator.downgradeTo("base"),
                        () -> migrator.downgradeTo("-1"),
                        () -> migrator.stamp("head"))) {
                    var failure = catchThrowableOfType(RefusedException.class, run::run);
                    assertThat(failure.reason()).isEqualTo(RefusedException.Reason.UNKNOWN_REVISION);
                    assertThat(failure).hasMessageContaining(unknown);
                    cases++;
                }
                assertThat(transaction(database) - before)
                        .as("transactions that wrote")
                        .isEqualTo(1);
                assertThat(rows(database)).isEqualTo(rows);
                assertThat(migrator.status().findings()).isNotEmpty();
            }
        }
        System.out.printf(
                "row 55: %d requests to a database at an unknown revision, all refused, nothing written%n", cases);
    }

    private static long transaction(Database database) throws Exception {
        return Long.parseLong(database.ask("SELECT pg_current_xact_id()::text").get(0));
    }

    private static List<String> rows(Database database) throws Exception {
        return database.ask(
                "SELECT h::text FROM (SELECT xmin, * FROM aludel_head) h UNION ALL SELECT j::text FROM (SELECT xmin,"
                        + " * FROM aludel_journal) j ORDER BY 1");
    }
}
