package dev.aludel.examples.quickstart.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Check;

@Entity
@Table(
        indexes = {
            @Index(name = "ix_review_product_stars", columnList = "product_id, stars desc"),
            @Index(name = "ix_review_created_at", columnList = "createdAt")
        })
public class Review extends Tracked {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Product product;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Customer author;

    @Check(name = "ck_review_stars", constraints = "stars between 1 and 5")
    private short stars;

    @Column(columnDefinition = "text")
    private String opinion;
}
