package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.GenericGenerator;
import org.hibernate.annotations.Parameter;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.RowId;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UuidGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What identifies a row, and where its value comes from. */
class IdentifiersTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("an id class", Seat.class, Ticket.class),
            mapping("an embedded id", Parcel.class),
            mapping("derived ids", Parent.class, Child.class, Twin.class, GrandChild.class, Guardian.class),
            mapping("an id that is a reference", Parent.class, Passport.class, Stamp.class),
            mapping("identities of every type", Big.class, Medium.class, Small.class, Definite.class),
            mapping("sequences", Automatic.class, Pooled.class, Stepping.class, Falling.class, Elsewhere.class)
                    .schemas("public", "numbers"),
            mapping("sequences in the way of old", Automatic.class, Pooled.class)
                    .with("hibernate.id.db_structure_naming_strategy", "single"),
            mapping("sequences in the way of older", Automatic.class, Pooled.class)
                    .with("hibernate.id.db_structure_naming_strategy", "legacy"),
            mapping("generators with names of their own only", Pooled.class)
                    .with("hibernate.jpa.compliance.global_id_generators", true),
            mapping("a table as generator", FromTable.class, FromAnother.class),
            mapping("values that the application makes", Unique.class, Random.class, Generic.class),
            mapping("generators by their classes", GenericSequence.class, GenericTable.class, Incremented.class),
            mapping("a partition key", Partitioned.class, Parcel.class),
            mapping("a tenant", Tenant.class),
            mapping("a tenant in an id", TenantToo.class).in(Versions.SEVEN),
            mapping("a version of every type", Versioned.class, Timestamped.class, Shorted.class),
            mapping("a row id", Rowed.class)
        };
    }

    static class SeatId implements Serializable {
        private static final long serialVersionUID = 1L;
        int row;
        String letter;
        LocalDate day;

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatId id && id.row == row && Objects.equals(id.letter, letter);
        }

        @Override
        public int hashCode() {
            return row;
        }
    }

    @Entity(name = "Seat")
    @IdClass(SeatId.class)
    static class Seat {
        @Id
        int row;

        @Id
        @Column(length = 1)
        String letter;

        @Id
        LocalDate day;

        boolean atTheWindow;
    }

    @Entity(name = "Ticket")
    static class Ticket {
        @Id
        Long id;

        @ManyToOne
        Seat seat;
    }

    @Embeddable
    static class ParcelId implements Serializable {
        private static final long serialVersionUID = 1L;
        String zip;
        long number;
        Inner inner;

        @Override
        public boolean equals(Object other) {
            return other instanceof ParcelId id && id.number == number;
        }

        @Override
        public int hashCode() {
            return (int) number;
        }
    }

    @Embeddable
    static class Inner implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(name = "inner_code", length = 3)
        String code;

        boolean express;

        @Override
        public boolean equals(Object other) {
            return other instanceof Inner inner && inner.express == express;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @Entity(name = "Parcel")
    static class Parcel {
        @EmbeddedId
        @AttributeOverride(name = "zip", column = @Column(name = "postal_code", length = 5))
        ParcelId id;

        @ManyToOne
        Parcel follows;
    }

    @Entity(name = "Parent")
    static class Parent {
        @Id
        @GeneratedValue
        Long id;
    }

    @Embeddable
    static class ChildId implements Serializable {
        private static final long serialVersionUID = 1L;
        Long parent;
        String name;

        @Override
        public boolean equals(Object other) {
            return other instanceof ChildId id && Objects.equals(id.parent, parent);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(parent);
        }
    }

    @Entity(name = "Child")
    static class Child {
        @EmbeddedId
        ChildId id;

        @MapsId("parent")
        @ManyToOne
        Parent parent;
    }

    @Entity(name = "GrandChild")
    static class GrandChild {
        @Id
        Long id;

        @ManyToOne
        @JoinColumns({
            @JoinColumn(name = "p", referencedColumnName = "parent_id"),
            @JoinColumn(name = "n", referencedColumnName = "name")
        })
        Child child;
    }

    @Entity(name = "Twin")
    static class Twin {
        @Id
        Long id;

        @MapsId
        @OneToOne
        @JoinColumn(name = "twin_of", foreignKey = @ForeignKey(name = "twins"))
        Parent parent;
    }

    @Entity(name = "Guardian")
    static class Guardian {
        @EmbeddedId
        ChildId id;

        @MapsId
        @ManyToOne
        Child child;
    }

    @Entity(name = "Passport")
    static class Passport {
        @Id
        @OneToOne
        Parent owner;
    }

    static class StampId implements Serializable {
        private static final long serialVersionUID = 1L;
        Long passport;
        int page;

        @Override
        public boolean equals(Object other) {
            return other instanceof StampId id && id.page == page;
        }

        @Override
        public int hashCode() {
            return page;
        }
    }

    @Entity(name = "Stamp")
    @IdClass(StampId.class)
    static class Stamp {
        @Id
        @ManyToOne
        Passport passport;

        @Id
        int page;
    }

    @Entity(name = "Big")
    static class Big {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "Medium")
    static class Medium {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Column(name = "`Id`")
        int id;
    }

    @Entity(name = "Small")
    static class Small {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        short id;
    }

    @Entity(name = "Definite")
    static class Definite {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Column(columnDefinition = "integer")
        Long id;
    }

    @Entity(name = "Automatic")
    static class Automatic {
        @Id
        @GeneratedValue
        Long id;

        @ManyToMany
        List<Automatic> others;
    }

    @Entity(name = "Pooled")
    @SequenceGenerator(name = "pool", sequenceName = "pooled_ids", initialValue = 1000, allocationSize = 20)
    static class Pooled {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "pool")
        Integer id;
    }

    @Entity(name = "Stepping")
    static class Stepping {
        @Id
        @GeneratedValue(generator = "by_one")
        @SequenceGenerator(name = "by_one", allocationSize = 1)
        Long id;
    }

    @Entity(name = "Falling")
    static class Falling {
        @Id
        @GeneratedValue(generator = "falling")
        @SequenceGenerator(name = "falling", sequenceName = "`Falling`", initialValue = -1, allocationSize = -5)
        Long id;
    }

    @Entity(name = "Elsewhere")
    static class Elsewhere {
        @Id
        @GeneratedValue(generator = "elsewhere")
        @SequenceGenerator(name = "elsewhere", schema = "numbers", sequenceName = "elsewhere_ids")
        Long id;
    }

    @Entity(name = "FromTable")
    static class FromTable {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE)
        Long id;
    }

    @Entity(name = "FromAnother")
    @TableGenerator(
            name = "another",
            table = "my_ids",
            pkColumnName = "what",
            valueColumnName = "next",
            pkColumnValue = "another",
            initialValue = 7,
            indexes = @Index(name = "by_next", columnList = "next"),
            uniqueConstraints = @UniqueConstraint(columnNames = "next"))
    static class FromAnother {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE, generator = "another")
        Long id;
    }

    @Entity(name = "UniqueId")
    static class Unique {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;
    }

    @Entity(name = "Random")
    static class Random {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.TIME)
        String id;
    }

    @Entity(name = "Generic")
    @SuppressWarnings("deprecation")
    static class Generic {
        @Id
        @GeneratedValue(generator = "made_up")
        @GenericGenerator(name = "made_up", strategy = "uuid2")
        @Column(length = 36)
        String id;
    }

    @Entity(name = "GenericSequence")
    @SuppressWarnings("deprecation")
    static class GenericSequence {
        @Id
        @GeneratedValue(generator = "by_class")
        @GenericGenerator(
                name = "by_class",
                strategy = "org.hibernate.id.enhanced.SequenceStyleGenerator",
                parameters = {
                    @Parameter(name = "sequence_name", value = "by_class_ids"),
                    @Parameter(name = "initial_value", value = "5"),
                    @Parameter(name = "increment_size", value = "3"),
                    @Parameter(name = "optimizer", value = "pooled-lo")
                })
        Long id;
    }

    @Entity(name = "GenericTable")
    @SuppressWarnings("deprecation")
    static class GenericTable {
        @Id
        @GeneratedValue(generator = "forced")
        @GenericGenerator(
                name = "forced",
                strategy = "org.hibernate.id.enhanced.SequenceStyleGenerator",
                parameters = {
                    @Parameter(name = "force_table_use", value = "true"),
                    @Parameter(name = "sequence_name", value = "forced_ids"),
                    @Parameter(name = "value_column", value = "next_one")
                })
        Long id;
    }

    @Entity(name = "Incremented")
    @SuppressWarnings("deprecation")
    static class Incremented {
        @Id
        @GeneratedValue(generator = "plus")
        @GenericGenerator(name = "plus", strategy = "increment")
        Long id;
    }

    @Entity(name = "Partitioned")
    static class Partitioned {
        @Id
        Long id;

        @PartitionKey
        @Column(name = "day")
        LocalDate day;

        @ManyToOne
        Parcel parcel;
    }

    @Entity(name = "Tenant")
    static class Tenant {
        @Id
        Long id;

        @TenantId
        String tenant;
    }

    @Entity(name = "TenantToo")
    static class TenantToo {
        @EmbeddedId
        TenantKey id;
    }

    @Embeddable
    static class TenantKey implements Serializable {
        private static final long serialVersionUID = 1L;
        Long number;

        @TenantId
        @Column(length = 20)
        String tenant;

        @Override
        public boolean equals(Object other) {
            return other instanceof TenantKey key && Objects.equals(key.number, number);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(number);
        }
    }

    @Entity(name = "Versioned")
    static class Versioned {
        @Id
        Long id;

        @Version
        Integer version;
    }

    @Entity(name = "Timestamped")
    static class Timestamped {
        @Id
        Long id;

        @Version
        java.time.Instant version;
    }

    @Entity(name = "Shorted")
    static class Shorted {
        @Id
        Long id;

        @Version
        @Column(name = "OPTLOCK", columnDefinition = "smallint default 0")
        short version;
    }

    @Entity(name = "Rowed")
    @RowId("ctid")
    static class Rowed {
        @Id
        Long id;
    }
}
