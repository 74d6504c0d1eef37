package dev.aludel.diff.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.Collate;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.Struct;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.type.SqlTypes;

/** Entities for the tests, one for each thing that a mapping can say. */
final class Shop {

    private Shop() {}

    enum Color {
        RED,
        GREEN
    }

    @Entity(name = "Account")
    static class Account {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(length = 80, nullable = false)
        String name;

        @Version
        int version;

        UUID token;
        BigDecimal balance;
        boolean active;
        double rate;
        byte[] picture;

        @Lob
        String letter;

        Instant seen;
        LocalDate born;
        LocalTime alarm;
    }

    @Entity(name = "Odd")
    @Table(name = "`Odd Name`", indexes = @Index(name = "OddIndex", columnList = "plain, `Select`"))
    static class Odd {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Integer id;

        @Column(name = "`Select`")
        String select;

        @Column(name = "Plain")
        String plain;

        @Column(name = "a_name_that_is_much_longer_than_the_sixty_three_bytes_that_PostgreSQL_keeps_of_it")
        String longName;
    }

    @Entity(name = "Defined")
    @Comment("what people''s orders are")
    static class Defined {
        @Id
        Short id;

        @Column(columnDefinition = "varchar(10) default 'x' not null")
        String raw;

        @ColumnDefault("'new'")
        @Comment("in words")
        String state;

        @Collate("C")
        String code;

        @Column(nullable = false)
        int net;

        @GeneratedColumn("net * 2")
        @Column(nullable = false)
        Integer gross;

        @Array(length = 5)
        String[] tags;
    }

    @Entity(name = "Person")
    @Table(
            uniqueConstraints = {
                @UniqueConstraint(columnNames = {"last", "first"}),
                @UniqueConstraint(
                        name = "uq_named",
                        columnNames = {"first", "email"}),
                @UniqueConstraint(name = "uq_lost", columnNames = "email")
            },
            indexes = {@Index(name = "ix_becomes_constraint", columnList = "nick", unique = true)})
    static class Person {
        @Id
        Long id;

        String first;
        String last;
        String nick;

        @Column(unique = true)
        String email;

        @OneToOne
        Account account;
    }

    @Entity(name = "Checked")
    @Check(name = "ck_named", constraints = "low < high")
    @Check(constraints = "(low + high) > (0)")
    static class Checked {
        @Id
        Long id;

        @Check(constraints = "low > 0")
        @Check(constraints = "low < 100")
        int low;

        @Check(constraints = "high > 0")
        int high;

        @Enumerated(EnumType.STRING)
        @Column(length = 10)
        Color color;

        @Enumerated
        Color shade;
    }

    @Embeddable
    static class LineId {
        String sku;
        long orderId;
        int line;
    }

    @Entity(name = "Line")
    @Table(name = "line_item")
    static class Line {
        @EmbeddedId
        LineId id;

        @ElementCollection
        List<String> notes;

        @ElementCollection
        @CollectionTable(name = "line_attr")
        Map<String, Integer> attributes;

        @ElementCollection
        @OrderColumn
        List<String> steps;

        @ElementCollection
        Set<String> labels;

        @ManyToMany
        Set<Account> buyers;
    }

    @Entity(name = "Refers")
    static class Refers {
        @Id
        Long id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        Account owner;

        @ManyToOne(cascade = CascadeType.ALL)
        @JoinColumn(foreignKey = @ForeignKey(name = "fk_named"))
        Account editor;

        @ManyToOne
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        Account nobody;

        @ManyToOne
        @JoinColumn(
                name = "payer_id",
                foreignKey =
                        @ForeignKey(
                                name = "fk_raw",
                                foreignKeyDefinition =
                                        "foreign key (payer_id) references Account (id) on delete set null"
                                                + " on update cascade deferrable initially deferred"))
        Account payer;

        @ManyToOne
        @JoinColumns({
            @JoinColumn(name = "l_sku", referencedColumnName = "sku"),
            @JoinColumn(name = "l_line", referencedColumnName = "line"),
            @JoinColumn(name = "l_order", referencedColumnName = "orderId")
        })
        Line line;

        @ManyToOne
        @JoinColumn(name = "mail", referencedColumnName = "email")
        Person person;
    }

    @Entity(name = "Indexed")
    @Table(
            indexes = {
                @Index(columnList = "a, b desc"),
                @Index(name = "ix_expression", columnList = "(lower(b))"),
                @Index(name = "ix_unique_expression", columnList = "(lower(b)), a", unique = true)
            })
    static class Indexed {
        @Id
        Long id;

        int a;
        String b;
    }

    @Entity(name = "OddlyIndexed")
    @Table(
            indexes = {
                @Index(name = "ix_nulls", columnList = "a desc nulls last, b asc nulls first"),
                @Index(name = "ix_call", columnList = "coalesce(a, 0), b varchar_pattern_ops, b collate \"C\" desc")
            })
    static class OddlyIndexed {
        @Id
        Long id;

        int a;
        String b;
    }

    @Entity(name = "Numbered")
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers")
        @SequenceGenerator(name = "numbers", sequenceName = "Number_Seq", initialValue = 7, allocationSize = 3)
        Long id;
    }

    @Entity(name = "Ticket")
    static class Ticket {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE, generator = "tickets")
        @TableGenerator(name = "tickets", table = "ticket_gen")
        Long id;
    }

    @Entity(name = "Painted")
    static class Painted {
        @Id
        Long id;

        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        Color color;
    }

    @Embeddable
    static class Address {
        @Column(nullable = false)
        String city;

        @Check(constraints = "zip > 0")
        Integer zip;
    }

    @Embeddable
    @Struct(name = "place")
    static class Place {
        @Column(nullable = false)
        String country;
    }

    @Entity(name = "Housed")
    static class Housed {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.JSON)
        Address address;

        Place place;
    }

    @Entity(name = "Timed")
    static class Timed {
        @Id
        Long id;

        @CreationTimestamp
        Instant created;

        @UpdateTimestamp
        Instant updated;

        @jakarta.persistence.Embedded
        Trail trail;
    }

    @Embeddable
    static class Trail {
        @CreationTimestamp
        Instant traced;

        String by;
    }

    @Entity(name = "Invoice")
    @Table(schema = "billing", name = "invoice")
    static class Invoice {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Account account;

        @ManyToOne
        Invoice corrects;
    }
}
