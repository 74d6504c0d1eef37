package dev.aludel.examples.invoices;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

@Entity
public class Payment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Invoice invoice;

    @Column(nullable = false, precision = 12, scale = 2)
    private BigDecimal amount;

    @Column(nullable = false)
    private LocalDate paidOn;

    @SuppressWarnings("NullAway") // Hibernate fills them
    protected Payment() {}

    Payment(Invoice invoice, BigDecimal amount, LocalDate paidOn) {
        this.invoice = invoice;
        this.amount = amount;
        this.paidOn = paidOn;
    }

    public BigDecimal getAmount() {
        return amount;
    }
}
