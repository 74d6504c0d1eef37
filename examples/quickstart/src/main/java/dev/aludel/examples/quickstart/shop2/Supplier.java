package dev.aludel.examples.quickstart.shop2;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;

@Entity
public class Supplier extends Party {

    @Column(unique = true, length = 20)
    private String vatNumber;

    private boolean preferred;
}
