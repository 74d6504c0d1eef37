package dev.aludel.examples.invoices;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

@Entity
public class InvoiceLine {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Invoice invoice;

    @Column(nullable = false)
    private String what;

    @Column(nullable = false)
    private int quantity;

    @Column(nullable = false, precision = 12, scale = 2)
    private BigDecimal unitPrice;

    @SuppressWarnings("NullAway") // Hibernate fills them
    protected InvoiceLine() {}

    InvoiceLine(Invoice invoice, String what, int quantity, BigDecimal unitPrice) {
        this.invoice = invoice;
        this.what = what;
        this.quantity = quantity;
        this.unitPrice = unitPrice;
    }

    public BigDecimal price() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }
}
