package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Parent;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values of several attributes: in columns of their own, or all in one. */
class EmbeddablesTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("embeddables within embeddables", Order.class),
            mapping("one embeddable twice", Route.class),
            mapping("embeddables that inherit", Drawn.class),
            mapping("generic superclasses", IntBox.class, TextBox.class),
            mapping("records", Located.class),
            mapping("embeddables as JSON", Json.class),
            mapping("embeddables as JSON, nested", Nested.class)
        };
    }

    enum Unit {
        KG,
        LB
    }

    @Embeddable
    static class Money {
        @Column(precision = 12, scale = 3, nullable = false)
        BigDecimal amount;

        @Column(length = 3)
        @ColumnDefault("'EUR'")
        String currency;
    }

    @Embeddable
    static class Position {
        Money price;

        @Check(constraints = "quantity > 0")
        int quantity;

        @Enumerated(EnumType.STRING)
        Unit unit;

        @Parent
        Order order;

        @ManyToOne
        Order instead;

        Order getOrder() {
            return order;
        }

        void setOrder(Order value) {
            order = value;
        }
    }

    @Entity(name = "Order")
    @Table(name = "orders", indexes = @Index(columnList = "currency"))
    static class Order {
        @Id
        Long id;

        @Embedded
        Position position;
    }

    @Embeddable
    static class Point {
        int x;

        @Column(name = "y_at", unique = true)
        Integer y;

        @CreationTimestamp
        Instant seen;
    }

    @Entity(name = "Route")
    static class Route {
        @Id
        Long id;

        Point start;

        @AttributeOverride(name = "x", column = @Column(name = "end_x", columnDefinition = "bigint default 3"))
        @AttributeOverride(name = "y", column = @Column(name = "end_y", nullable = false))
        @AttributeOverride(name = "seen", column = @Column(name = "end_seen"))
        Point end;
    }

    @Embeddable
    @DiscriminatorColumn(name = "figure_kind", length = 9)
    static class Figure {
        String label;
    }

    @Embeddable
    @DiscriminatorValue("round")
    static class Round extends Figure {
        @Column(nullable = false)
        double radius;
    }

    @Embeddable
    static class Angular extends Figure {
        Integer corners;
    }

    @Entity(name = "Drawn")
    static class Drawn {
        @Id
        Long id;

        Figure figure;
    }

    @MappedSuperclass
    abstract static class Box<T> {
        @Id
        Long id;

        T content;

        @ElementCollection
        List<T> more;
    }

    @Entity(name = "IntBox")
    static class IntBox extends Box<Integer> {}

    @Entity(name = "TextBox")
    @AttributeOverride(name = "content", column = @Column(name = "text", length = 77))
    static class TextBox extends Box<String> {}

    @Embeddable
    record Spot(
            @Column(name = "lat") double latitude,
            @Column(name = "lon") double longitude,
            String name) {}

    @Entity(name = "Located")
    static class Located {
        @Id
        Long id;

        Spot spot;
    }

    @Embeddable
    static class Label {
        @Column(nullable = false)
        String text;

        @Enumerated(EnumType.STRING)
        Unit unit;

        @Enumerated
        Unit second;

        @Column(name = "n_of_it")
        @Check(constraints = "n_of_it > 0")
        Integer n;
    }

    @Entity(name = "Json")
    static class Json {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.JSON)
        Label label;

        @JdbcTypeCode(SqlTypes.JSON)
        @Column(nullable = false)
        @AttributeOverride(name = "text", column = @Column(name = "txt"))
        @AttributeOverride(name = "n", column = @Column(name = "n_of_it", nullable = false))
        Label required;

        @JdbcTypeCode(SqlTypes.JSON)
        List<String> words;
    }

    @Embeddable
    static class Outer {
        String name;

        @JdbcTypeCode(SqlTypes.JSON)
        Label label;

        Money money;
    }

    @Entity(name = "Nested")
    static class Nested {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.JSON)
        Outer document;
    }
}
