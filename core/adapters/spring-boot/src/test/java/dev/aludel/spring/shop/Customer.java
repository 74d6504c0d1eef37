package dev.aludel.spring.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What Hibernate validates, so that it would fail to start before the revisions. */
@Entity
public class Customer {

    @Id
    private Long id;

    @Column(nullable = false, length = 80)
    private String name;

    /** What plain Hibernate would call {@code shortname}. */
    @Column(length = 20)
    private String shortName;

    protected Customer() {}

    public Customer(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public Long id() {
        return id;
    }

    public String shortName() {
        return shortName;
    }

    public String name() {
        return name;
    }
}
