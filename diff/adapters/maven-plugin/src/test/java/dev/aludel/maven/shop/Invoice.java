package dev.aludel.maven.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Invoice {

    @Id
    Long id;

    @Column(nullable = false)
    boolean paid;
}
