package dev.aludel.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.schema.Expressions.Mention;
import dev.aludel.core.schema.Expressions.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "price > 0 ^ price",
                "length(name) > 0 ^ name",
                "\"Name\" || 'name' ^ Name",
                "invoice.total > 0 ^ total",
                "(created)::date > '2000-01-01'::date ^ created",
                "created::timestamp(3) with time zone > now() ^ created",
                "x::double precision + precision ^ x precision",
                "a is not null and b is not null ^ a b",
                "case when a then b else c end ^ a b c",
                "a between 1 and b ^ a b",
                "\"and\" > \"end\" ^ and end",
                "position > 0 ^ position",
                "name collate \"C\" ^ name",
                "created at time zone 'UTC' ^ created",
                "extract(year from created) ^ created",
                "date '2000-01-01' < created ^ created",
                "cast(x as text) ^ x",
                "pg_catalog.lower(x) ^ x",
                "state in ('a', 'b') ^ state",
                "/* price */ total > 1e3 ^ total"
            })
    void columnsAreFound(String expression, String columns) {
        assertThat(Expressions.columns(expression)).containsExactlyInAnyOrder(columns.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "'red'::color ^ TYPE color",
                "'{}'::billing.\"Color\"[] ^ TYPE billing.\"Color\"",
                "cast('red' as color) ^ TYPE color",
                "nextval('order_seq'::regclass) ^ SEQUENCE order_seq",
                "nextval('order_seq') ^ SEQUENCE order_seq",
                "nextval('billing.\"Seq\"'::pg_catalog.regclass) ^ SEQUENCE billing.\"Seq\""
            })
    void typesAndSequencesAreFound(String expression, String mention) {
        assertThat(Expressions.mentions(expression))
                .extracting(found -> found.role() + " " + found.name())
                .contains(mention);
    }

    @Test
    void aTextThatIsNoSequenceIsLeftAlone() {
        assertThat(Expressions.mentions("'order_seq'::text"))
                .extracting(Mention::role)
                .containsOnly(Role.LABEL, Role.TYPE);
        assertThat(Expressions.mentions("nextval('order_seq'::text)"))
                .extracting(Mention::role)
                .containsOnly(Role.LABEL, Role.TYPE);
    }

    @Test
    void aColumnFollowsItsNewName() {
        assertThat(column("price > 0 and \"price\" < price(1) -- price", "price", "order"))
                .isEqualTo("\"order\" > 0 and \"order\" < price(1) -- price");
        assertThat(column("\"and\" and x", "and", "Both")).isEqualTo("\"Both\" and x");
        assertThat(column("created::date > date", "date", "day")).isEqualTo("created::date > day");
        assertThat(column("price > 0", "price", "amount")).isEqualTo("amount > 0");
    }

    @Test
    void aTypeFollowsItsNewName() {
        assertThat(follow("'red'::color <> 'color'", EnumType.id(Name.of("color")), EnumType.id(Name.of("user"))))
                .isEqualTo("'red'::\"user\" <> 'color'");
        assertThat(follow("'red'::a.color", ObjectId.namespace("a"), ObjectId.namespace("b")))
                .isEqualTo("'red'::b.color");
    }

    @Test
    void aSequenceFollowsItsNewName() {
        assertThat(follow("nextval('s'::regclass)", Sequence.id(Name.of("s")), Sequence.id(Name.of("it's"))))
                .isEqualTo("nextval('\"it''s\"'::regclass)");
        assertThat(follow("'s'::text", Sequence.id(Name.of("s")), Sequence.id(Name.of("t"))))
                .isEqualTo("'s'::text");
    }

    private static String column(String expression, String from, String to) {
        return follow(expression, ObjectId.column(Name.of("t"), from), ObjectId.column(Name.of("t"), to));
    }

    private static String follow(String expression, ObjectId from, ObjectId to) {
        return new Renaming(from, to).expression(Name.of("t"), expression);
    }
}
