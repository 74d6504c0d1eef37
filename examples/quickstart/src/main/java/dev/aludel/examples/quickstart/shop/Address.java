package dev.aludel.examples.quickstart.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Embedded where it is needed, and the element of a collection. */
@Embeddable
public record Address(
        @Column(length = 120) String street,
        @Column(length = 12) String postCode,
        @Column(length = 80) String city,
        @Column(length = 2) String country) {}
