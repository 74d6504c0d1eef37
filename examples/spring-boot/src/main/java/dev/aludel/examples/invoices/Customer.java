package dev.aludel.examples.invoices;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.LocalDate;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;

@Entity
public class Customer {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false, length = 120)
    private String name;

    @Column(nullable = false, length = 254, unique = true)
    private String email;

    @Column(nullable = false)
    private LocalDate since;

    @Column(nullable = false)
    @ColumnDefault("14")
    private int daysToPay = 14;

    @SuppressWarnings("NullAway") // Hibernate fills them
    protected Customer() {}

    public Customer(String name, String email, LocalDate since) {
        this.name = name;
        this.email = email;
        this.since = since;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getEmail() {
        return email;
    }

    public int getDaysToPay() {
        return daysToPay;
    }

    public LocalDate getSince() {
        return since;
    }
}
