package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.hibernate.annotations.View;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Views and composite types. */
class BesidesTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("views", Summary.class, Item.class),
            mapping("views in a schema", OddNumber.class).schemas("public", "extra"),
            mapping("views in the default schema", Number.class)
                    .with("hibernate.default_schema", "extra")
                    .schemas("public", "extra"),
            mapping("composite types", Housed.class),
            mapping("arrays of composite types", Moved.class)
        };
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        Long id;

        int price;
    }

    @Entity(name = "Summary")
    @Immutable
    @View(query = "select count(*) as id, sum(price) as total from Item")
    static class Summary {
        @Id
        Long id;

        Long total;
    }

    @Entity(name = "Number")
    @Immutable
    @View(query = "select n as id from generate_series(1, 9) as n")
    static class Number {
        @Id
        Integer id;
    }

    @Entity(name = "OddNumber")
    @Immutable
    @Table(name = "\"Odd number\"", schema = "extra")
    @View(query = "select n as id from generate_series(1, 9, 2) as n")
    static class OddNumber {
        @Id
        Integer id;
    }

    @Embeddable
    @Struct(name = "street")
    static class Street {
        String label;

        Integer number;
    }

    @Embeddable
    @Struct(name = "address")
    static class Address {
        @Column(length = 30)
        String city;

        @Check(constraints = "zip > 0")
        Integer zip;

        Street street;
    }

    @Entity(name = "Housed")
    static class Housed {
        @Id
        Long id;

        Address address;

        @Column(nullable = false)
        Address second;
    }

    @Embeddable
    @Struct(name = "stage")
    static class Stage {
        String label;
    }

    @Entity(name = "Moved")
    static class Moved {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.ARRAY)
        List<Stage> stages;
    }
}
