package dev.aludel.examples.invoices;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(indexes = @Index(name = "invoice_status_due_on", columnList = "status, dueOn"))
public class Invoice {

    /** What has become of an invoice. */
    public enum Status {
        OPEN,
        PAID,
        CANCELLED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private int version;

    @Column(nullable = false, length = 20, unique = true)
    private String number;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    private Status status = Status.OPEN;

    @Column(nullable = false)
    private LocalDate dueOn;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<InvoiceLine> lines = new ArrayList<>();

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL)
    @OrderBy("id")
    private List<Payment> payments = new ArrayList<>();

    @SuppressWarnings("NullAway") // Hibernate fills them
    protected Invoice() {}

    public Invoice(String number, Customer customer, LocalDate dueOn) {
        this.number = number;
        this.customer = customer;
        this.dueOn = dueOn;
    }

    public void add(String what, int quantity, BigDecimal unitPrice) {
        lines.add(new InvoiceLine(this, what, quantity, unitPrice));
    }

    /** What is paid in full is paid. */
    public void pay(BigDecimal amount, LocalDate on) {
        payments.add(new Payment(this, amount, on));
        if (paid().compareTo(total()) >= 0) {
            status = Status.PAID;
        }
    }

    public BigDecimal total() {
        return lines.stream().map(InvoiceLine::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal paid() {
        return payments.stream().map(Payment::getAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public String getNumber() {
        return number;
    }

    public Customer getCustomer() {
        return customer;
    }

    public Status getStatus() {
        return status;
    }

    public LocalDate getDueOn() {
        return dueOn;
    }
}
