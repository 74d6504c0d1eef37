package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJavaType;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.GenericGenerator;
import org.hibernate.annotations.ListIndexBase;
import org.hibernate.annotations.MapKeyJdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SortNatural;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.LongJavaType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Collections of values, what they are ordered by and what maps have as keys. */
class CollectionsTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("lists, sets and bags", Plain.class),
            mapping("collections of embeddables", Embedding.class),
            mapping("collections with everything said", Said.class),
            mapping("order columns", Ordered.class, Item.class),
            mapping("bags with ids", Bag.class, Item.class),
            mapping("keys of maps", Keyed.class, Item.class),
            mapping("a map by an attribute of its values", Cupboard.class, Cup.class),
            mapping("collections of two owners in one table", Shared.class, Sharing.class),
            mapping("embeddables with collections and references", Nesting.class, Item.class),
            mapping("sorted and filtered", Sorted.class),
            mapping("arrays", Arrays.class)
        };
    }

    enum Color {
        RED,
        GREEN
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        Long id;
    }

    @Entity(name = "Plain")
    static class Plain {
        @Id
        Long id;

        @ElementCollection
        List<String> words;

        @ElementCollection
        Set<Integer> numbers;

        @ElementCollection
        @Column(nullable = false)
        Set<String> required;

        @ElementCollection
        Collection<Instant> times;

        @ElementCollection
        @Enumerated(EnumType.STRING)
        Set<Color> colors;

        @ElementCollection
        @Enumerated
        List<Color> shades;

        @ElementCollection
        @Lob
        Set<String> letters;
    }

    @Embeddable
    static class Phone {
        @Column(nullable = false)
        String number;

        @Column(name = "kind_of_phone", length = 10)
        @Enumerated(EnumType.STRING)
        Color color;

        @ManyToOne
        Embedding owner;
    }

    @Entity(name = "Embedding")
    static class Embedding {
        @Id
        Long id;

        @ElementCollection
        Set<Phone> phones;

        @ElementCollection
        List<Phone> more;

        @ElementCollection
        @OrderColumn
        @AttributeOverride(name = "number", column = @Column(name = "digits", length = 30))
        @AssociationOverride(name = "owner", joinColumns = @JoinColumn(name = "owned_by"))
        List<Phone> ranked;
    }

    @Entity(name = "Said")
    static class Said {
        @Id
        Long id;

        @ElementCollection
        @CollectionTable(
                name = "said_words",
                joinColumns = @JoinColumn(name = "said", nullable = false),
                foreignKey = @ForeignKey(name = "words_of_said"),
                uniqueConstraints = @UniqueConstraint(columnNames = {"said", "word"}),
                indexes = @Index(name = "by_word", columnList = "word"))
        @Column(name = "word", length = 40, nullable = false)
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Check(constraints = "word <> ''")
        @ColumnDefault("'?'")
        @Comment("one of them")
        List<String> words;
    }

    @Entity(name = "Ordered")
    static class Ordered {
        @Id
        Long id;

        @ElementCollection
        @OrderColumn(name = "position", nullable = false)
        List<String> words;

        @ElementCollection
        @OrderColumn(columnDefinition = "smallint default 0")
        List<String> small;

        @ElementCollection
        @OrderColumn
        @ListIndexBase(1)
        List<String> fromOne;

        @OneToMany
        @OrderColumn
        List<Item> items;

        @ManyToMany
        @OrderColumn(name = "rank")
        List<Item> ranked;
    }

    @SuppressWarnings("deprecation")
    @Entity(name = "Bag")
    @GenericGenerator(name = "counting", strategy = "increment")
    static class Bag {
        @Id
        Long id;

        @ElementCollection
        @CollectionIdJavaType(LongJavaType.class)
        @CollectionId(column = @Column(name = "word_id"), generator = "counting")
        Collection<String> words;

        @ManyToMany
        @JoinTable(name = "bag_item")
        @CollectionIdJavaType(LongJavaType.class)
        @CollectionId(column = @Column(name = "row_id", columnDefinition = "bigint"), generator = "sequence")
        Collection<Item> items;
    }

    @Embeddable
    static class Place {
        @Column(name = "place_row")
        int row;

        @Column(name = "place_seat", length = 3)
        String seat;
    }

    @Entity(name = "Keyed")
    static class Keyed {
        @Id
        Long id;

        @ElementCollection
        Map<String, String> texts;

        @ElementCollection
        @MapKeyColumn(name = "k", length = 10)
        @Column(name = "v")
        Map<String, Integer> named;

        @ElementCollection
        @MapKeyEnumerated(EnumType.STRING)
        Map<Color, Integer> byColor;

        @ElementCollection
        @MapKeyTemporal(TemporalType.DATE)
        Map<Date, Integer> byDate;

        @ElementCollection
        @MapKeyJoinColumn(name = "item")
        Map<Item, String> byItem;

        @ElementCollection
        Map<Place, String> byPlace;

        @OneToMany
        @MapKeyJoinColumn(name = "first_item", foreignKey = @ForeignKey(name = "by_first"))
        Map<Item, Item> itemByItem;

        @ManyToMany
        @MapKeyJdbcTypeCode(SqlTypes.SMALLINT)
        Map<Integer, Item> small;
    }

    @Entity(name = "Cupboard")
    static class Cupboard {
        @Id
        Long id;

        @OneToMany(mappedBy = "cupboard")
        @MapKey(name = "label")
        Map<String, Cup> cups;

        @OneToMany
        @JoinColumn(name = "shelf_id")
        @MapKeyColumn(name = "place")
        Map<Integer, Cup> byPlace;
    }

    @Entity(name = "Cup")
    static class Cup {
        @Id
        Long id;

        String label;

        @ManyToOne
        Cupboard cupboard;
    }

    @Entity(name = "Shared")
    static class Shared {
        @Id
        Long id;

        @ElementCollection
        @CollectionTable(name = "tags", joinColumns = @JoinColumn(name = "shared_id"))
        @Column(name = "tag")
        List<String> tags;
    }

    @Entity(name = "Sharing")
    static class Sharing {
        @Id
        Long id;

        @ElementCollection
        @CollectionTable(name = "tags", joinColumns = @JoinColumn(name = "sharing_id"))
        @Column(name = "tag")
        List<String> tags;
    }

    @Embeddable
    static class Nest {
        @ManyToOne
        @JoinColumn(name = "egg_id")
        Item egg;

        @ElementCollection
        Set<String> twigs;

        @OneToMany
        List<Item> birds;
    }

    @Entity(name = "Nesting")
    static class Nesting {
        @Id
        Long id;

        @Embedded
        Nest nest;

        @Embedded
        @AttributeOverride(name = "twigs", column = @Column(name = "branch"))
        @AssociationOverride(name = "egg", joinColumns = @JoinColumn(name = "other_egg_id"))
        @AssociationOverride(name = "birds", joinTable = @JoinTable(name = "other_birds"))
        @AssociationOverride(name = "twigs", joinTable = @JoinTable(name = "other_twigs"))
        Nest other;
    }

    @Entity(name = "Sorted")
    static class Sorted {
        @Id
        Long id;

        @ElementCollection
        @SortNatural
        SortedSet<String> words;

        @ElementCollection
        @SortNatural
        SortedMap<String, Integer> counts;

        @ElementCollection
        @jakarta.persistence.OrderBy
        @SQLRestriction("words > 'a'")
        Set<String> filtered;
    }

    @Entity(name = "Arrays")
    static class Arrays {
        @Id
        Long id;

        @ElementCollection
        @OrderColumn
        String[] words;

        @ElementCollection
        @OrderColumn
        int[] numbers;
    }
}
