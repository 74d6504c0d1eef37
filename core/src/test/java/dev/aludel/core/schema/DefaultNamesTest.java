package dev.aludel.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names that PostgreSQL 15 chose for the same tables are the expected ones. */
class DefaultNamesTest {

    private static final Name INVOICE = Name.of("billing", "invoice");
    private static final Name LONG = Name.of("t".repeat(60));

    @Test
    void areThoseOfTheServer() {
        assertThat(DefaultNames.primaryKey(INVOICE)).isEqualTo("invoice_pkey");
        assertThat(DefaultNames.unique(INVOICE, List.of("a", "b"))).isEqualTo("invoice_a_b_key");
        assertThat(DefaultNames.foreignKey(INVOICE, List.of("customer_id"))).isEqualTo("invoice_customer_id_fkey");
        assertThat(DefaultNames.index(INVOICE, List.of("a"))).isEqualTo("invoice_a_idx");
        assertThat(DefaultNames.check(INVOICE, List.of("total"))).isEqualTo("invoice_total_check");
        assertThat(DefaultNames.check(INVOICE, List.of("a", "b"))).isEqualTo("invoice_check");
        assertThat(DefaultNames.check(INVOICE, List.of())).isEqualTo("invoice_check");
    }

    @Test
    void theLongerPartIsCutFirst() {
        assertThat(DefaultNames.primaryKey(LONG)).isEqualTo("t".repeat(58) + "_pkey");
        assertThat(DefaultNames.unique(LONG, List.of("a"))).isEqualTo("t".repeat(57) + "_a_key");
        assertThat(DefaultNames.unique(LONG, List.of("c".repeat(60))))
                .isEqualTo("t".repeat(29) + "_" + "c".repeat(29) + "_key");
        assertThat(DefaultNames.unique(LONG, List.of("c".repeat(60), "d".repeat(60))))
                .isEqualTo("t".repeat(29) + "_" + "c".repeat(29) + "_key");
        assertThat(DefaultNames.foreignKey(Name.of("t"), List.of("c".repeat(63))))
                .isEqualTo("t_" + "c".repeat(56) + "_fkey");
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertThat(DefaultNames.clip("ü".repeat(40))).isEqualTo("ü".repeat(31));
        assertThat(DefaultNames.clip("😀".repeat(20))).isEqualTo("😀".repeat(15));
        assertThat(DefaultNames.clip("a".repeat(63))).hasSize(63);
        String key = DefaultNames.unique(Name.of("ü".repeat(31)), List.of("😀".repeat(15)));
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
        assertThat(key).isEqualTo("ü".repeat(14) + "_" + "😀".repeat(7) + "_key");
    }

    @Test
    void aTakenNameGetsTheFirstFreeNumber() {
        assertThat(DefaultNames.free("a_key", Set.of()::contains)).isEqualTo("a_key");
        assertThat(DefaultNames.free("a_key", Set.of("a_key", "a_key1")::contains))
                .isEqualTo("a_key2");
        assertThat(DefaultNames.free("x".repeat(63), Set.of("x".repeat(63))::contains))
                .isEqualTo("x".repeat(62) + "1");
    }
}
