package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JoinColumnOrFormula;
import org.hibernate.annotations.JoinFormula;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** References between entities of every cardinality, and what a foreign key can say. */
class AssociationsTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("one to many, both ways", Customer.class, Invoice.class),
            mapping("one to many with a join table", Basket.class, Fruit.class),
            mapping("one to many with a join column", Shelf.class, Book.class),
            mapping("one to one in every way", Citizen.class, Passport.class, Face.class, Shadow.class),
            mapping("many to many, both ways", Student.class, Course.class),
            mapping("a join table with everything said", Reader.class, Magazine.class),
            mapping("many to one with a join table", Player.class, Team.class),
            mapping("a table that points at itself", Category.class),
            mapping("two tables that point at each other", Hen.class, Egg.class),
            mapping("several columns at once", Region.class, Town.class),
            mapping("a key that is not primary", Country.class, Flag.class),
            mapping("formulas", Formulated.class, Country.class),
            mapping("references that may lead nowhere", Lenient.class, Team.class),
            mapping("any entity", Remark.class, Team.class, Hen.class, Egg.class),
            mapping("foreign keys and what becomes of rows", Deleting.class, Team.class),
            mapping("foreign keys by hand", ByHand.class, Team.class),
            mapping("no foreign keys by default", Player.class, Team.class, Deleting.class)
                    .with("hibernate.hbm2ddl.default_constraint_mode", "NO_CONSTRAINT"),
            mapping("natural ids", Isbn.class, Team.class)
        };
    }

    @Entity(name = "Customer")
    static class Customer {
        @Id
        Long id;

        @OneToMany(mappedBy = "customer")
        List<Invoice> invoices;
    }

    @Entity(name = "Invoice")
    static class Invoice {
        @Id
        Long id;

        @ManyToOne(optional = false)
        Customer customer;
    }

    @Entity(name = "Basket")
    static class Basket {
        @Id
        Long id;

        @OneToMany
        List<Fruit> fruits;

        @OneToMany
        Set<Fruit> green;

        @OneToMany
        @OrderColumn
        List<Fruit> sorted;

        @OneToMany
        @JoinTable(name = "basket_by_label")
        @MapKeyColumn(name = "label", length = 20)
        Map<String, Fruit> byLabel;
    }

    @Entity(name = "Fruit")
    static class Fruit {
        @Id
        Long id;
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        Long id;

        @OneToMany
        @JoinColumn(name = "shelf_id")
        List<Book> books;

        @OneToMany
        @JoinColumn(name = "above_id", nullable = false, foreignKey = @ForeignKey(name = "above"))
        @OnDelete(action = OnDeleteAction.CASCADE)
        Set<Book> above;

        @OneToMany
        @JoinColumn(name = "lost_id")
        @OrderColumn(name = "place", nullable = false)
        List<Book> lost;
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        Long id;
    }

    @Entity(name = "Citizen")
    static class Citizen {
        @Id
        Long id;

        @OneToOne
        Passport passport;

        @OneToOne(optional = false)
        @JoinColumn(name = "old_passport", unique = true)
        Passport old;

        @OneToOne(mappedBy = "citizen")
        Face face;

        @OneToOne
        @PrimaryKeyJoinColumn
        Shadow shadow;
    }

    @Entity(name = "Passport")
    static class Passport {
        @Id
        Long id;
    }

    @Entity(name = "Face")
    static class Face {
        @Id
        Long id;

        @OneToOne
        @JoinTable(name = "face_of_citizen")
        Citizen citizen;
    }

    @Entity(name = "Shadow")
    static class Shadow {
        @Id
        Long id;

        @OneToOne
        @PrimaryKeyJoinColumn(foreignKey = @ForeignKey(name = "casts"))
        Citizen of;
    }

    @Entity(name = "Student")
    static class Student {
        @Id
        Long id;

        @ManyToMany
        Set<Course> courses;

        @ManyToMany
        List<Course> past;
    }

    @Entity(name = "Course")
    static class Course {
        @Id
        Long id;

        @ManyToMany(mappedBy = "courses")
        Set<Student> students;

        @ManyToMany
        Map<Student, Course> recommended;
    }

    @Entity(name = "Reader")
    static class Reader {
        @Id
        Long id;

        @ManyToMany
        @JoinTable(
                name = "reads",
                joinColumns = @JoinColumn(name = "who", nullable = false),
                inverseJoinColumns = @JoinColumn(name = "what", columnDefinition = "bigint not null"),
                foreignKey = @ForeignKey(name = "reads_who"),
                inverseForeignKey =
                        @ForeignKey(
                                name = "reads_what",
                                foreignKeyDefinition = "foreign key (what) references Magazine on delete cascade"),
                uniqueConstraints =
                        @UniqueConstraint(
                                name = "once",
                                columnNames = {"what", "who"}),
                indexes = @Index(name = "reads_by_what", columnList = "what"))
        List<Magazine> magazines;
    }

    @Entity(name = "Magazine")
    static class Magazine {
        @Id
        Long id;
    }

    @Entity(name = "Player")
    static class Player {
        @Id
        Long id;

        @ManyToOne
        @JoinTable(
                name = "player_team",
                joinColumns = @JoinColumn(name = "player_id"),
                inverseJoinColumns = @JoinColumn(name = "team_id"))
        Team team;

        @ManyToOne(optional = false)
        @JoinTable(name = "player_home")
        Team home;
    }

    @Entity(name = "Team")
    static class Team {
        @Id
        Long id;
    }

    @Entity(name = "Category")
    static class Category {
        @Id
        Long id;

        @ManyToOne
        Category parent;

        @OneToMany(mappedBy = "parent")
        List<Category> children;

        @ManyToMany
        Set<Category> related;
    }

    @Entity(name = "Hen")
    static class Hen {
        @Id
        Long id;

        @ManyToOne
        Egg egg;
    }

    @Entity(name = "Egg")
    static class Egg {
        @Id
        Long id;

        @ManyToOne
        Hen hen;
    }

    @Embeddable
    static class RegionId {
        String state;
        int county;

        @Column(length = 4)
        String area;
    }

    @Entity(name = "Region")
    static class Region {
        @EmbeddedId
        RegionId id;

        @ManyToMany
        Set<Region> neighbours;
    }

    @Entity(name = "Town")
    static class Town {
        @Id
        Long id;

        @ManyToOne
        Region implicit;

        @ManyToOne
        @JoinColumn(name = "r_area", referencedColumnName = "area")
        @JoinColumn(name = "r_county", referencedColumnName = "county")
        @JoinColumn(name = "r_state", referencedColumnName = "state")
        Region explicit;

        @OneToOne
        @JoinColumns(
                value = {
                    @JoinColumn(name = "c_county", referencedColumnName = "county"),
                    @JoinColumn(name = "c_state", referencedColumnName = "state"),
                    @JoinColumn(name = "c_area", referencedColumnName = "area")
                },
                foreignKey = @ForeignKey(name = "capital_of"))
        Region capital;
    }

    @Entity(name = "Country")
    @Table(uniqueConstraints = @UniqueConstraint(columnNames = {"iso", "since"}))
    static class Country {
        @Id
        Long id;

        @Column(length = 2, unique = true)
        String code;

        @Column(length = 3, nullable = false)
        String iso;

        int since;
    }

    @Entity(name = "Flag")
    static class Flag {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(name = "country_code", referencedColumnName = "code")
        Country country;

        @ManyToOne
        @JoinColumn(name = "c_iso", referencedColumnName = "iso")
        @JoinColumn(name = "c_since", referencedColumnName = "since")
        Country dated;
    }

    @Entity(name = "Formulated")
    static class Formulated {
        @Id
        Long id;

        String text;

        @Formula("upper(text)")
        String upper;

        @ManyToOne
        @JoinFormula(value = "left(text, 2)", referencedColumnName = "code")
        Country country;

        @ManyToOne
        @JoinColumnOrFormula(column = @JoinColumn(name = "dated_iso", referencedColumnName = "iso"))
        @JoinColumnOrFormula(formula = @JoinFormula(value = "2000 + 1", referencedColumnName = "since"))
        Country dated;
    }

    @Entity(name = "Lenient")
    static class Lenient {
        @Id
        Long id;

        @ManyToOne
        @NotFound(action = NotFoundAction.IGNORE)
        Team ignored;

        @ManyToOne
        @NotFound(action = NotFoundAction.EXCEPTION)
        Team exceptional;

        @ManyToOne
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        Team unconstrained;

        @ManyToOne
        @JoinColumn(name = "shared_id", insertable = false, updatable = false)
        Team shared;

        @Column(name = "shared_id", nullable = false)
        Long sharedId;
    }

    @Entity(name = "Remark")
    static class Remark {
        @Id
        Long id;

        @Any
        @AnyKeyJavaClass(Long.class)
        @AnyDiscriminator(DiscriminatorType.STRING)
        @AnyDiscriminatorValue(discriminator = "T", entity = Team.class)
        @AnyDiscriminatorValue(discriminator = "H", entity = Hen.class)
        @Column(name = "about_type", length = 1)
        @JoinColumn(name = "about_id")
        Object about;

        @ManyToAny
        @AnyKeyJavaClass(Long.class)
        @AnyDiscriminator(DiscriminatorType.INTEGER)
        @AnyDiscriminatorValue(discriminator = "1", entity = Team.class)
        @AnyDiscriminatorValue(discriminator = "2", entity = Egg.class)
        @Column(name = "other_type")
        @JoinTable(
                name = "remark_other",
                joinColumns = @JoinColumn(name = "remark_id"),
                inverseJoinColumns = @JoinColumn(name = "other_id"))
        Set<Object> others;
    }

    @Entity(name = "Deleting")
    static class Deleting {
        @Id
        Long id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        Team cascading;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.SET_NULL)
        Team nulling;

        @ManyToOne
        @ColumnDefault("1")
        @OnDelete(action = OnDeleteAction.SET_DEFAULT)
        Team defaulting;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.RESTRICT)
        Team restricting;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.NO_ACTION)
        @JoinColumn(foreignKey = @ForeignKey(name = "\"Is of team\""))
        Team nothing;

        @ManyToMany
        @OnDelete(action = OnDeleteAction.CASCADE)
        Set<Team> many;
    }

    @Entity(name = "ByHand")
    static class ByHand {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(
                name = "a_id",
                foreignKey =
                        @ForeignKey(
                                name = "by_hand_a",
                                foreignKeyDefinition =
                                        "foreign key (a_id) references public.Team (id) match simple on delete set null on update cascade deferrable initially deferred"))
        Team a;

        @ManyToOne
        @JoinColumn(
                name = "b_id",
                foreignKey =
                        @ForeignKey(
                                foreignKeyDefinition =
                                        "FOREIGN KEY (\"b_id\") REFERENCES team ON UPDATE RESTRICT NOT DEFERRABLE"))
        Team b;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        @JoinColumn(
                name = "c_id",
                foreignKey =
                        @ForeignKey(name = "by_hand_c", foreignKeyDefinition = "foreign key (c_id) references team"))
        Team c;
    }

    @Entity(name = "Isbn")
    static class Isbn {
        @Id
        Long id;

        @NaturalId
        String prefix;

        @NaturalId(mutable = true)
        int number;

        @NaturalId
        @ManyToOne
        Team publisher;
    }
}
