package dev.aludel.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TableSize;
import dev.aludel.core.schema.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffortTest {

    private static final Name ORDERS = Name.of("orders");
    private static final Statement WAITING =
            Statement.of("ALTER TABLE orders …").locking(ORDERS, LockLevel.ACCESS_EXCLUSIVE);

    private static String effort(Statement statement, long rows, long bytes) {
        return Effort.of(statement, Map.of(ORDERS, new TableSize(rows, bytes)))
                .map(Effort::toString)
                .orElse("");
    }

    private static Statement having(Hazard.Kind kind) {
        return WAITING.hazard(kind, "");
    }

    @Test
    void writingTakesLongerThanReading() {
        assertThat(effort(having(Hazard.Kind.REWRITES_TABLE), 1_234_567, 340_000_000))
                .isEqualTo("about 1,200,000 rows, 340 MB, some 9 s");
        assertThat(effort(having(Hazard.Kind.SCANS_TABLE), 1_234_567, 340_000_000))
                .isEqualTo("about 1,200,000 rows, 340 MB, some 1 s");
        assertThat(effort(having(Hazard.Kind.OVERWRITES_DATA), 90_000_000, 12_345_000_000L))
                .isEqualTo("about 90,000,000 rows, 12.3 GB, some 5 min");
        assertThat(effort(having(Hazard.Kind.MAY_FAIL_ON_DATA), 5_000, 0))
                .isEqualTo("about 5,000 rows, 500 kB, less than a second");
    }

    @Test
    void littleIsNotSpokenOf() {
        assertThat(effort(having(Hazard.Kind.REWRITES_TABLE), 999, 8_192)).isEmpty();
        assertThat(effort(WAITING, 1_000_000, 1_000_000_000)).isEmpty();
        assertThat(effort(having(Hazard.Kind.LOSES_DATA), 1_000_000, 1_000_000_000))
                .isEmpty();
        assertThat(Effort.of(having(Hazard.Kind.REWRITES_TABLE), Map.of())).isEmpty();
    }

    @Test
    void aPlanSaysIt() {
        var statement = having(Hazard.Kind.REWRITES_TABLE);
        var plan = new Plan(List.of(), Map.of(ORDERS, new TableSize(60_000, 6_000_000)), Optional.empty());
        assertThat(plan.effort(statement)).hasToString("Optional[about 60,000 rows, 6 MB, less than a second]");
    }
}
