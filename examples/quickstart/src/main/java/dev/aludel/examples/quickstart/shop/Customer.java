package dev.aludel.examples.quickstart.shop;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Index;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Comment;

@Entity
@Table(
        uniqueConstraints = @UniqueConstraint(name = "uq_customer_email", columnNames = "email"),
        indexes = @Index(name = "ix_customer_email_lower", columnList = "(lower(email))"))
public class Customer extends Party {

    @Column(nullable = false, length = 160)
    private String email;

    @Column(length = 40)
    @Comment("with country code")
    private String phone;

    @Enumerated(EnumType.ORDINAL)
    private LoyaltyTier tier;

    @ElementCollection
    @CollectionTable(name = "customer_delivery_address")
    private Set<Address> deliveryAddresses = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "customer_preference")
    @MapKeyColumn(name = "key", length = 40)
    @Column(name = "value", nullable = false)
    private Map<String, String> preferences = new HashMap<>();
}
