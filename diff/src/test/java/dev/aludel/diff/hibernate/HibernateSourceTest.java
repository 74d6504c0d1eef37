package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of entities. A line is what {@code describe()} says, {@code *} in front of a name that a machine made; a
 * line that starts with {@code 7:} is expected from Hibernate 7.0 on, one with {@code -7:} before that.
 */
class HibernateSourceTest {

    private static Arguments row(String name, Class<?>[] entities, String... lines) {
        return Arguments.of(Named.of(name, entities), Map.of(), List.of(lines));
    }

    private static Arguments row(String name, Map<String, ?> settings, Class<?>[] entities, String... lines) {
        return Arguments.of(Named.of(name, entities), settings, List.of(lines));
    }

    private static Class<?>[] entities(Class<?>... entities) {
        return entities;
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "types are in Hibernate's words",
                        entities(Shop.Account.class),
                        "*primary key account.account_pkey (id)",
                        "column account.active boolean not null",
                        "-7:column account.alarm time(6)",
                        "7:column account.alarm time(0)",
                        "column account.balance numeric(38,2)",
                        "column account.born date",
                        "column account.id bigint not null identity",
                        "column account.letter oid",
                        "column account.name varchar(80) not null",
                        "column account.picture bytea",
                        "column account.rate float(53) not null",
                        "column account.seen timestamp(6) with time zone",
                        "column account.token uuid",
                        "column account.version integer not null"),
                row(
                        "unquoted names fold, quoted ones stay, long ones are cut",
                        entities(Shop.Odd.class),
                        "*primary key \"Odd Name\".\"Odd Name_pkey\" (id)",
                        "column \"Odd Name\".\"Select\" varchar(255)",
                        "column \"Odd Name\".a_name_that_is_much_longer_than_the_sixty_three_bytes_that_post varchar(255)",
                        "column \"Odd Name\".id integer not null identity",
                        "column \"Odd Name\".plain varchar(255)",
                        "index \"Odd Name\".oddindex (plain, \"Select\")"),
                row(
                        "definitions, defaults, collations, comments, generated columns",
                        entities(Shop.Defined.class),
                        "*primary key defined.defined_pkey (id)",
                        "column defined.code varchar(255) collate \"C\"",
                        "-7:column defined.gross integer not null generated stored (net * 2)",
                        "7.2:column defined.gross integer not null generated virtual (net * 2)",
                        "7.4:column defined.gross integer generated virtual (net * 2)",
                        "column defined.id smallint not null",
                        "column defined.net integer not null",
                        "column defined.raw varchar(10) default 'x' not null",
                        "column defined.state varchar(255) default 'new'",
                        "column defined.tags varchar(255) array[5]",
                        "comment on column defined.state 'in words'",
                        "comment on table defined 'what people''s orders are'"),
                row(
                        "unique columns and keys: a name over a unique column is lost, a unique index is a constraint",
                        entities(Shop.Person.class, Shop.Account.class),
                        "*primary key person.person_pkey (id)",
                        "*unique person.person_account_id_key (account_id)",
                        "*unique person.person_email_key (email)",
                        "*unique person.person_last_first_key (last, first)",
                        "unique person.ix_becomes_constraint (nick)",
                        "unique person.uq_named (first, email)",
                        "*foreign key person.fkb7sarge8idrs201yl6w72671y (account_id) -> account (id)"),
                row(
                        "checks are named as PostgreSQL would",
                        entities(Shop.Checked.class),
                        "*check checked.checked_check ((low + high) > (0))",
                        "*check checked.checked_color_check (color in ('RED','GREEN'))",
                        "*check checked.checked_high_check (high > 0)",
                        "*check checked.checked_low_check ((low > 0) and (low < 100))",
                        "*check checked.checked_shade_check (shade between 0 and 1)",
                        "check checked.ck_named (low < high)"),
                row(
                        "keys have the order of columns that creation would use",
                        entities(Shop.Line.class, Shop.Account.class),
                        "*primary key line_attr.line_attr_pkey (line_line, line_orderid, line_sku, attributes_key)",
                        "*primary key line_item.line_item_pkey (line, orderid, sku)"),
                row(
                        "foreign keys",
                        entities(Shop.Refers.class, Shop.Account.class, Shop.Line.class, Shop.Person.class),
                        "*foreign key refers.fki8ka925dl7eyxqa101k6qyf8y (l_line, l_order, l_sku) -> line_item (line, orderid, sku)",
                        "foreign key refers.fk_named (editor_id) -> account (id)",
                        "foreign key refers.fk_raw (payer_id) -> account (id) on delete set null on update cascade deferrable initially deferred"),
                row(
                        "indexes",
                        entities(Shop.Indexed.class),
                        "index indexed.ix_expression ((lower(b)))",
                        "index indexed.ix_unique_expression unique ((lower(b)), a)"),
                row(
                        "indexes that Hibernate's exporter gets wrong",
                        entities(Shop.OddlyIndexed.class),
                        "index oddlyindexed.ix_call ((coalesce(a, 0)), b varchar_pattern_ops, b collate \"C\" desc)",
                        "index oddlyindexed.ix_nulls (a desc nulls last, b nulls first)"),
                row(
                        "sequences count in bigint",
                        entities(Shop.Numbered.class),
                        "sequence number_seq bigint start 7 increment 3"),
                row(
                        "a table generator is a table",
                        entities(Shop.Ticket.class),
                        "column ticket_gen.next_val bigint",
                        "column ticket_gen.sequence_name varchar(255) not null"),
                row(
                        "a named enum is a type, its values in the order of the alphabet",
                        entities(Shop.Painted.class),
                        "enum color [GREEN, RED]",
                        "column painted.color color"),
                row(
                        "constraints within a column's embeddable are checks",
                        entities(Shop.Housed.class),
                        "*check housed.housed_address_check (address is null"
                                + " or (cast(address->>'city' as varchar(255)) is not null"
                                + " and (cast(address->>'zip' as integer) is null or cast(address->>'zip' as integer) > 0)))",
                        "*check housed.housed_place_check (place is null or ((place).country is not null))",
                        "column housed.address jsonb",
                        "column housed.place place"),
                row(
                        "other schemas",
                        entities(Shop.Invoice.class, Shop.Account.class),
                        "schema billing",
                        "sequence invoice_seq bigint start 1 increment 50",
                        "*primary key billing.invoice.invoice_pkey (id)",
                        "column account.active boolean not null"),
                row(
                        "a default schema is for everything that names none",
                        Map.of("hibernate.default_schema", "Acme"),
                        entities(Shop.Invoice.class, Shop.Account.class),
                        "schema acme",
                        "schema billing",
                        "*primary key acme.account.account_pkey (id)"),
                row(
                        "a timestamp that Hibernate sets",
                        entities(Shop.Timed.class),
                        "-7:column timed.created timestamp(6) with time zone",
                        "7.2:column timed.created timestamp(6) with time zone",
                        "7.4:column timed.created timestamp(6) with time zone not null",
                        "7.4:column timed.traced timestamp(6) with time zone not null",
                        "7.4:column timed.updated timestamp(6) with time zone not null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void describesTheSchemaOf(Class<?>[] entities, Map<String, ?> settings, List<String> lines) {
        SchemaModel model = HibernateSource.builder()
                .entities(entities)
                .settings(settings)
                .build()
                .read();

        var described = model.everything().values().stream()
                .filter(object -> !(object instanceof Table))
                .map(object -> describe(model, object))
                .toList();
        var expected = lines.stream()
                .filter(HibernateSourceTest::holds)
                .map(HibernateSourceTest::text)
                .toList();

        assertThat(described).containsAll(expected);
        assertThat(model.holes()).isEmpty();
    }

    private static String describe(SchemaModel model, SchemaObject object) {
        return (model.isNegotiable(object.id()) ? "*" : "") + object.describe();
    }

    private static boolean holds(String line) {
        return switch (line.substring(0, line.indexOf(':') < 0 ? 0 : line.indexOf(':'))) {
            case "-7" -> !Versions.isAtLeast(7, 0);
            case "7" -> Versions.isAtLeast(7, 0);
            case "7.2" -> Versions.isAtLeast(7, 2) && !Versions.isAtLeast(7, 4);
            case "7.4" -> Versions.isAtLeast(7, 4);
            default -> true;
        };
    }

    private static String text(String line) {
        return line.replaceFirst("^(-7|7|7\\.2|7\\.4):", "");
    }
}
