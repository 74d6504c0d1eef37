package dev.aludel.examples.quickstart.shop2;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Set;

@Entity
public class Warehouse {

    @Id
    @Column(length = 8)
    private String code;

    @Embedded
    private Address address;

    private LocalTime opensAt;

    private Double latitude;

    private Double longitude;

    @ElementCollection
    private Set<String> gates = new HashSet<>();
}
