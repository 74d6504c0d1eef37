package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.diff.hibernate.Shop.Account;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The model and the statements that Hibernate creates the same schema with: fact by fact the same. */
class AgreesWithHibernateTest {

    private static Arguments row(String name, Map<String, ?> settings, Class<?>... entities) {
        return Arguments.of(Named.of(name, entities), settings);
    }

    static Stream<Arguments> rows() {
        Map<String, ?> none = Map.of();
        return Stream.of(
                row("plain types", none, Account.class),
                row("names that need care", none, Shop.Odd.class),
                row("definitions, defaults, comments", none, Shop.Defined.class),
                row("generated columns before PostgreSQL 18", version(17), Shop.Defined.class),
                row("unique in every way", none, Shop.Person.class, Account.class),
                row("checks", none, Shop.Checked.class),
                row("composite keys and collections", none, Shop.Line.class, Account.class),
                row(
                        "the order of columns that the mapping has",
                        Map.of("hibernate.column_ordering_strategy", "legacy"),
                        Shop.Line.class,
                        Account.class),
                row("foreign keys", none, Shop.Refers.class, Account.class, Shop.Line.class, Shop.Person.class),
                row("indexes", none, Shop.Indexed.class),
                row("sequences", none, Shop.Numbered.class),
                row("table generators", none, Shop.Ticket.class),
                row("named enums", none, Shop.Painted.class),
                row("aggregates in one column", none, Shop.Housed.class),
                row("single table", none, Hierarchies.Vehicle.class, Hierarchies.Bike.class),
                row("joined tables", none, Hierarchies.Animal.class, Hierarchies.Cat.class),
                row("a table for each class", none, Hierarchies.Shape.class, Hierarchies.Circle.class),
                row("timestamps", none, Shop.Timed.class),
                row("other schemas", none, Shop.Invoice.class, Account.class),
                row(
                        "a default schema",
                        Map.of("hibernate.default_schema", "Acme"),
                        Shop.Invoice.class,
                        Account.class,
                        Shop.Ticket.class),
                row(
                        "underscores",
                        Map.of(
                                "hibernate.physical_naming_strategy",
                                CamelCaseToUnderscoresNamingStrategy.class.getName()),
                        Shop.Line.class,
                        Account.class,
                        Shop.Person.class),
                row(
                        "everything quoted",
                        Map.of("hibernate.globally_quoted_identifiers", true),
                        Shop.Person.class,
                        Account.class,
                        Shop.Checked.class),
                row(
                        "key words quoted",
                        Map.of("hibernate.auto_quote_keyword", true),
                        Shop.Person.class,
                        Account.class));
    }

    private static Map<String, ?> version(int major) {
        return Map.of("jakarta.persistence.database-major-version", String.valueOf(major));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyFactOfTheModelIsInHibernatesScript(Class<?>[] entities, Map<String, ?> settings) {
        int major = settings.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("major-version"))
                .map(Map.Entry::getValue)
                .map(version -> Integer.parseInt(version.toString()))
                .findFirst()
                .orElse(18);
        var source = HibernateSource.builder()
                .entities(entities)
                .settings(settings)
                .serverVersion(major, 0)
                .build();

        var facts = Facts.of(source.read());

        assertThat(facts).containsExactlyElementsOf(Facts.of(CreateScript.of(settings, entities)));
        assertThat(source.read().holes()).isEmpty();
    }
}
