package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

/** Which property a column is told to come from. */
class OriginsTest {

    @Embeddable
    static class Address {
        String city;

        @Column(name = "zip_code")
        String zip;
    }

    @Embeddable
    static class Terms {
        Integer days;
    }

    @Entity(name = "Buyer")
    @Table(name = "buyer")
    @SecondaryTable(name = "buyer_note")
    static class Buyer {
        @Id
        Long id;

        @Embedded
        Address home;

        @JdbcTypeCode(SqlTypes.JSON)
        Terms terms;

        @Column(name = "memo", table = "buyer_note")
        String note;

        @ElementCollection
        @OrderColumn(name = "pos")
        @CollectionTable(name = "buyer_tag")
        List<String> tags;

        @ManyToMany
        @JoinTable(name = "favourite")
        Set<Thing> things;

        @OneToMany
        @JoinColumn(name = "owner_id")
        List<Thing> owned;
    }

    @Entity(name = "Thing")
    @Table(name = "thing")
    static class Thing {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(name = "maker_fk")
        Buyer maker;

        @Column(name = "maker_fk", insertable = false, updatable = false)
        Long makerId;

        @ManyToOne
        Part part;

        @ManyToMany(mappedBy = "things")
        Set<Buyer> fans;
    }

    @Embeddable
    record PartId(String a, String b) implements Serializable {}

    @Entity(name = "Part")
    @Table(name = "part")
    static class Part {
        @EmbeddedId
        PartId id;
    }

    record SlotId(Long x, Long y) implements Serializable {}

    @Entity(name = "Slot")
    @Table(name = "slot")
    @IdClass(SlotId.class)
    static class Slot {
        @Id
        Long x;

        @Id
        @Column(name = "row_no")
        Long y;
    }

    @Entity(name = "Pay")
    @Table(name = "pay")
    @DiscriminatorColumn(name = "kind")
    abstract static class Pay {
        @Id
        Long id;
    }

    @Entity(name = "Card")
    static class Card extends Pay {
        @Column(name = "card_no")
        String number;
    }

    @Entity(name = "Transfer")
    static class Transfer extends Pay {
        @Column(name = "account_no")
        String number;
    }

    @Entity(name = "Base")
    @Table(name = "base")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Base {
        @Id
        Long id;
    }

    @Entity(name = "Derived")
    @Table(name = "derived")
    static class Derived extends Base {
        String extra;
    }

    @Entity(name = "Shape")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class Shape {
        @Id
        Long id;

        @Column(name = "colour_name")
        String colour;
    }

    @Entity(name = "Circle")
    @Table(name = "circle")
    static class Circle extends Shape {
        Double radius;
    }

    private static Map<String, String> lines(Class<?>... entities) {
        return HibernateSource.builder().entities(entities).build().origins().lines();
    }

    @Test
    void embeddablesCollectionsAndAssociations() {
        assertThat(lines(Buyer.class, Thing.class, Part.class))
                .isEqualTo(Map.of(
                        "buyer", "Buyer city=home.city id terms zip_code=home.zip",
                        "buyer_note", "Buyer.{secondary} id={key} memo=note",
                        "buyer_tag", "Buyer.tags buyer_id={key} pos={index} tags={element}",
                        "favourite", "Buyer.things fans_id={key} things_id={element}",
                        "thing", "Thing id maker_fk=maker owner_id=Buyer.owned.{key}",
                        "part", "Part a=id.a b=id.b"));
    }

    @Test
    void keysAndHierarchies() {
        assertThat(lines(Slot.class, Pay.class, Card.class, Transfer.class))
                .isEqualTo(Map.of(
                        "slot", "Slot row_no=y x",
                        "pay", "Pay account_no=Transfer.number card_no=Card.number id kind={discriminator}"));
        assertThat(lines(Base.class, Derived.class, Shape.class, Circle.class))
                .isEqualTo(Map.of(
                        "base", "Base id",
                        "derived", "Derived extra id={key}",
                        "circle", "Circle colour_name=colour id radius"));
    }
}
