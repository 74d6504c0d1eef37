package dev.aludel.examples.quickstart.shop2;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import org.hibernate.annotations.Check;

@Entity
public class StockLevel {

    @EmbeddedId
    private StockId id;

    @ManyToOne
    @MapsId("warehouseCode")
    private Warehouse warehouse;

    @ManyToOne
    @MapsId("productId")
    private Product product;

    @Check(constraints = "quantity >= 0")
    @Column(nullable = false)
    private long quantity;
}
