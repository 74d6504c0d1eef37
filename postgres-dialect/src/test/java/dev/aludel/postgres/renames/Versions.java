package dev.aludel.postgres.renames;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Entities in several versions: an entity is the same one where its name is. */
final class Versions {

    private Versions() {}

    @Entity(name = "Person")
    @Table(name = "person")
    static class Person {
        @Id
        Long id;

        @Column(name = "name", length = 80)
        String name;

        @Column(name = "age")
        Integer age;
    }

    /** The column of one property is called something else. */
    @Entity(name = "Person")
    @Table(name = "person")
    static class FullName {
        @Id
        Long id;

        @Column(name = "full_name", length = 80)
        String name;

        @Column(name = "age")
        Integer age;
    }

    /** It is longer, too. */
    @Entity(name = "Person")
    @Table(name = "person")
    static class LongFullName {
        @Id
        Long id;

        @Column(name = "full_name", length = 200)
        String name;

        @Column(name = "years")
        Long age;
    }

    /** Something else has its name now. */
    @Entity(name = "Person")
    @Table(name = "person")
    static class FullNameAndNick {
        @Id
        Long id;

        @Column(name = "full_name", length = 80)
        String name;

        @Column(name = "name", length = 80)
        String nick;

        @Column(name = "age")
        Integer age;
    }

    /** The property has another name, too. */
    @Entity(name = "Person")
    @Table(name = "person")
    static class OtherProperty {
        @Id
        Long id;

        @Column(name = "full_name", length = 80)
        String fullName;

        @Column(name = "age")
        Integer age;
    }

    /** Only the property has another name. */
    @Entity(name = "Person")
    @Table(name = "person")
    static class OtherPropertySameColumn {
        @Id
        Long id;

        @Column(name = "name", length = 80)
        String fullName;

        @Column(name = "age")
        Long age;
    }

    /** A column goes, and one of another kind comes. */
    @Entity(name = "Person")
    @Table(name = "person")
    static class BornNotNamed {
        @Id
        Long id;

        @Column(name = "age")
        Integer age;

        @Column(name = "member")
        Boolean member;
    }

    /** One column may be either of two. */
    @Entity(name = "Person")
    @Table(name = "person", indexes = @Index(name = "by_first", columnList = "first"))
    static class FirstAndLast {
        @Id
        Long id;

        @Column(name = "first", length = 80)
        String first;

        @Column(name = "last", length = 80)
        String last;

        @Column(name = "age")
        Integer age;
    }

    @Entity(name = "Pair")
    @Table(name = "pair", indexes = @Index(name = "by_a", columnList = "a"))
    static class Pair {
        @Id
        Long id;

        @Column(name = "a")
        Integer first;

        @Column(name = "b")
        Integer second;
    }

    /** The names have changed places; the index is still over the column that is called so. */
    @Entity(name = "Pair")
    @Table(name = "pair", indexes = @Index(name = "by_a", columnList = "a"))
    static class Swapped {
        @Id
        Long id;

        @Column(name = "b")
        Integer first;

        @Column(name = "a")
        Integer second;
    }

    @Entity(name = "Client")
    @Table(
            name = "client",
            indexes = @Index(name = "by_email", columnList = "email"),
            uniqueConstraints = @UniqueConstraint(columnNames = {"email", "name"}))
    static class Client {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "client_seq")
        @SequenceGenerator(name = "client_seq", sequenceName = "client_seq")
        Long id;

        @Column(name = "name")
        String name;

        @Column(name = "email")
        String email;

        @ElementCollection
        @CollectionTable(name = "client_tag", joinColumns = @JoinColumn(name = "client_id"))
        @Column(name = "tag")
        Set<String> tags;

        @Embedded
        Address address;
    }

    @Embeddable
    static class Address {
        @Column(name = "city")
        String city;
    }

    @Entity(name = "Bill")
    @Table(name = "bill")
    static class BillOfClient {
        @Id
        Long id;

        @ManyToOne(optional = false)
        @JoinColumn(name = "client_id")
        Client client;
    }

    /** The table of an entity, its sequence, that of its collection and the columns that point at it. */
    @Entity(name = "Client")
    @Table(
            name = "customer",
            indexes = @Index(name = "by_email", columnList = "email"),
            uniqueConstraints = @UniqueConstraint(columnNames = {"email", "name"}))
    static class Customer {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "customer_seq")
        @SequenceGenerator(name = "customer_seq", sequenceName = "customer_seq")
        Long id;

        @Column(name = "name")
        String name;

        @Column(name = "email")
        String email;

        @Column(name = "since")
        Integer since;

        @ElementCollection
        @CollectionTable(name = "customer_tag", joinColumns = @JoinColumn(name = "customer_id"))
        @Column(name = "label")
        Set<String> tags;

        @Embedded
        Town address;
    }

    @Embeddable
    static class Town {
        @Column(name = "town")
        String city;
    }

    @Entity(name = "Bill")
    @Table(name = "bill")
    static class BillOfCustomer {
        @Id
        Long id;

        @ManyToOne(optional = false)
        @JoinColumn(name = "customer_id")
        Customer client;
    }

    /** Another entity with the very columns of {@link Person}. */
    @Entity(name = "Human")
    @Table(name = "human")
    static class Human {
        @Id
        Long id;

        @Column(name = "name", length = 80)
        String name;

        @Column(name = "age")
        Integer age;
    }

    @Entity(name = "Human")
    @Table(name = "human")
    static class HumanWithoutAge {
        @Id
        Long id;

        @Column(name = "name", length = 80)
        String name;
    }

    /** Another entity with most of the columns of {@link Person}. */
    @Entity(name = "Member")
    @Table(name = "member")
    static class Member {
        @Id
        Long id;

        @Column(name = "name", length = 80)
        String name;

        @Column(name = "joined")
        Integer joined;
    }

    enum Mood {
        SAD,
        OK
    }

    enum Feeling {
        SAD,
        OK
    }

    @Entity(name = "Day")
    @Table(name = "day")
    static class Day {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        @Column(name = "mood")
        Mood mood;
    }

    @Entity(name = "Day")
    @Table(name = "day")
    static class DayOfFeeling {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        @Column(name = "mood")
        Feeling mood;
    }

    @Entity(name = "Ticket")
    @Table(name = "ticket")
    static class Ticket {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers")
        @SequenceGenerator(name = "numbers", sequenceName = "numbers")
        Long id;
    }

    @Entity(name = "Ticket")
    @Table(name = "ticket")
    static class TicketWithCounter {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "counter")
        @SequenceGenerator(name = "counter", sequenceName = "counter", allocationSize = 10)
        Long id;
    }
}
