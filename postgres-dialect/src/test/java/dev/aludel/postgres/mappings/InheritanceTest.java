package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.SecondaryTables;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.util.stream.Stream;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.DiscriminatorFormula;
import org.hibernate.annotations.DiscriminatorOptions;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Classes that inherit from each other, and classes that are spread over tables. */
class InheritanceTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("a single table", Vehicle.class, Bike.class, Car.class, Truck.class),
            mapping("a discriminator of characters", Letter.class, LetterA.class, LetterB.class),
            mapping("a discriminator of integers", Numbered.class, One.class, Two.class),
            mapping("a discriminator with a formula", Formula.class, FormulaOne.class),
            mapping("a discriminator as it is written", Written.class, WrittenOne.class),
            mapping("a discriminator that is part of nothing", Loose.class, LooseOne.class),
            mapping("joined tables", Animal.class, Cat.class, Dog.class, Puppy.class),
            mapping("joined tables with a discriminator", Payment.class, CardPayment.class),
            mapping("joined tables with a discriminator that is implied", Payer.class, Company.class),
            mapping("joined tables without one that could be implied", Payer.class, Company.class)
                    .with("hibernate.discriminator.ignore_explicit_for_joined", true)
                    .with("hibernate.discriminator.implicit_for_joined", true),
            mapping("joined tables with keys of their own names", Account.class, Savings.class),
            mapping("a table for each class", Shape.class, Circle.class, Square.class)
                    .lackingWhenUpdated("+ unique square_shape.square_shape_label_key (label)"),
            mapping("a table for each concrete class, with references", Node.class, Leaf.class, Drawing.class),
            mapping("a superclass that is mapped", Tracked.class, Task.class, Note.class),
            mapping("secondary tables", Person.class),
            mapping("a secondary table in a single table", Media.class, Video.class)
        };
    }

    enum Kind {
        SMALL,
        LARGE
    }

    @Entity(name = "Vehicle")
    @Inheritance
    static class Vehicle {
        @Id
        @GeneratedValue
        Long id;

        @Column(nullable = false)
        String plate;
    }

    @Entity(name = "Bike")
    static class Bike extends Vehicle {
        @Column(nullable = false)
        boolean bell;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {
        int doors;

        @Enumerated(EnumType.STRING)
        Kind kind;

        @ManyToOne(optional = false)
        Bike onTheRoof;
    }

    @Entity(name = "Truck")
    @DiscriminatorValue("it's a truck")
    @Check(name = "loaded", constraints = "load_kg > 0")
    static class Truck extends Car {
        @Column(name = "load_kg", unique = true)
        int load;
    }

    @Entity(name = "Letter")
    @DiscriminatorColumn(discriminatorType = DiscriminatorType.CHAR)
    @DiscriminatorValue("L")
    static class Letter {
        @Id
        Long id;
    }

    @Entity(name = "LetterA")
    @DiscriminatorValue("A")
    static class LetterA extends Letter {
        String a;
    }

    @Entity(name = "LetterB")
    @DiscriminatorValue("B")
    static class LetterB extends Letter {
        @Column(nullable = false)
        String b;
    }

    @Entity(name = "Numbered")
    @DiscriminatorColumn(name = "which", discriminatorType = DiscriminatorType.INTEGER)
    @DiscriminatorValue("0")
    static class Numbered {
        @Id
        Long id;
    }

    @Entity(name = "One")
    @DiscriminatorValue("1")
    static class One extends Numbered {
        @Column(nullable = false)
        Integer one;
    }

    @Entity(name = "Two")
    @DiscriminatorValue("-2")
    static class Two extends Numbered {
        Integer two;
    }

    @Entity(name = "Formula")
    @DiscriminatorFormula("case when speed > 1 then 'FormulaOne' else 'Formula' end")
    static class Formula {
        @Id
        Long id;

        int speed;
    }

    @Entity(name = "FormulaOne")
    static class FormulaOne extends Formula {
        String driver;
    }

    @Entity(name = "Written")
    @DiscriminatorColumn(name = "Kind", columnDefinition = "text default 'Written'")
    static class Written {
        @Id
        Long id;
    }

    @Entity(name = "WrittenOne")
    static class WrittenOne extends Written {
        String one;
    }

    @Entity(name = "Loose")
    @DiscriminatorColumn(length = 7)
    @DiscriminatorOptions(force = true, insert = false)
    @DiscriminatorValue("null")
    static class Loose {
        @Id
        Long id;
    }

    @Entity(name = "LooseOne")
    @DiscriminatorValue("not null")
    static class LooseOne extends Loose {
        @Column(nullable = false)
        String one;
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.JOINED)
    @Table(indexes = @Index(name = "by_name", columnList = "name"))
    static class Animal {
        @Id
        @GeneratedValue
        Long id;

        String name;
    }

    @Entity(name = "Cat")
    @Table(uniqueConstraints = @UniqueConstraint(columnNames = {"fur", "lives"}))
    static class Cat extends Animal {
        String fur;
        int lives;
    }

    @Entity(name = "Dog")
    @PrimaryKeyJoinColumn(name = "dog_id", foreignKey = @ForeignKey(name = "dog_is_animal"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    static class Dog extends Animal {
        @Column(nullable = false)
        String bark;
    }

    @Entity(name = "Puppy")
    static class Puppy extends Dog {
        @ManyToOne
        Dog mother;
    }

    @Entity(name = "Payment")
    @Inheritance(strategy = InheritanceType.JOINED)
    @DiscriminatorColumn
    static class Payment {
        @Id
        Long id;
    }

    @Entity(name = "CardPayment")
    static class CardPayment extends Payment {
        String card;
    }

    @Entity(name = "Payer")
    @Inheritance(strategy = InheritanceType.JOINED)
    @DiscriminatorColumn(name = "kind", length = 12)
    static class Payer {
        @Id
        Long id;
    }

    @Entity(name = "Company")
    static class Company extends Payer {
        String taxNumber;
    }

    @Entity(name = "Account")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Account {
        @Id
        @Column(name = "account_id")
        Integer id;
    }

    @Entity(name = "Savings")
    @Table(name = "savings_account")
    @PrimaryKeyJoinColumn(name = "savings_id", referencedColumnName = "account_id")
    static class Savings extends Account {
        double rate;
    }

    @Entity(name = "Shape")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class Shape {
        @Id
        @GeneratedValue
        Long id;

        @Column(unique = true)
        String label;

        @Enumerated
        Kind kind;
    }

    @Entity(name = "Circle")
    static class Circle extends Shape {
        double radius;
    }

    @Entity(name = "Square")
    @Table(name = "square_shape", indexes = @Index(columnList = "side"))
    static class Square extends Shape {
        double side;
    }

    @Entity(name = "Node")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Node {
        @Id
        Long id;

        @ManyToOne
        Node parent;

        @ManyToOne
        Drawing drawing;
    }

    @Entity(name = "Leaf")
    static class Leaf extends Node {
        String color;
    }

    @Entity(name = "Drawing")
    static class Drawing {
        @Id
        Long id;

        @ManyToOne
        Leaf first;
    }

    @MappedSuperclass
    abstract static class Tracked {
        @Id
        @GeneratedValue
        Long id;

        @Version
        long version;

        @Column(length = 40, nullable = false)
        String author;
    }

    @Entity(name = "Task")
    static class Task extends Tracked {
        String title;
    }

    @Entity(name = "Note")
    static class Note extends Tracked {
        @ManyToOne
        Task task;
    }

    @Entity(name = "Person")
    @SecondaryTables({
        @SecondaryTable(
                name = "person_photo",
                pkJoinColumns = @PrimaryKeyJoinColumn(name = "person_id"),
                foreignKey = @ForeignKey(name = "photo_of_person"),
                indexes = @Index(name = "by_size", columnList = "size desc")),
        @SecondaryTable(
                name = "`person address`",
                uniqueConstraints = @UniqueConstraint(name = "one_street", columnNames = "street"))
    })
    static class Person {
        @Id
        Long id;

        String name;

        @Column(table = "person_photo")
        byte[] photo;

        @Column(table = "person_photo", nullable = false)
        int size;

        @Column(table = "`person address`")
        @Check(constraints = "street <> ''")
        String street;

        @ManyToOne
        @jakarta.persistence.JoinColumn(table = "`person address`", name = "city_of")
        Person mayor;
    }

    @Entity(name = "Media")
    static class Media {
        @Id
        Long id;
    }

    @Entity(name = "Video")
    @SecondaryTable(name = "video_stream")
    static class Video extends Media {
        @Column(table = "video_stream")
        String codec;
    }
}
