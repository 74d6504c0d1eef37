package dev.aludel.examples.quickstart.shop2;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Comment;

/** New in version 2. */
@Entity
@Comment("what customers would like to get")
public class Wishlist extends Tracked {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    private Customer owner;

    @Column(nullable = false, length = 80)
    private String name;

    @ManyToMany
    private Set<Product> products = new HashSet<>();
}
