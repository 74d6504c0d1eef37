package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.run.Verify;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import dev.aludel.postgres.run.Script;
import dev.aludel.postgres.run.Wire;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Ten thousand revisions, all applied. */
class LongChainTest {

    @Test
    void lookingWhetherThereIsAnythingToDoDoesNotDependOnTheLengthOfTheChain() throws Exception {
        var chain = Script.idle(10_000);
        try (Database database = new Database();
                var wire = new Wire(database.itself().url());
                var pool = new OneConnection(wire.dataSource())) {
            var migrator =
                    Migrator.builder().dataSource(pool).revisions(() -> chain).build();
            migrator.stamp("head", Verify.NONE);
            var micros = new ArrayList<Long>();
            wire.forget();
            for (int i = 0; i < 300; i++) {
                long begin = System.nanoTime();
                assertThat(migrator.upgradeToHead().revisions()).isEmpty();
                micros.add((System.nanoTime() - begin) / 1_000);
            }
            assertThat(wire.flights()).isEqualTo(300);
            micros.sort(null);
            System.out.println("10,000 revisions at the head: 1 round trip, median " + micros.get(150) + " µs, best "
                    + micros.get(0) + " µs");
            assertThat(micros.get(150)).isLessThan(5_000);
        }
    }
}
