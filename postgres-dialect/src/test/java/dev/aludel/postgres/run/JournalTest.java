package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.postgres.PostgresDialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever changes what is written about the past is found out. */
class JournalTest {

    private static final int EDITS = 100;

    private static final List<String> CHANGES = List.of(
            "UPDATE aludel_journal SET checksum = checksum || '0' WHERE seq = %d",
            "UPDATE aludel_journal SET at = at + interval '1 microsecond' WHERE seq = %d",
            "UPDATE aludel_journal SET role = 'nobody' WHERE seq = %d",
            "UPDATE aludel_journal SET heads_after = '{x}' WHERE seq = %d",
            "UPDATE aludel_journal SET parents = parents || '{x}' WHERE seq = %d",
            "UPDATE aludel_journal SET message = message || ' ' WHERE seq = %d",
            "UPDATE aludel_journal SET took_micros = took_micros + 1 WHERE seq = %d",
            "UPDATE aludel_journal SET hash = sha256(hash) WHERE seq = %d",
            "DELETE FROM aludel_journal WHERE seq = %d",
            "UPDATE aludel_journal SET seq = DEFAULT WHERE seq = %d");

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyLineThatIsChangedOrTakenAwayIsFound() throws SQLException {
        int revisions = 12;
        var migrator = database.migrator(Script.idle(revisions));
        migrator.upgradeToHead();
        migrator.downgradeTo("-3");
        migrator.upgradeToHead();
        assertThat(migrator.validate().findings()).isEmpty();
        database.run("CREATE TABLE copy AS SELECT * FROM aludel_journal");
        long seed = 4711;
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < EDITS; i++) {
            long line = 1 + random.nextInt(revisions + 6);
            String change = CHANGES.get(i % CHANGES.size()).formatted(line);
            change(change);
            // that the last line is gone shows only in what the heads say
            boolean last = line == revisions + 6;
            assertThat(last ? migrator.validate(Script.id(1)).findings() : tampered())
                    .as(change)
                    .isNotEmpty();
            found++;
            change("DELETE FROM aludel_journal; INSERT INTO aludel_journal OVERRIDING SYSTEM VALUE SELECT * FROM copy");
            assertThat(tampered()).isEmpty();
        }
        System.out.println(found + " of " + EDITS + " edits of the journal by hand found, seed " + seed);
    }

    @Test
    void headsThatAreMovedByHandAreFound() {
        var migrator = database.migrator(Script.idle(3));
        migrator.upgradeToHead();
        database.run("UPDATE aludel_head SET revision = '" + Script.id(2) + "'");
        assertThat(migrator.validate().findings())
                .anySatisfy(finding -> assertThat(finding.what())
                        .isEqualTo("the heads were changed by hand: they are not where the journal ends, at "
                                + Script.id(3)));
    }

    private List<Long> tampered() throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return new PostgresDialect().versionTables().tampered(connection, "public");
        }
    }

    private void change(String sql) {
        database.run("SET session_replication_role = replica; " + sql + "; RESET session_replication_role");
    }
}
