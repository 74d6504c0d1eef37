package dev.aludel.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text | text | '' | false",
                "varchar(80) | varchar | 80 | false",
                "numeric(10,2)[] | numeric | 10,2 | true",
                "double precision | double precision | '' | false",
                "billing.color[] | billing.color | '' | true",
                "\"odd(1)\" | \"odd(1)\" | '' | false",
                "\"odd[]\"[][] | \"odd[]\" | '' | true"
            })
    void hasParts(String text, String base, String modifier, boolean array) {
        SqlType type = SqlType.of(text);
        assertThat(type.base()).isEqualTo(base);
        assertThat(type.modifier()).isEqualTo(modifier);
        assertThat(type.isArray()).isEqualTo(array);
        assertThat(type.withBase(base)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smallint | integer | true",
                "integer | smallint | false",
                "integer | numeric(10,2) | false",
                "integer | numeric | true",
                "bigint | double precision | false",
                "varchar(40) | varchar(80) | true",
                "varchar(80) | varchar(40) | false",
                "varchar | varchar(40) | false",
                "varchar(40) | varchar | true",
                "varchar(40) | text | true",
                "text | varchar | false",
                "numeric(10,2) | numeric(12,2) | true",
                "numeric(10,2) | numeric(12,4) | true",
                "numeric(10,2) | numeric(11,4) | false",
                "numeric(10,2) | numeric(10,0) | false",
                "numeric(5,-2) | numeric(7,0) | true",
                "timestamp(3) | timestamp(6) | true",
                "timestamp(6) | timestamp(3) | false",
                "date | timestamp | true",
                "timestamp | date | false",
                "integer[] | bigint[] | true",
                "integer[] | integer | false",
                "integer | bigint[] | false",
                "varchar(40)[] | varchar(80)[] | true",
                "uuid | text | true",
                "text | uuid | false",
                "char(3) | char(5) | false",
                "char(3) | char | false",
                "bit(3) | bit | false",
                "color | text | false",
                "color | color | true"
            })
    void fitsIntoWhatHoldsEveryValueUnchanged(String from, String to, boolean fits) {
        assertThat(SqlType.of(from).fitsInto(SqlType.of(to))).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "color | color | true",
                "color[] | color | true",
                "\"order\" | order | true",
                "order | order | true",
                "billing.color | billing.color | true",
                "color | billing.color | false",
                "varchar(3) | color | false"
            })
    void isOfItsEnumHoweverThatIsSpelled(String type, String name, boolean is) {
        assertThat(SqlType.of(type).isOf(Name.parse(name))).isEqualTo(is);
    }
}
