package dev.aludel.diff.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/** Entities for the tests that inherit from each other. */
final class Hierarchies {

    private Hierarchies() {}

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    @DiscriminatorColumn(name = "kind")
    static class Vehicle {
        @Id
        Long id;
    }

    @Entity(name = "Bike")
    static class Bike extends Vehicle {
        @Column(nullable = false)
        boolean bell;
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Animal {
        @Id
        Long id;
    }

    @Entity(name = "Cat")
    static class Cat extends Animal {
        String fur;
    }

    @Entity(name = "Shape")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class Shape {
        @Id
        Long id;

        @Column(unique = true)
        String label;
    }

    @Entity(name = "Circle")
    static class Circle extends Shape {
        double radius;
    }
}
