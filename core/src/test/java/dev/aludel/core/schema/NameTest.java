package dev.aludel.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    private static final List<String> PIECES = List.of(
            "a", "Z", "_", "9", "$", "\"", "\"\"", ".", " ", "\n", "'", "ö", "İ", "ß", "名", "😀", "\\", "select",
            "\u00a0");

    @Test
    void whatIsShownIsReadBack() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            Name name = Name.of(random.nextBoolean() ? "" : identifier(random), identifier(random));
            assertThat(Name.parse(name.toString())).as("-Daludel.seed=%d", SEED).isEqualTo(name);
            assertThat(Name.parse(Identifiers.sql(name))).isEqualTo(name);
        }
    }

    private static String identifier(Random random) {
        var text = new StringBuilder();
        do {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        } while (random.nextInt(4) > 0);
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "invoice, '', invoice",
        "Invoice, '', invoice",
        "billing.Invoice, billing, invoice",
        "'\"Billing\".\"In.voice\"', Billing, In.voice",
        "'\"a\"\"b\"', '', a\"b",
        "GRÖSSE, '', grÖsse",
        "' billing . invoice ', billing, invoice",
        "a$1, '', a$1"
    })
    void isReadAsSqlReadsIt(String text, String schema, String local) {
        assertThat(Name.parse(text)).isEqualTo(Name.of(schema, local));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.", ".a", "a..b", "a.b.c", "\"a", "\"a\"b", "a b", "a-b", "1a", "\"\"", "a\"b\"", "$a"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> Name.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "\ud83d", "\ude00\ud83d"})
    void whatNoServerCanStoreIsRefused(String text) {
        assertThatThrownBy(() -> Name.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyWordsAreQuotedWhereSqlNeedsIt() {
        assertThat(Identifiers.sql("order")).isEqualTo("\"order\"");
        assertThat(Identifiers.sql("position")).isEqualTo("\"position\"");
        assertThat(Identifiers.sql("name")).isEqualTo("name");
        assertThat(Identifiers.sql(Name.of("user", "Order"))).isEqualTo("\"user\".\"Order\"");
        assertThat(Name.of("order")).hasToString("order");
    }
}
