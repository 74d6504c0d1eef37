package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pieces of SQL that stand in mappings. */
class TextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a                        | (a)",
                "A                        | (a)",
                "\"X y\"                  | (\"X y\")",
                "a asc                    | (a)",
                "a desc                   | (a desc)",
                "a desc nulls last        | (a desc nulls last)",
                "a nulls first            | (a nulls first)",
                "\"a desc nulls last\"    | (a desc nulls last)",
                "(lower(a))               | ((lower(a)))",
                "lower(a) desc            | ((lower(a)) desc)",
                "pg_catalog.lower(a)      | ((pg_catalog.lower(a)))",
                "(a * b) nulls first      | ((a * b) nulls first)",
                "a collate \"C\"          | (a collate \"C\")",
                "a text_pattern_ops       | (a text_pattern_ops)",
                "a collate x.y ops.o desc | (a collate x.y ops.o desc)",
                "a + 1                    | ((a + 1))",
            })
    void readsKeysOfIndexes(String sql, String expected) {
        var key = IndexText.parse(sql, List.of("a", "b"));

        assertThat(Index.of(Name.of("t"), "i", false, List.of(key)).details()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "where a > 0                     | []     | false | a > 0 | ''",
                "include (a, B) where (b is null)| [a, b] | false | b is null | ''",
                "NULLS NOT DISTINCT              | []     | true  | -     | ''",
                "with (fillfactor = 70)          | []     | false | -     | with ( fillfactor = 70 )",
            })
    void readsOptionsOfIndexes(String sql, String include, boolean nulls, String predicate, String rest) {
        var tail = IndexTail.parse(sql);

        assertThat(tail.include()).hasToString(include);
        assertThat(tail.nullsNotDistinct()).isEqualTo(nulls);
        assertThat(tail.predicate()).isEqualTo(predicate);
        assertThat(tail.rest()).isEqualTo(rest);
    }

    @Test
    void readsForeignKeys() {
        var key = ForeignKeyText.parse(
                        "FOREIGN KEY (\"A\", b) REFERENCES Shop.\"T\" (x, y) MATCH SIMPLE ON UPDATE SET NULL"
                                + " ON DELETE RESTRICT NOT DEFERRABLE")
                .orElseThrow();

        assertThat(key.columns()).containsExactly("A", "b");
        assertThat(key.target()).isEqualTo(Name.of("shop", "T"));
        assertThat(key.targetColumns()).containsExactly("x", "y");
        assertThat(key.tail())
                .isEqualTo(new ConstraintTail(
                        ForeignKey.Action.RESTRICT, ForeignKey.Action.SET_NULL, Timing.NOT_DEFERRABLE, ""));
    }

    @Test
    void leavesThePrimaryKeyOfTheTargetToTheTarget() {
        var key =
                ForeignKeyText.parse("foreign key (a) references t deferrable").orElseThrow();

        assertThat(key.targetColumns()).isEmpty();
        assertThat(key.tail().timing()).isEqualTo(Timing.DEFERRABLE);
    }

    @ParameterizedTest
    @CsvSource({"references t (x)", "foreign key (a)", "foreign key () references t (x)", "''"})
    void understandsNoOtherForm(String sql) {
        assertThat(ForeignKeyText.parse(sql)).isEmpty();
    }

    @Test
    void keepsWhatItDoesNotUnderstandOfAConstraint() {
        assertThat(ConstraintTail.parse("on delete set null (a) initially deferred"))
                .isEqualTo(new ConstraintTail(ForeignKey.Action.SET_NULL, null, Timing.INITIALLY_DEFERRED, "( a )"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(a)           | a",
                "((a + b))     | a + b",
                "(a) + (b)     | (a) + (b)",
                "(a ~ '(')     | a ~ '('",
                "a             | a",
            })
    void takesOuterParenthesesOff(String expression, String expected) {
        assertThat(Expressions.bare(expression.strip())).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A > 0 and b < a                  | [a, b]",
                "(b).a is not null                | [b]",
                "t.a > 0                          | [a]",
                "a::date > date '2020-01-01'      | [a]",
                "cast(a as date) = 'b'            | [a]",
                "date(a) > 0                      | [a]",
                "\"A\" > 0                        | []",
            })
    void findsTheColumnsOfAnExpression(String expression, String expected) {
        var columns = Expressions.columns(Name.of("t"), List.of("a", "b", "date"), expression);

        assertThat(columns).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Order         | order",
                "\"Order\"     | Order",
                "`Order`       | Order",
                "[Order]       | Order",
                "\"a\"\"b\"    | a\"b",
            })
    void spellsIdentifiersAsTheCatalogDoes(String written, String expected) {
        assertThat(Names.identifier(written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "fkqaj1denc19ihb96skjiy5eqt, true",
        "UK_6j67bhr2m17j1r5v2x8qy9tgq, true",
        "IDXrxbwjp27gn67p1ftnn0l5yrpv, true",
        "fk_order_customer, false",
        "fk_customer_order_with_long_name, false",
    })
    void knowsTheNamesThatHibernateMakesUp(String name, boolean expected) {
        assertThat(Names.isHashed(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                   | 1 9223372036854775807 1 false  | ''",
                "maxvalue 100 CACHE 20 cycle         | 1 100 20 true                  | ''",
                "minvalue -5 no maxvalue no cycle    | -5 9223372036854775807 1 false | ''",
                "owned by none cache 3               | 1 9223372036854775807 3 false  | owned by none",
            })
    void readsWhatFollowsASequence(String options, String expected, String rest) {
        var tail = SequenceTail.parse(options);

        var sequence = tail.on(SequenceOptions.of("bigint", 1, 1));

        assertThat(sequence.min() + " " + sequence.max() + " " + sequence.cache() + " " + sequence.cycle())
                .isEqualTo(expected);
        assertThat(tail.rest()).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({"6.5.9.Final,false", "6.6.0.Final,true", "7.0.10.Final,true", "7.4.6.Final,true", "8.0.0.Beta1,false"})
    void supportsHibernate(String version, boolean expected) {
        assertThat(Versions.isSupported(version)).isEqualTo(expected);
    }
}
